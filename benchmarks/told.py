"""What other generators are told about the same column: fields with English names, and what gongkai finds by itself."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.documents import ORGAN, POLICIES, TEXTS, Doc, title

STYLES = Path(__file__).resolve().parent.parent / "layouts" / "assets"
FIELDS = {
    "标题": "title",
    "关键词": "keywords",
    "摘要": "description",
    "来源": "source",
    "作者": "author",
    "责任处室": "owner",
    "索引号": "index_number",
    "主题分类": "topic",
    "发布机构": "issuer",
    "成文日期": "written",
    "发文字号": "doc_number",
    "施行日期": "effective",
    "有效期至": "expires",
    "解读单位": "unit",
    "解读形式": "forms",
    "废止日期": "repealed_on",
}
"""Our labels, and what another site would call them."""
CUTS = ("status", "year", "topic")
"""How each column's list is cut."""
STATUS = {
    "有效": "in-force",
    "尚未施行": "pending",
    "失效": "expired",
    "废止": "repealed",
}
KINDS = {"p": "policy", "i": "interpretation", "r": "regulation", "n": "news"}
TIES = {"policy": POLICIES, "interpreted_by": TEXTS, "replaces": POLICIES, "replaced_by": POLICIES}
"""Ties to other pages, and the folders that those lie in."""


@dataclass(frozen=True, slots=True)
class Told:
    """A page, as another generator is told of it."""

    folder: str
    name: str
    """Of the file, without ending."""
    fields: dict[str, Any]
    body: str
    cuts: dict[str, str] = field(default_factory=dict)
    """In which lists of its column it stands besides the whole one."""
    links: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """For generators whose templates cannot look up a page: of each tie, address and title of the others."""

    @property
    def path(self) -> str:
        """Folder and name."""
        return f"{self.folder}/{self.name}"

    @property
    def column(self) -> str:
        """The last folder: no two columns share it."""
        return self.folder.rpartition("/")[2]


def told(doc: Doc) -> Told:
    """Tell of a document."""
    status = str(doc.ties["status"])
    stamp = str(doc.fields["发布日期"]).replace(" ", "T") + ":00+08:00"
    found: dict[str, Any] = {"date": stamp, "kind_id": KINDS[doc.id[0]]}
    found |= {FIELDS[label]: value for label, value in doc.fields.items() if label in FIELDS}
    found |= {key: value for key, value in doc.ties.items() if value}
    if doc.attachment:
        found["attachment"] = doc.attachment
        found["attachment_title"] = f"{doc.fields['标题']}（文字版）"
    in_force = "" if doc.id.startswith("r-") else STATUS.get(status, "")  # all rules are in force: nothing to cut
    topic = str(doc.fields.get("主题分类", "")).partition("\\")[0]
    cuts = {"status": in_force, "year": doc.published[:4], "topic": topic}
    return Told(doc.folder, doc.id, found, doc.body, {cut: value for cut, value in cuts.items() if value}, _links(doc))


def _links(doc: Doc) -> dict[str, list[tuple[str, str]]]:
    found = {}
    for tie, folder in TIES.items():
        others: Any = doc.ties.get(tie, [])
        ids = [others] if isinstance(others, str) else others
        found[tie] = [(f"{folder}/{one}.html", title(one)) for one in ids]
    return {tie: links for tie, links in found.items() if links}


def starter(ours: Path) -> Iterator[Told]:
    """Tell of the few pages that the starter brings, their plain fields only; ``index`` is its column's own text."""
    for source in sorted((ours / "content").rglob("*.md")):
        _, front, body = source.read_text(encoding="utf-8").split("---\n", 2)
        lines = (line for line in front.splitlines() if ": " in line and not line.startswith((" ", "-")))
        plain = {key: value.strip() for key, _, value in (line.partition(": ") for line in lines)}
        day = plain.get("发布日期", "2020-10-12")[:10]
        found = {"title": plain["标题"], "date": f"{day}T10:00:00+08:00", "source": ORGAN, "kind_id": "page"}
        yield Told(source.parent.relative_to(ours / "content").as_posix(), source.stem, found, body)


def ordinary(ours: Path) -> Iterator[Told]:
    """The same, for generators whose columns have no text of their own."""
    return (replace(page, name="overview") if page.name == "index" else page for page in starter(ours))


def downloads(ours: Path) -> Iterator[tuple[str, bytes]]:
    """The starter's other files, by path."""
    for source in sorted((ours / "content").rglob("*")):
        if source.is_file() and source.suffix != ".md":
            yield source.relative_to(ours / "content").as_posix(), source.read_bytes()


def settings(ours: Path) -> dict[str, Any]:
    """The settings of the column: ``site`` and ``columns`` matter."""
    return tomllib.loads((ours / "site_config.toml").read_text(encoding="utf-8"))


def front(fields: Mapping[str, object]) -> str:
    """Front matter in YAML; a JSON value is one, too."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
    return f"---\n{''.join(lines)}---\n"


def put(file: Path, content: str | bytes) -> None:
    """Write a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
