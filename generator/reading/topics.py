"""专题收录设置: what ``[[topics]]`` asks for must exist, or a topic would gather nothing, or everything, in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.kinds.registry import NAMES
from generator.model.content import Loc
from generator.model.values import Struct
from generator.text.chinese import suggest

CRITERIA = {"tags": "标签", "kinds": "内容类型", "owners": "责任处室", "columns": "栏目", "years": "发布年度"}


class Fault(Struct, frozen=True):
    """Something wrong with a setting: where, what, and the cure."""

    where: Loc
    message: str
    hint: str


def topics(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Ids twice, sections without criteria, kinds and columns that do not exist; kinds become ids, columns folders.

    ``raw`` is the configuration as tomllib gave it. What is of the wrong type is left to those who check types.
    """
    columns = {key: one["folder"] for key, one in _columns(raw)}
    seen: set[str] = set()
    for number, topic in _tables(raw.get("topics")):
        name = topic.get("id")
        if isinstance(name, str):
            if name in seen:
                where = ("topics", number, "id")
                yield Fault(where, f"专题编号 {name} 写了两次", "请把分组并到一处，或改一个编号")
            seen.add(name)
        for place, section in _tables(topic.get("sections")):
            at = ("topics", number, "sections", place)
            if not any(section.get(key) for key in CRITERIA):
                cure = (
                    f"请写出收录的条件：{'、'.join(f'{key}（{label}）' for key, label in CRITERIA.items())}，至少一项"
                )
                yield Fault(at, f"分组“{section.get('name', '')}”没有写收录什么，会收进全站的内容", cure)
            yield from _listed(section, at, "kinds", NAMES)
            yield from _listed(section, at, "columns", columns)


def _listed(section: dict[str, Any], at: Loc, key: str, known: Mapping[str, str]) -> Iterator[Fault]:
    """Entries that are not known; those that are take the name that the program goes by."""
    entries = section.get(key)
    if not isinstance(entries, list):
        return
    for place, one in enumerate(entries):
        if isinstance(one, str) and one not in known:
            near = suggest(one, known)
            hint = f"是否应为 {near}？" if near else f"可选：{'、'.join(known)}"
            yield Fault((*at, key, place), f"分组“{section.get('name', '')}”的{CRITERIA[key]}没有“{one}”这一种", hint)
    section[key] = [known.get(one, one) if isinstance(one, str) else one for one in entries]


def _columns(raw: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each column by its folder and by its name."""
    for _, one in _tables(raw.get("columns")):
        if isinstance(one.get("folder"), str):
            yield from ((one[key], one) for key in ("name", "folder") if isinstance(one.get(key), str))


def _tables(listed: object) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, dict):
            yield number, one
