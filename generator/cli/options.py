"""Options that several commands share, and what they come to: folders, the day, the threshold."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

from generator.cli.dialogue import Choice, Context, ParamType, UsageError, option
from generator.model.values import Struct

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The site's zone, never the machine's; it has had no summer time since 1991."""

CONFIG = "site_config.toml"
OUTPUT = "output"

Function = TypeVar("Function", bound=Callable[..., Any])


class Day(ParamType[date]):
    """A day as documents write it."""

    name = "日期"

    def convert(self, value: Any, param: Any, ctx: Context | None) -> date:  # noqa: ANN401  # click's own signature
        """Read the day."""
        from generator.text.dates import parse_day

        try:
            return value if isinstance(value, date) else parse_day(value)
        except ValueError as error:
            self.fail(f"{error}；写法如 2020-06-30、2020年6月30日", param, ctx)


class Count(ParamType[int]):
    """A whole number from 1."""

    name = "个数"

    def convert(self, value: Any, param: Any, ctx: Context | None) -> int:  # noqa: ANN401  # click's own signature
        """Read the number."""
        try:
            number = int(value)
        except ValueError:
            number = 0
        if number < 1:
            self.fail(f"“{value}”不是 1 以上的整数", param, ctx)
        return number


class Year(ParamType[int]):
    """A year of four digits."""

    name = "年度"

    def convert(self, value: Any, param: Any, ctx: Context | None) -> int:  # noqa: ANN401  # click's own signature
        """Read the year; 年 may follow."""
        found = re.fullmatch("((?:19|20)[0-9]{2})年?", str(value))
        if found is None:
            self.fail(f"“{value}”不是年度，写法如 2020", param, ctx)
        return int(found[1])


class Address(ParamType[str]):
    """A web address."""

    name = "网址"

    def convert(self, value: Any, param: Any, ctx: Context | None) -> str:  # noqa: ANN401  # click's own signature
        """Accept what the configuration accepts."""
        from generator.model.addresses import BASE

        if not re.fullmatch(BASE.strip("^$"), str(value)):
            self.fail(f"“{value}”不是网址，写法如 https://sw.example.gov.cn/zwgk", param, ctx)
        return str(value)


class Place(Struct, frozen=True):
    """Where the project is."""

    root: Path
    config: Path
    output: Path


ROOT = option(
    "--root", metavar="目录", default=".", type=Path, help="项目目录，其中有 site_config.toml（默认：当前目录）"
)
SETTINGS = option("--config", metavar="文件", type=Path, help="另用一份设置（默认：项目目录中的 site_config.toml）")
DESTINATION = option("--output", metavar="目录", type=Path, help="发布到哪里（默认：项目目录中的 output）")
AS_OF = option("--as-of", metavar="日期", type=Day(), help="按哪一天计算时限（默认：设置中的固定日期，否则今天）")
BASE_URL = option("--base-url", metavar="网址", type=Address(), help="栏目发布的网址，代替设置中的网站地址")
DRAFTS = option("--drafts", is_flag=True, help="连草稿一起生成，只供预览")
FUTURE = option("--future", is_flag=True, help="连未到发布日期的内容一起生成，只供预览")
HOLD = option("--hold", is_flag=True, help="不齐套的文件整套暂缓发布，不算错误")
STRICT = option("--strict", is_flag=True, help="有警告也不发布（默认：有错误才不发布）")
JOBS = option("--jobs", metavar="个数", type=Count(), help="同时用几个进程（默认：处理器个数）")
EXPLAIN = option("--explain", is_flag=True, help="说明每个网页为什么重新生成")
FORMAT = option("--format", "form", type=Choice(["text", "json"]), default="text", help="结果的格式（默认：text）")
QUIET = option("-q", "--quiet", is_flag=True, help="只说问题，不说进度和小结")
VERBOSE = option("-v", "--verbose", is_flag=True, help="多说细节；程序出错时给出全部经过")

EXAMINING = (ROOT, SETTINGS, AS_OF, BASE_URL, DRAFTS, FUTURE, HOLD, STRICT, JOBS, FORMAT, QUIET, VERBOSE)
LOOKING = (ROOT, SETTINGS, AS_OF, VERBOSE)


def with_options(*options: Callable[[Function], Function]) -> Callable[[Function], Function]:
    """Give a command several options, shown in this order."""

    def give(command: Function) -> Function:
        for one in reversed(options):
            command = one(command)
        return command

    return give


def place(root: Path, config: Path | None, output: Path | None = None) -> Place:
    """Find the project.

    Raises:
        UsageError: the folder or its configuration is not there.
    """
    if not root.is_dir():
        raise UsageError(f"没有目录 {root}")
    settings = config or root / CONFIG
    if not settings.is_file():
        cure = "" if config else "；在栏目的目录中运行，或用 --root 指明，新建栏目用 gongkai init 目录"
        raise UsageError(f"没有设置文件 {settings}{cure}")
    return Place(root, settings, output or root / OUTPUT)


def day(chosen: date | None, where: Place) -> date:
    """The day as of which everything is judged: as chosen, as configured, as ``SOURCE_DATE_EPOCH``, or today."""
    if chosen is not None:
        return chosen
    from generator.reading.demonstration import fixed_day

    fixed = fixed_day(where.config.read_bytes())
    if fixed is not None:
        return fixed
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(SHANGHAI).date()
    try:
        return datetime.fromtimestamp(int(epoch), SHANGHAI).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"环境变量 SOURCE_DATE_EPOCH 是“{epoch}”，不是从 1970 年起的秒数") from None


def processes(chosen: int | None) -> int:
    """How many processes to use."""
    return chosen or os.cpu_count() or 1
