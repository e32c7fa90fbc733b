"""A page that is kept back, as it would look if it were published now."""

from __future__ import annotations

from dataclasses import replace

from generator.building.cache import Cache, Lost
from generator.building.gathering import configured
from generator.building.intake import shelf
from generator.building.ledger import Ledger
from generator.building.register import Register
from generator.building.surroundings import Around, Stock, Surroundings
from generator.rendering.frame import Frame
from generator.rendering.links import inlaid
from generator.rendering.lookup import Lookup
from generator.rendering.pages import job
from generator.rendering.templates import LayoutError, Templates
from generator.serving.scene import Scene


def rehearse(source: str, scene: Scene, layouts: Templates, cache: Cache) -> bytes | None:
    """Render the page of a document (its path) amid its surroundings; lists do not have it.

    ``None`` when what is known of the column does not suffice.
    """
    inputs, options, last = scene.inputs, scene.options, scene.ledger
    settings = configured(inputs, options)[0] if inputs and options else None
    names = cache.get(bytes.fromhex(last.names)) if last else None
    if inputs is None or options is None or last is None or settings is None or names is None:
        return None
    chosen = replace(options, shown=frozenset({source}))
    stock = Stock(frozenset(last.documents), frozenset(one.path for one in inputs.assets))
    around = Around(inputs, chosen, settings, cache, shelf(inputs.sources, settings, cache), stock)
    try:
        site, _ = Surroundings(around, _keys(last), Register.unpack(names, list(last.documents)), {}).part({source})
        lookup = Lookup(site)
        page = next((one for one in lookup.pages.values() if one.path == source), None)
        return layouts.render(inlaid(job(page, Frame(lookup)), page.parsed.prose.html)).content if page else None
    except (Lost, LayoutError):
        return None


def _keys(last: Ledger) -> dict[str, bytes]:
    return {path: bytes.fromhex(one.name) for path, one in last.documents.items()}
