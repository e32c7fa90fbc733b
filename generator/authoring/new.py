"""A new page: front matter filled in as far as it can be known, a body to be written, and nothing published yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import get_origin

from generator.authoring.fields import Misuse, Question, needed, read_fields
from generator.authoring.outlines import OUTLINES
from generator.authoring.quoting import Value, document
from generator.authoring.rows import alike, begun, newest, tabular
from generator.authoring.skeleton import body
from generator.authoring.tables import empty
from generator.authoring.yearly import Place, place, standing
from generator.kinds.base import OPEN, Document, Filed
from generator.kinds.registry import KINDS, NAMES
from generator.kinds.ties import TIES
from generator.model.config import ColumnConfig
from generator.model.diagnostics import Diagnostic, Severity
from generator.model.schema import labels
from generator.model.site import Page, Site
from generator.model.sources import Source
from generator.model.values import Struct, field
from generator.reading.study import study
from generator.text import urls
from generator.text.chinese import suggest
from generator.text.urls import SLUG, TAKEN

DIGITS = 3
_SERIES = re.compile(r"((?:[a-z][a-z0-9]*-)*)(\d{4})-(\d{1,5})")
_NAMED = re.compile(r"(?:(?:19|20)\d{2}-)([a-z]+(?:-[a-z]+)*)")
"""An id that says in words what a page is about, after its year: 2020-breakfast."""
_TIED = frozenset(tie.field for tie in TIES)
_EDITION = re.compile(r"(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?版")
_FOUR = re.compile(r"(?:19|20)[0-9]{2}")
_INDEX = re.compile(r"(.*?(?<!\d))((?:19|20)\d{2})(\D+)(\d+)")


class Wish(Struct, frozen=True):
    """What the editor asked for."""

    kind: str
    about: str = ""
    """Id or 发文字号 of the page that the new one is for."""
    title: str = ""
    column: str = ""
    values: tuple[tuple[str, str], ...] = ()
    """Fields and their texts, as given; a field may come more than once where it holds a list."""


class Draft(Struct, frozen=True):
    """A page that is not written yet."""

    path: str
    text: str
    questions: tuple[Question, ...] = ()
    """What must still be told; then the text is not complete."""
    findings: tuple[Diagnostic, ...] = field(default=())
    """What is wrong with what was told."""
    table: tuple[str, str] | None = None
    """Path and text of the table file (数据文件) that goes with it."""


def draft(site: Site, wish: Wish) -> Draft:
    """Compose a page for a site.

    Raises:
        Misuse: there is no such kind, field, column or page.
    """
    model = _model(wish.kind)
    column = _column(site, model, wish.column)
    given: dict[str, Value] = read_fields(model, wish.values)
    if wish.title:
        given["title"] = wish.title
    if wish.about:
        told = {name: one for name, one in given.items() if name in {"title", "owner"}}
        given |= _tie(site, model, wish.about) | told
    owner = str(given.get("owner") or column.owner)
    values = _presets(site, model, owner) | dict(OUTLINES.get(model.kind_id, {})) | given
    values = empty(model, _year(values)) | values | _called(site, model, values) | given
    before = _before(site, model, values)
    if before:
        values["previous"] = before.id
    yearly = _of_the_year(site, model, column, values)
    page_id = str(values.get("id") or (yearly.id if yearly else _next_id(site, model, column, values)))
    if page_id in site.names or not SLUG.fullmatch(page_id) or TAKEN.fullmatch(page_id):
        formed = "是栏目自己的网页用的" if SLUG.fullmatch(page_id) else "只能用小写字母、数字和连字符"
        taken = "已有页面使用" if page_id in site.names else formed
        raise Misuse(f"页面编号 {page_id} {taken}；用 --set 页面编号=… 另给一个")
    if str(values.get("id", "")) == page_id:
        del values["id"]
    path = yearly.path if yearly else f"content/{column.folder}/{page_id}.md"
    if PurePosixPath(path).stem != page_id:
        values["id"] = page_id
    table = None
    if (record := tabular(model)) and not values.get("rows"):
        values.setdefault("data", f"{page_id}.csv")
        table = urls.source(str(values["data"]), path), begun(site, before, record)
    questions = tuple(needed(model, values))
    text = document(labelled(model, values), body(model, site.config.sync.profile.elements, _year(values)))
    if questions:
        return Draft(path, text, questions, table=table)
    found = study(Source(path, text.encode("utf-8", "replace")), site.config).findings
    return Draft(path, text, findings=tuple(one for one in found if one.severity >= Severity.WARNING), table=table)


def write(root: Path, ready: Draft) -> Path:
    """Write the page where it belongs, and the table file that goes with it; an existing file is never touched.

    Raises:
        Misuse: there is a file of this name.
    """
    path = root / ready.path
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(ready.text)
    except FileExistsError:
        raise Misuse(f"已有文件 {path}，没有改动；用 --set 页面编号=… 另给一个编号") from None
    if ready.table and not (table := root / ready.table[0]).exists():
        table.write_text(ready.table[1], encoding="utf-8-sig", newline="\n")
    return path


def _model(kind: str) -> type[Document]:
    if kind in NAMES:
        return KINDS[NAMES[kind]]
    near = suggest(kind, NAMES)
    cure = f"是否应为 {near}？" if near else f"可选：{'、'.join(KINDS)}"
    raise Misuse(f"没有内容类型 {kind}，{cure}")


def _column(site: Site, model: type[Document], wanted: str) -> ColumnConfig:
    """The column for the page: as asked for, the kind's usual one, or the first that admits it."""
    admitting = [one for one in site.config.columns if model.kind_id in one.kinds]
    if wanted:
        chosen = [one for one in admitting if wanted.strip("/").removeprefix("content/") in {one.folder, one.name}]
        if not chosen:
            named = "、".join(one.folder for one in admitting) or "没有"
            raise Misuse(f"{wanted} 不是收“{model.kind_label}”的栏目；收它的栏目：{named}")
        return chosen[0]
    if not admitting:
        cure = "在 site_config.toml 中给一个栏目的 kinds 加上 " + model.kind_id
        raise Misuse(f"没有栏目收“{model.kind_label}”；{cure}")
    return next((one for one in admitting if one.folder == model.folder), admitting[0])


def _tie(site: Site, model: type[Document], about: str) -> dict[str, Value]:
    """The field that names the page that this one is for, and the title and the 处室 that follow from it."""
    tie = next((one for one in TIES if issubclass(model, one.source)), None)
    if tie is None:
        raise Misuse(f"“{model.kind_label}”不属于别的页面，不用 --for")
    other = site.find(site.names.get(about, ""))
    if other is None:
        near = suggest(about, site.names)
        cure = f"是否应为 {near}？" if near else "写对方的页面编号或发文字号"
        raise Misuse(f"没有页面 {about}，{cure}")
    if not isinstance(other.meta, tie.target) or not isinstance(other.meta, Document):
        label = other.meta.kind_label if isinstance(other.meta, Document) else ""
        raise Misuse(f"{about} 是{label}，{labels(model)[tie.field]}不能是它")
    listed = get_origin(model.model_fields[tie.field].annotation) is tuple
    found: dict[str, Value] = {tie.field: [other.id] if listed else other.id}
    if other.meta.owner:  # 谁起草，谁解读; who keeps a project tells of it
        found["owner"] = other.meta.owner
    if tie.backward == "interpreted_by":
        found["title"] = f"《{other.meta.title.strip('《》')}》政策解读"
    if tie.backward == "later":
        found |= {name: value for name in model.series if (value := getattr(other.meta, name))}
    return found


def _before(site: Site, model: type[Document], values: Mapping[str, Value]) -> Page[Document] | None:
    """The version before that of the new page: as it says, else the newest."""
    stated = site.names.get(str(values.get("previous", "")))
    if stated:
        return next((page for page in site.having(model, withheld=True) if page.id == stated), None)
    return newest(site, model, values)


def _presets(site: Site, model: type[Document], owner: str) -> dict[str, Value]:
    """What is known without asking."""
    organ, today = site.config.site.organ, site.as_of
    known: dict[str, Value] = {
        "kind": model.kind_label,
        "published": today.isoformat(),
        "attribute": OPEN,
        "source": organ,
        "owner": owner,
        "draft": "是",
        "issuer": organ,
        "index_number": next_index(site) or "",
        "plan": {
            "提纲": "、".join(site.config.sync.profile.elements),
            "形式": ["文字"],
            "渠道": ["政府网站"],
            "时间": "与文件同日发布",
        },
        "unit": owner and f"{organ}{owner}",
        "organ": organ,
        "office": f"{organ}{owner}",
        "address": site.config.site.address,
        "authority": organ,
        "lead": organ,
        "version": today.isoformat(),
        "year": str(today.year - model.years_behind),
        "channels": [
            {"方式": "当面"},
            {"方式": "邮寄", "收件人": organ, "说明": "请在信封左下角注明“政府信息公开申请”。"},
            {"方式": "网络", "时间": "全天可以提交，工作日处理"},
        ],
        "edition": f"{today.year}年版",
    }
    return {name: value for name, value in known.items() if name in model.model_fields and value}


def _called(site: Site, model: type[Document], values: Mapping[str, Value]) -> dict[str, Value]:
    """The title where there is one page of each year, and the edition (版本) that a title says."""
    found: dict[str, Value] = {}
    if model.yearly:
        found["title"] = f"{site.config.site.organ}{_year(values)}年{model.yearly}"
    if "edition" in model.model_fields and (said := _EDITION.search(str(values.get("title", "")))):
        found["edition"] = said[0]
    return found


def _year(values: Mapping[str, Value]) -> str:
    return str(values.get("year", ""))


def labelled(model: type[Filed], values: Mapping[str, Value]) -> dict[str, Value]:
    """The fields under their Chinese names, in the order of the reference; 草稿 last, to be found and removed."""
    chinese = labels(model)
    names = [name for name in chinese if name in values and name != "draft"]
    return {chinese[name]: values[name] for name in [*names, *(["draft"] if "draft" in values else [])]}


def _next_id(site: Site, model: type[Document], column: ColumnConfig, values: Mapping[str, Value]) -> str:
    """The next free number of the year, in the form that the column's pages of this kind have.

    Where a kind has several things in versions, it is the form of those of the same thing.
    """
    year = str(site.as_of.year)
    series = [found for page in _siblings(site, model, column, values) if (found := _SERIES.fullmatch(page.id))]
    prefixes = Counter(found[1] for found in series)
    prefix = max(sorted(prefixes), key=lambda one: prefixes[one], default=_prefix(model, values))
    digits = max((len(found[3]) for found in series), default=DIGITS)
    last = max((int(found[3]) for found in series if found[1] == prefix and found[2] == year), default=0)
    return next(
        name
        for number in range(last + 1, last + len(site.names) + 2)
        if (name := f"{prefix}{year}-{number:0{digits}d}") not in site.names and name not in site.lock.entries
    )


def _of_the_year(site: Site, model: type[Document], column: ColumnConfig, values: Mapping[str, Value]) -> Place | None:
    """Where the page of a year goes, for kinds that have one for each; ``None`` where its id is told.

    Raises:
        Misuse: there is one.
    """
    year = _year(values)
    if not model.yearly or not _FOUR.fullmatch(year):
        return None
    before = standing(site, model, year, str(values.get("source", "")))
    if before is not None:
        raise Misuse(f"已有{year}年的{model.kind_label} {before.path}；请改那一页，一年只有一份")
    return None if values.get("id") else place(site, model, column, year)


def _prefix(model: type[Document], values: Mapping[str, Value]) -> str:
    """How the ids of the first page of its sort begin: with the name of what it is about, else with its kind."""
    about = (str(values.get(name, "")) for name in model.series if name in _TIED)
    named = next((found[1] for one in about if (found := _NAMED.fullmatch(one))), "")
    return f"{named}-" if named else f"{model.kind_id}-" if model.id_prefix is None else model.id_prefix


def _siblings(
    site: Site, model: type[Document], column: ColumnConfig, values: Mapping[str, Value]
) -> Iterator[Page[Document]]:
    pages = (page for page in site.having(model, withheld=True) if page.column == column.folder)
    return (page for page in pages if alike(page.meta, model.series, values))


def next_index(site: Site) -> str | None:
    """The next 索引号 of the year: one more than the highest in use, in the configured form; ``None`` if unclear."""
    used = [page.meta.index for page in site.having(Document, withheld=True)]
    used += [entry.index_number for entry in site.lock.entries.values()]
    year, numbering = str(site.as_of.year), site.config.numbering
    parts = [found for one in used if (found := _INDEX.fullmatch(one)) and re.search(numbering.index_pattern, one)]
    form = parts[-1] if parts else _INDEX.fullmatch(numbering.index_example)
    if form is None:
        return None
    last = max((int(one[4]) for one in parts if one[2] == year and one[1] == form[1]), default=0)
    fresh = f"{form[1]}{year}{form[3]}{last + 1:0{len(form[4])}d}"
    return fresh if re.search(numbering.index_pattern, fresh) else None
