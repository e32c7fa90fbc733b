"""build, check, clean: the column against the rules, and the output folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from generator import reporting
from generator.cli.console import coloured, progress
from generator.cli.dialogue import EXIT_FOUND, EXIT_MISUSE, Quit, UsageError, argument, command, echo
from generator.cli.options import (
    CONFIG,
    DESTINATION,
    EXAMINING,
    EXPLAIN,
    OUTPUT,
    QUIET,
    ROOT,
    VERBOSE,
    Place,
    day,
    place,
    processes,
    with_options,
)
from generator.model.diagnostics import Diagnostic, Severity
from generator.model.sources import REQUESTS
from generator.model.values import replace

if TYPE_CHECKING:
    from generator.building.options import Options
    from generator.building.result import Built

CONTENT = "content"
LAYOUTS = "layouts"
EXAMPLES = 5
"""Paths that are named for one reason; more are counted."""
PARTLY = "只检查了这些文件和同套的文件；整个栏目的检查（法定事项、泄露、成品网页等）运行 gongkai check"
PREVIEW = "预览：没有记入 site.lock"

BUILD = """
检查整个栏目；没有错误就发布到 output，并在 site.lock 中记下已公开的内容。

有错误时什么也不发布，output 保持原样。site.lock 要随内容一起提交。

另指目录（--output）或者按今后的日期（--as-of）生成的是预览，不记入 site.lock。
"""

CHECK = """
检查内容是否合乎规定，不发布。

写明文件或目录（如 content/statutory/policies/2020-003.md）时，只检查这些文件和与它们同套的文件，马上就有结果；
整个栏目才看得出的问题（如法定事项是否齐全、未公开的内容有没有泄露、生成的网页）不在其内。
此前没有检查过，或者设置、site.lock、日期变了，就检查整个栏目，只报告这些文件中的问题。
"""

CLEAN = """
删去 output 中由本程序生成的文件；别人放进去的文件不动。
"""


@command("build", BUILD)
@with_options(*EXAMINING[:2], DESTINATION, *EXAMINING[2:9], EXPLAIN, *EXAMINING[9:])
def build_command(output: Path | None, **chosen: Any) -> None:  # noqa: ANN401  # the options, by name
    """Check, publish, remember."""
    from generator.building.build import build
    from generator.building.manifest import Busy, ForeignFolder

    where = _destined(place(chosen["root"], chosen["config"], output))
    ours, unready = _is_ours(where), chosen["drafts"] or chosen["future"]
    if ours and unready:
        raise UsageError("草稿和未到发布日期的内容只供预览，不能写进 output；请用 --output 另指一个目录")
    options, threshold = _options(where, chosen), _threshold(chosen)
    remember = ours and options.as_of <= day(None, where)
    try:
        built = build(
            where.root,
            where.output,
            options,
            config=where.config,
            threshold=threshold,
            remember=remember,
            explain=chosen["explain"],
        )
    except ForeignFolder as error:
        raise UsageError(f"{error}；请用 --output 另指一个空目录") from error
    except Busy as error:
        raise UsageError(f"{error}；等它结束后再运行") from error
    findings = built.result.findings
    _show(findings, where, chosen)
    if not built.result.usable:
        raise Quit(EXIT_MISUSE)
    for line in _explained(built) if chosen["explain"] else ():
        _say(line, chosen)
    if built.changes is None:
        _say(_refusal(findings, where), chosen)
        raise Quit(EXIT_FOUND)
    for line in _published(built, where, detailed=chosen["verbose"]):
        _say(line, chosen)
    if not remember:
        _say(PREVIEW, chosen)


@command("check", CHECK)
@argument("files", nargs=-1, type=Path, metavar="[文件]...")
@with_options(*EXAMINING)
def check_command(files: tuple[Path, ...], **chosen: Any) -> None:  # noqa: ANN401  # the options, by name
    """Check only."""
    where = place(chosen["root"], chosen["config"])
    wanted = [_content_path(file, where.root) for file in files]
    shown = _check_some(wanted, where, chosen) if wanted else None
    if shown is None:
        shown = _check_all(wanted, where, chosen)
    if any(one.severity >= _threshold(chosen) for one in shown):
        raise Quit(EXIT_FOUND)


def _check_some(wanted: Sequence[str], where: Place, chosen: Mapping[str, Any]) -> Sequence[Diagnostic] | None:
    """Check some files and what belongs to them, where that can be done without the rest; tell what was found."""
    from generator.building.staged import check_files

    staged = check_files(where.root, wanted, _options(where, chosen), config=where.config)
    if staged is None:
        return None
    _show(staged.findings, where, chosen)
    _say(PARTLY, chosen)
    return staged.findings


def _check_all(wanted: Sequence[str], where: Place, chosen: Mapping[str, Any]) -> Sequence[Diagnostic]:
    """Check the whole column; tell what was found, in some files only if some are wanted."""
    from generator.building.build import check

    result = check(where.root, _options(where, chosen), config=where.config)
    shown = [one for one in result.findings if not wanted or not result.usable or _among(one.span.path, wanted)]
    _show(shown, where, chosen)
    if not result.usable:
        raise Quit(EXIT_MISUSE)
    if len(shown) < len(result.findings):
        _say(f"其他文件另有 {len(result.findings) - len(shown)} 个问题，运行 gongkai check 查看", chosen)
    return shown


@command("clean", CLEAN)
@with_options(ROOT, DESTINATION, QUIET, VERBOSE)
def clean_command(root: Path, output: Path | None, **chosen: Any) -> None:  # noqa: ANN401  # the options, by name
    """Take away what is ours."""
    from generator.building.manifest import Busy, ForeignFolder
    from generator.building.publishing import clean

    where = _destined(place(root, None, output))
    try:
        changes = clean(where.output)
    except (ForeignFolder, Busy) as error:
        raise UsageError(f"{error}；什么也没有删") from error
    _say(f"已从 {where.output} 删去 {len(changes.removed)} 个文件", chosen)


def _destined(where: Place) -> Place:
    """The place, with an output folder that has a name of its own.

    Raises:
        UsageError: the output folder contains the project, or lies in what the project is made from.
    """
    output, root = where.output.resolve(), where.root.resolve()
    if root.is_relative_to(output):
        raise UsageError(f"输出目录 {where.output} 包含整个项目 {root}；请用 --output 另指一个目录")
    for name in (CONTENT, LAYOUTS):
        made_from = (where.root / name).resolve()
        if output.is_relative_to(made_from) or made_from.is_relative_to(output):
            raise UsageError(f"输出目录 {where.output} 与 {name}/ 重叠，那里是网站的原料；请用 --output 另指一个目录")
    named = where.output.name and ".." not in where.output.parts
    return where if named else replace(where, output=output)


def _is_ours(where: Place) -> bool:
    """Whether the output folder is the project's own, where what is published is remembered."""
    return where.output.resolve() == (where.root / OUTPUT).resolve()


def _threshold(chosen: Mapping[str, Any]) -> Severity:
    return Severity.WARNING if chosen["strict"] else Severity.ERROR


def _options(where: Place, chosen: Mapping[str, Any]) -> Options:
    from generator.building.options import Options

    return Options(
        as_of=day(chosen["as_of"], where),
        base_url=chosen["base_url"] or "",
        drafts=chosen["drafts"],
        future=chosen["future"],
        hold=chosen["hold"],
        jobs=processes(chosen["jobs"]),
        progress=progress(quiet=chosen["quiet"]),
    )


def _show(findings: Sequence[Diagnostic], where: Place, chosen: Mapping[str, Any]) -> None:
    """Print findings on the standard output, in the format asked for."""
    if chosen["form"] == "json":
        echo(reporting.json_report(findings), nl=False)
        return
    quiet = chosen["quiet"]
    shown = [one for one in findings if one.severity >= _threshold(chosen)] if quiet else findings
    words = reporting.text(shown, _sources(shown, where), colour=coloured(), concluded=not quiet)
    echo(words, nl=False, color=True)


def _sources(findings: Iterable[Diagnostic], where: Place) -> dict[str, str]:
    """The text of the files that the findings are about, as far as it can be read; personal data is hidden."""
    from generator.reading.decode import legible
    from generator.text.veiling import veiled

    found = {}
    for path in sorted({one.span.path for one in findings}):
        file = where.config if path == CONFIG else where.root / path
        if file.is_file():
            found[path] = veiled(legible(file.read_bytes()))
    return found


def _say(line: str, chosen: Mapping[str, Any]) -> None:
    """Say what a run came to; beside a JSON report it goes to the standard error."""
    if not chosen["quiet"]:
        echo(line, err=chosen.get("form") == "json")


def _refusal(findings: Iterable[Diagnostic], where: Place) -> str:
    weights = [one.severity for one in findings]
    errors, warnings = weights.count(Severity.ERROR), weights.count(Severity.WARNING)
    return f"未发布：{errors} 个错误，{warnings} 个警告；{where.output}/ 保持原样"


def _explained(built: Built) -> Iterable[str]:
    """Why each sheet was rendered, those with one reason together."""
    together: dict[str, list[str]] = {}
    for path, reason in built.reasons.items():
        together.setdefault(reason, []).append(path)
    for reason, paths in sorted(together.items()):
        more = f" 等 {len(paths)} 个网页" if len(paths) > EXAMPLES else ""
        yield f"生成 {'、'.join(paths[:EXAMPLES])}{more}：{reason}"
    reused = built.result.tally.sheets - len(built.reasons)
    yield f"共生成 {len(built.reasons)} 个文件，沿用 {reused} 个"


def _published(built: Built, where: Place, *, detailed: bool) -> Iterable[str]:
    changes, tally = built.changes, built.result.tally
    if changes is None:
        return
    if detailed:
        yield from (f"写入 {path}" for path in changes.written)
        yield from (f"删去 {path}" for path in changes.removed)
    did = f"写入 {len(changes.written)} 个文件，删去 {len(changes.removed)} 个，{changes.kept} 个未变"
    back = f"；暂缓发布 {len(tally.held)} 套：{'、'.join(tally.held)}" if tally.held else ""
    yield f"已发布 {tally.pages} 个网页到 {where.output}/：{did}{back}"


def _content_path(file: Path, root: Path) -> str:
    """Name a file as findings do.

    Raises:
        UsageError: it is not there, or not part of the content.
    """
    if not file.exists():
        raise UsageError(f"没有文件 {file}")
    for name in (CONTENT, REQUESTS):
        folder = root / name
        for path, top in ((_absolute(file), _absolute(folder)), (file.resolve(), folder.resolve())):
            if path.is_relative_to(top):
                return normalize("NFC", (Path(name) / path.relative_to(top)).as_posix())
    raise UsageError(f"{file} 不在 {root / CONTENT} 或 {root / REQUESTS} 中；只能检查其中的文件和目录")


def _absolute(path: Path) -> Path:
    """Without .. and from the root, but with symbolic links as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100  # Path has no such way to take .. out


def _among(path: str, wanted: Iterable[str]) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in wanted)
