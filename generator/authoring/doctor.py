"""A look at the environment and the project: what is in order, what needs attention, what must be mended."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import MAXYEAR
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from generator.building.build import check
from generator.building.history import NoHistory, ask
from generator.building.lock import read_lock
from generator.building.manifest import ForeignFolder
from generator.building.manifest import read as read_manifest
from generator.building.options import Options
from generator.building.places import LOCK, default_layouts
from generator.building.result import listing
from generator.model.diagnostics import Severity
from generator.model.values import Struct
from generator.reading.settings import read_settings
from generator.text.calendar import NoCalendar, calendar

DISTRIBUTION = "gongkai"
OLDEST = (3, 11)
CONTENT, LAYOUTS = "content", "layouts"
_REQUIREMENT = re.compile(r"([A-Za-z0-9_.-]+)\s*([^;]*)")
_BOUND = re.compile(r"(>=|<)\s*([0-9.]+)")


class State(StrEnum):
    """What a look came to."""

    GOOD = "正常"
    NOTE = "注意"
    BAD = "问题"


class Check(Struct, frozen=True):
    """One thing that was looked at."""

    name: str
    state: State
    found: str
    cure: str = ""


class Patient(Struct, frozen=True):
    """What is examined."""

    root: Path
    config: Path
    output: Path
    options: Options


def diagnose(patient: Patient) -> tuple[Check, ...]:
    """Look at everything, in the order in which one would mend it."""
    return tuple(check for look in LOOKS for check in look(patient))


def _python(_: Patient) -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= OLDEST
    wanted = ".".join(map(str, OLDEST))
    yield Check(
        "Python", State.GOOD if good else State.BAD, version, "" if good else f"请安装 Python {wanted} 或更高版本"
    )


def _libraries(_: Patient) -> Iterator[Check]:
    try:
        needed = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        yield Check(
            "软件包", State.NOTE, "gongkai 没有安装，直接从源代码运行", "可在源代码目录运行 pip install --editable ."
        )
        return
    wrong = [fault for one in needed if "extra ==" not in one and (fault := _unmet(one))]
    count = sum("extra ==" not in one for one in needed)
    if wrong:
        yield Check("软件包", State.BAD, "；".join(wrong), "重新安装：pip install --upgrade gongkai")
    else:
        yield Check("软件包", State.GOOD, f"gongkai {metadata.version(DISTRIBUTION)}，所需的 {count} 个软件包版本相符")


def _unmet(requirement: str) -> str:
    """Say what is wrong with an installed library; empty when nothing is."""
    found = _REQUIREMENT.match(requirement)
    name, bounds = (found[1], _BOUND.findall(found[2])) if found else (requirement, [])
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return f"没有安装 {name}"
    have = _numbers(version)
    fits = all(have >= _numbers(bound) if sign == ">=" else have < _numbers(bound) for sign, bound in bounds)
    return "" if fits else f"{name} 的版本 {version} 不合要求（{requirement.removeprefix(name).strip()}）"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:3])


def _git(root: Path, *arguments: str) -> str | None:
    """What git answers; ``None`` when it refuses or is not there."""
    try:
        return ask(root, *arguments).strip()
    except NoHistory:
        return None


def _history(patient: Patient) -> Iterator[Check]:
    if _git(patient.root, "--version") is None:
        yield Check("git", State.NOTE, "没有找到 git", "请安装 git：修改记录和多人协作都靠它")
        return
    shallow = _git(patient.root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        yield Check("git", State.NOTE, "项目目录不在 git 仓库中", "在项目目录运行 git init，把内容提交进去")
        return
    if shallow == "true":
        yield Check("git", State.NOTE, "仓库是浅克隆，看不到完整的修改记录", "运行 git fetch --unshallow")
    else:
        yield Check("git", State.GOOD, "仓库完整")
    yield from _committed(patient.root)


def _committed(root: Path) -> Iterator[Check]:
    if not (root / LOCK).is_file():
        yield Check(LOCK, State.NOTE, "还没有：尚未发布过", "第一次 gongkai build 之后，把 site.lock 提交到 git")
    elif _git(root, "ls-files", "--error-unmatch", LOCK) is None:
        yield Check(LOCK, State.BAD, "没有提交到 git，换一台电脑就会丢失首次公开的记录", f"运行 git add {LOCK} 并提交")
    elif _git(root, "status", "--porcelain", "--", LOCK):
        yield Check(LOCK, State.NOTE, "有改动尚未提交", f"运行 git add {LOCK} 并提交")
    else:
        yield Check(LOCK, State.GOOD, "已提交")
    _, findings = read_lock((root / LOCK).read_bytes() if (root / LOCK).is_file() else None)
    yield from (Check(LOCK, State.BAD, one.message, one.hint) for one in findings)


def _settings(patient: Patient) -> Iterator[Check]:
    config, findings = read_settings(patient.config.read_bytes(), patient.config.name)
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if config is None or errors:
        first = errors[0]
        found = f"有 {len(errors)} 处错误，第 {first.span.line} 行：{first.message}"
        yield Check("设置", State.BAD, found, "运行 gongkai check 查看全部，逐条改正")
        return
    yield Check("设置", State.GOOD, f"{config.site.name}，{len(config.columns)} 个栏目")
    day = patient.options.as_of
    for year in range(day.year, min(day.year + 1, MAXYEAR) + 1):
        try:
            calendar(config.calendar).is_working(day.replace(year=year, day=1))
            yield Check("工作日历", State.GOOD, f"{year} 年的放假安排已收录")
        except NoCalendar:
            cure = "升级 chinesecalendar，或在 site_config.toml 的 [calendar] 中登记当年放假和调休的日期"
            state = State.BAD if year == day.year else State.NOTE
            yield Check("工作日历", state, f"没有 {year} 年的放假安排，有关时限无法判定", cure)


def _content(patient: Patient) -> Iterator[Check]:
    folder = patient.root / CONTENT
    count = sum(1 for _ in folder.rglob("*.md")) if folder.is_dir() else 0
    cure = "" if count else "新建页面用 gongkai new，新建栏目用 gongkai init"
    yield Check("内容", State.GOOD if count else State.BAD, f"{folder} 中有 {count} 个页面", cure)


def _layouts(patient: Patient) -> Iterator[Check]:
    own, default = patient.root / LAYOUTS, default_layouts()
    if not own.is_dir() or own.resolve() == default.resolve():
        yield Check("版式", State.GOOD, "全部用默认版式")
        return
    names = [path.relative_to(own).as_posix() for path in sorted(own.rglob("*")) if path.is_file()]
    same = [name for name in names if _equal(own / name, default / name)]
    changed = [name for name in names if (default / name).is_file() and name not in same]
    if same:
        yield Check("版式", State.NOTE, f"与默认版式完全相同：{'、'.join(same)}", "可以删去，以后随软件更新")
    if changed:
        yield Check("版式", State.NOTE, f"覆盖了默认版式：{'、'.join(changed)}", "升级软件后请与新的默认版式对照")
    if not same and not changed:
        yield Check("版式", State.GOOD, "没有覆盖默认版式")


def _equal(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def _output(patient: Patient) -> Iterator[Check]:
    try:
        published = read_manifest(patient.output)
    except ForeignFolder as error:
        yield Check("输出目录", State.BAD, str(error), "用 --output 另指一个目录，或移走其中的文件")
        return
    if not published:
        yield Check("输出目录", State.NOTE, f"{patient.output} 还没有内容", "运行 gongkai build")
        return
    result = check(patient.root, patient.options, config=patient.config)
    if result.publishable(Severity.ERROR):
        fresh = result.listing == listing(published)
        found = f"{len(published)} 个文件，{'与内容一致' if fresh else '与内容不一致'}"
        yield Check("输出目录", State.GOOD if fresh else State.NOTE, found, "" if fresh else "运行 gongkai build")
    else:
        yield Check("输出目录", State.NOTE, "内容有错误，无法比较", "运行 gongkai check 查看，改正后重新发布")


LOOKS: tuple[Callable[[Patient], Iterator[Check]], ...] = (
    _python,
    _libraries,
    _history,
    _settings,
    _content,
    _layouts,
    _output,
)
