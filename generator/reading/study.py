"""One page understood: bytes in, everything it says about itself out, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from posixpath import dirname
from typing import Any, NamedTuple

from generator.kinds.base import Document, Filed
from generator.kinds.registry import FILED, KINDS, NAMES
from generator.kinds.request import Request
from generator.model.config import ColumnConfig, SiteConfig
from generator.model.content import Loc, Parsed, Suppression, Written
from generator.model.diagnostics import Diagnostic, Severity, Span, ordered
from generator.model.schema import Problem, Record, ValidationError, problems
from generator.model.sources import REQUESTS, Source
from generator.reading import frontmatter, markdown
from generator.reading.body import Body
from generator.reading.decode import decode
from generator.reading.frontmatter import Block
from generator.reading.locating import located
from generator.reading.personal import private
from generator.reading.sections import bare, says
from generator.reading.wording import excerpt, fields, label, names, phrase, record_labels, ruled
from generator.text import chinese
from generator.text.chinese import suggest

_PAIR = re.compile(r"(\S{1,20}?)[ \t]*[：:].*")
OPENING = 120
"""Characters of a page's description when it has no 摘要."""


def study(source: Source, config: SiteConfig, digest: str = "") -> Parsed:
    """Read one page, or one record of the ledger, as far as it can be read; nothing is raised, whatever the bytes.

    ``digest`` is the SHA-256 of these, hexadecimal, if that is known.
    """
    begun = parted(source, digest or sha256(source.data).hexdigest())
    return begun if isinstance(begun, Parsed) else whole(filled(rendered(begun), config), config)


# Who reads many pages takes these four steps for a few of them at a time (see ``building.steps``).


class Begun(NamedTuple):
    """A page on its way to be understood."""

    path: str
    digest: str
    text: str
    block: Block
    findings: tuple[Diagnostic, ...]
    body: Body = Body("", "")
    """Once it is rendered; and once it is filled, the form, the kind's id and the record."""
    form: _Form | None = None
    kind: str = ""
    meta: Filed | None = None


def parted(source: Source, digest: str) -> Begun | Parsed:
    """Part a page's front matter from its body; one that is no text is done with."""
    text, found = decode(source.data, source.path)
    if text is None:
        return Parsed(source.path, digest, kind="", meta=None, findings=found)
    return Begun(source.path, digest, text, frontmatter.read(text, source.path), found)


def rendered(one: Begun) -> Begun:
    """Read the body."""
    return one._replace(body=markdown.render(one.block.body, one.path, one.block.body_line))


def filled(one: Begun, config: SiteConfig) -> Begun:
    """Make a record of the front matter."""
    form = _Form(one.block, one.path)
    kind = "" if one.block.data is None else _kind(form, config)
    return one._replace(form=form, kind=kind, meta=form.fill(FILED[kind]) if kind else None)


def whole(one: Begun, config: SiteConfig) -> Parsed:
    """Look for personal data, and put together what was found."""
    form, body = one.form or _Form(one.block, one.path), one.body
    return Parsed(
        one.path,
        one.digest,
        one.kind,
        one.meta,
        prose=Written(body.html, body.text, body.lines),
        opening=chinese.excerpt(body.text, OPENING),
        worded=says(body),
        headings=body.headings,
        bare=bare(body),
        links=body.links,
        spans=form.spans,
        keys=form.keys,
        body_line=_begins(one.block),
        suppressions=tuple(form.suppressions(one.meta)),
        personal=private(one.text, body.text, body.lines, one.path, config),
        findings=ordered((*one.findings, *one.block.findings, *form.findings, *body.findings)),
    )


def _begins(block: Block) -> int:
    """The line on which the body has its first mark; editors leave a line empty under the front matter."""
    blank = len(block.body) - len(block.body.lstrip())
    return block.body_line + (block.body.count("\n", 0, blank) if block.body.strip() else 0)


def _kind(form: _Form, config: SiteConfig) -> str:
    """The id of what a file is; empty when nobody can tell."""
    return Request.kind_id if form.path.startswith(f"{REQUESTS}/") else form.kind(_owner(form.path, config))


def _owner(path: str, config: SiteConfig) -> ColumnConfig | None:
    """The column that a file stands in: that of its folder, or of the nearest folder above."""
    folder = dirname(path).removeprefix("content/")
    while folder:
        for one in config.columns:
            if one.folder == folder:
                return one
        folder = folder.rpartition("/")[0]
    return None


class _Form:
    """Front matter on its way to a record: keys get their English names, problems their places."""

    def __init__(self, block: Block, path: str) -> None:
        self.block, self.path = block, path
        self.data: Mapping[str, Any] = block.data or {}
        self.spans, self.keys = located(path, block.head, "")
        self.findings: list[Diagnostic] = []
        self.model: type[Filed] = Document
        self.spoilt: set[Loc] = set()
        """Values that are already reported."""

    def fault(self, rule: str, span: Span, message: str, hint: str) -> None:
        self.findings.append(Diagnostic(rule, Severity.ERROR, span, message, hint))

    def kind(self, column: ColumnConfig | None) -> str:
        """The kind's id: as the page says, else the first that its column admits; empty when neither tells."""
        for key in ("kind", "内容类型"):
            given = self.data.get(key, "")
            if given in ("", [], {}):
                continue
            if isinstance(given, str) and given.strip() in NAMES:
                return NAMES[given.strip()]
            near = suggest(given, NAMES) if isinstance(given, str) else None
            choices = "、".join(one.kind_label for one in KINDS.values())
            hint = f"是否应为“{near}”？" if near else f"可选：{choices}"
            self.fault("kind-unknown", self.block.spans[key,], f"没有{excerpt(given)}这种内容类型", hint)
            return ""
        admitted = next((NAMES[one] for one in column.kinds if one in NAMES), "") if column else ""
        if not admitted:
            where = f"栏目“{column.name}”没有默认的类型" if column else "文件不在任何栏目的目录下"
            hint = "请在页首写 内容类型: ……，或把文件移到所属栏目的目录"
            self.fault("kind-missing", self.block.spans[()], f"没有写内容类型，{where}", hint)
        return admitted

    def fill(self, model: type[Filed]) -> Filed | None:
        """Make the record; ``None`` when the front matter does not allow it."""
        self.model = model
        self.spans, self.keys = located(self.path, self.block.head, model.kind_id)
        data = self.mapping(self.data, model, (), ())
        try:
            meta = model.model_validate(data)
        except ValidationError as error:
            for problem in problems(error):
                self.problem(problem, model)
            return None
        return None if self.spoilt else meta

    def problem(self, problem: Problem, model: type[Filed]) -> None:
        where = problem.where
        if any(where[: len(one)] == one for one in self.spoilt):
            return
        subject = label(model, where)
        if problem.type == "missing":
            key = self.keys.get(where)
            message, hint = (
                (f"{subject}是空的", "请填写") if key else (f"缺少{subject}", f"请在页首补上 {_last(model, where)}: ……")
            )
            self.fault(_lacking(model, where), key or self.at(where), message, hint)
            return
        self.fault(ruled(problem, _lacking(model, where)), self.at(where), *phrase(problem, subject))

    def at(self, where: Loc) -> Span:
        while where and where not in self.spans:
            where = where[:-1]
        return self.spans[where]

    def mapping(self, data: Mapping[str, Any], record: type[Record], old: Loc, new: Loc) -> dict[str, Any]:
        """Rename the keys of one level; unknown and empty ones are left out."""
        known = fields(record)
        found: dict[str, Any] = {}
        first: dict[str, str] = {}
        for key, given in data.items():
            if key not in known:
                self.unknown(key, self.block.keys[*old, key], record, new)
                continue
            name, held = known[key]
            if first.setdefault(name, key) != key:
                message = f"“{first[name]}”和“{key}”是同一个字段，写了两次"
                self.fault("field-duplicate", self.block.keys[*old, key], message, "请只保留其中一个")
                continue
            plain = (held is None and isinstance(given, str)) or (record.blanks and isinstance(given, list))
            value = given if plain else self.value(given, held, (*old, key), (*new, name))
            if not isinstance(value, str) or value.strip():
                found[name] = value
        return found

    def value(self, value: object, record: type[Record] | None, old: Loc, new: Loc) -> object:
        """Rename inside a value, and look for list items that were left empty."""
        match value:
            case list():
                return list(self.items(value, record, old, new))
            case dict() if record:
                return self.mapping(value, record, old, new)
            case str() if record and (pair := _PAIR.match(value)) and pair[1] in names(record):
                self.spoilt.add(new)
                hint = f"请写半角冒号加空格：{pair[1]}: ……"
                self.fault("front-matter-syntax", self.spans[new], f"“{value}”没有成为字段“{pair[1]}”的值", hint)
        return value

    def items(self, values: list[Any], record: type[Record] | None, old: Loc, new: Loc) -> Iterator[object]:
        for number, one in enumerate(values):
            if isinstance(one, str) and not one.strip():
                here = (*new, number)
                self.spoilt.add(here)
                message = f"列表第 {number + 1} 项是空的"
                self.fault("field-value", self.spans[here], message, "请填写这一项，或删去这一行")
            yield self.value(one, record, (*old, number), (*new, number))

    def unknown(self, key: str, span: Span, record: type[Record], where: Loc) -> None:
        known = names(record)
        holder = f"“{record.kind_label}”" if issubclass(record, Filed) else label(self.model, where)
        plain = "".join(char for char in key if char.isprintable() and not char.isspace())
        near = suggest(key, known)
        hint = f"是否应为“{near}”？" if near else f"可用的字段：{'、'.join(record_labels(record).values())}"
        if plain in known:
            hint = f"是否应为“{plain}”？字段名里多了空格或看不见的字符，请重新输入"
        self.fault("field-unknown", span, f"{holder}没有“{key}”这个字段", hint)

    def suppressions(self, meta: Filed | None) -> Iterator[Suppression]:
        if meta is None or not meta.silenced:
            return
        known = fields(self.model)
        written = next((key for key in self.data if key in known and known[key][0] == "suppress"), "")
        for number, one in enumerate(meta.silenced):
            seen = self.block.told.get((written, number))
            span = Span(self.path, *seen) if seen else self.at(("suppress", number))
            yield Suppression(one.rule, one.reason, span)


def _lacking(model: type[Filed], where: Loc) -> str:
    """The rule that a field left out breaks; what all pages must have is nobody's own matter."""
    return "field-missing" if where[0] in Document.model_fields else model.unfilled


def _last(model: type[Filed], where: Loc) -> str:
    """The label of the innermost field."""
    return label(model, where).rpartition("“")[2].rstrip("”")
