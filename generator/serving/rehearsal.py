"""One page by itself, amid its surroundings: without the rest of the site, and whether or not it would be published."""

from __future__ import annotations

from collections.abc import Collection

from generator.building.cache import Lost
from generator.building.configuration import configured
from generator.building.intake import shelf
from generator.building.ledger import Ledger
from generator.building.register import Register
from generator.building.run import Run
from generator.building.staged import current
from generator.building.surroundings import Around, Stock
from generator.model.values import replace
from generator.rendering.faults import LayoutError
from generator.rendering.frame import Frame
from generator.rendering.links import inlaid
from generator.rendering.lookup import Lookup
from generator.rendering.pages import job
from generator.serving.answers import Answer
from generator.serving.media import media_type


def rehearsed(written: Collection[str], run: Run, last: Ledger) -> dict[str, Answer]:
    """By path in the site, the pages of documents that were written (their paths), those alone that the site has."""
    found = {}
    present = {one.path for one in run.inputs.sources}
    for source in sorted(present.intersection(written, last.documents)):
        made = rehearse(source, run, last)
        if made and (made[0] in last.sheets or made[0] in last.waiting):
            found[made[0]] = Answer(made[1], media_type(made[0]))
    return found


def rehearse(source: str, run: Run, last: Ledger) -> tuple[str, bytes] | None:
    """Render the page of a document (its path): its address in the site, and its bytes; lists do not have it.

    ``None`` when what the last run knew of the column does not suffice.
    """
    inputs, options, cache = run.inputs, run.options, run.cache
    settings, names = configured(inputs, options)[0], cache.get(bytes.fromhex(last.names))
    if settings is None or names is None:
        return None
    chosen = replace(options, shown=frozenset({source}))
    stock = Stock(frozenset(one.path for one in inputs.sources), frozenset(one.path for one in inputs.assets))
    around = Around(inputs, chosen, settings, cache, shelf(inputs.sources, settings, cache), stock)
    try:
        near = current(around, last.documents, Register.unpack(names, list(last.documents)))
        lookup = Lookup.on_its_day(near.part({source})[0])
        page = next((one for one in lookup.pages.values() if one.path == source), None)
        if page is None:
            return None
        return page.url, run.layouts.render(inlaid(job(page, Frame(lookup)), page.parsed.prose.html)).content
    except (Lost, LayoutError):
        return None
