"""init, new, annual: what a person begins with."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator import reporting
from generator.cli.console import coloured, conversing
from generator.cli.dialogue import EXIT_FOUND, EXIT_MISUSE, Quit, UsageError, argument, command, echo, option, prompt
from generator.cli.options import LOOKING, Year, day, place, with_options
from generator.model.sources import REQUESTS
from generator.model.values import replace

if TYPE_CHECKING:
    from generator.authoring.new import Draft, Wish
    from generator.model.site import Site

INIT = """
在一个空目录中新建栏目：设置、四个规定栏目、依申请公开和示例内容。
"""

NEW = """
新建一个页面：写好页首和提纲，标为草稿，写完删去“草稿: 是”才会公开。

缺少的内容会逐项询问；不在终端中运行时，用 --set 给出。内容类型用英文或中文，gongkai schema 列出全部。
例：gongkai new interpretation --for 2020-003
登记一件政府信息公开申请，写到 requests/ 中的台账，用 request；它从不公开。
例：gongkai new 工作动态 --title 早餐工程培训 --column statutory/news
例：gongkai new request --set 申请人=申请人A-001 --set 申请人类别=自然人 --set 收到方式=网络 --set 申请内容=…
"""


ANNUAL = """
起草一年的政府信息公开年报，写到 content/annual-reports/年度.md，标为草稿。

规范性文件的件数、行政许可的项数和培训、回应等事实取自网站，申请办理情况取自 requests/ 中的台账；
复议诉讼情况和用“（请写：……）”标出的地方请填写。有错误的文件计不进去，会逐个指出。
都写完并删去“草稿: 是”，才会公布。例：gongkai annual 2020
"""


@command("init", INIT)
@argument("folder", type=Path, metavar="目录")
def init_command(*, folder: Path) -> None:
    """Copy the starter."""
    from generator.authoring.start import NotEmpty, start

    try:
        written = start(folder)
    except NotEmpty as error:
        raise UsageError(f"{error}；请另指一个新目录") from error
    echo(f"已在 {folder}/ 新建栏目，共 {len(written)} 个文件")
    echo(f"下一步：cd {folder}，改写 site_config.toml 和 content/ 中的示例内容，运行 gongkai check")


@command("new", NEW)
@argument("kind", metavar="类型")
@option("--for", "about", metavar="编号", default="", help="为哪个页面而写：解读的文件、细则的上位文件、进展的项目")
@option("--title", metavar="标题", default="", help="标题")
@option("--column", metavar="目录", default="", help="放在哪个栏目（默认：这种内容通常所在的栏目）")
@option("--set", "given", metavar="字段=值", multiple=True, help="填写一个字段，可以重复；列表的每一项各写一次")
@with_options(*LOOKING)
def new_command(  # noqa: PLR0913  # one for each option
    *,
    kind: str,
    about: str,
    title: str,
    column: str,
    given: tuple[str, ...],
    root: Path,
    config: Path | None,
    as_of: date | None,
    verbose: bool,
) -> None:
    """Write a new page."""
    from generator.authoring.fields import Misuse
    from generator.authoring.new import Wish, write
    from generator.authoring.survey import survey

    _ = verbose
    where = place(root, config)
    site, findings = survey(where.root, where.config, day(as_of, where))
    if site is None:
        echo(reporting.text(findings, {}, colour=coloured()), nl=False, color=True)
        raise Quit(EXIT_MISUSE)
    try:
        ready = _asked(site, Wish(kind, about, title, column, tuple(_pair(one) for one in given)))
        path = write(where.root, ready)
    except Misuse as error:
        raise UsageError(str(error)) from error
    if ready.path.startswith(REQUESTS):
        echo(f"已登记 {path}（台账从不公开，不要放进公开的代码库）")
        echo(f"下一步：照文件中的提示办理，逐项填写日期，运行 gongkai check {path}")
        return
    echo(f"已新建 {path}（草稿）")
    if ready.table:
        echo(f"各行写在 {where.root / ready.table[0]}：用 Excel 或 WPS 填写，保存为“CSV UTF-8”")
    echo(f"下一步：写好正文，补全页首，删去“草稿: 是”，运行 gongkai check {path}")


@command("annual", ANNUAL)
@argument("year", type=Year(), metavar="年度")
@option("--force", is_flag=True, help="已有这一年的年报时，重新起草并覆盖它")
@with_options(*LOOKING)
def annual_command(  # noqa: PLR0913  # one for each option
    *, year: int, force: bool, root: Path, config: Path | None, as_of: date | None, verbose: bool
) -> None:
    """Draft an annual report."""
    from generator.authoring.annual import compose, write
    from generator.authoring.fields import Misuse
    from generator.authoring.survey import survey

    _ = verbose
    where = place(root, config)
    site, findings = survey(where.root, where.config, day(as_of, where))
    if site is None:
        echo(reporting.text(findings, {}, colour=coloured()), nl=False, color=True)
        raise Quit(EXIT_MISUSE)
    try:
        ready = compose(site, year)
        path = write(where.root, ready, force=force)
    except Misuse as error:
        raise UsageError(str(error)) from error
    counted = f"计入台账中的申请{ready.counted}件" if ready.counted else "台账中没有这一年的申请，申请办理情况请自填"
    echo(f"已起草 {path}（草稿）：{counted}")
    if not ready.whole:
        echo(f"{year}年还没有结束，数字只到{site.as_of.isoformat()}，年内不能公布；年后加 --force 重新起草")
    if ready.unread:
        lost = "、".join(ready.unread)
        echo(f"草稿不完整：{len(ready.unread)} 个文件有错误，没有计入：{lost}", err=True)
        echo(f"运行 gongkai check 查看，改正以后用 gongkai annual {year} --force 重新起草", err=True)
        raise Quit(EXIT_FOUND)
    echo(f"下一步：填写空着的格子和“（请写：……）”，删去“草稿: 是”，运行 gongkai check {path}")


def _pair(text: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    if not mark or not key.strip():
        raise UsageError(f"选项 --set：“{text}”应写作 字段=值")
    return key, value


def _asked(site: Site, wish: Wish) -> Draft:
    """Compose the page, asking for what is missing where someone can answer."""
    from generator.authoring import new, record

    draft = record.draft if wish.kind in record.NAMES else new.draft
    ready = draft(site, wish)
    while ready.questions:
        if not conversing():
            told = "、".join(f"--set {one.label}={one.example or '…'}" for one in ready.questions)
            raise UsageError(f"还缺少 {len(ready.questions)} 项，请加上：{told}")
        one = ready.questions[0]
        example = f"（如 {one.example}）" if one.example else ""
        answer = prompt(f"{one.label}{example}", err=True)
        wish = replace(wish, values=(*wish.values, (one.name, answer)))
        ready = draft(site, wish)
    if ready.findings:
        offences = (f"{one.message}（{one.hint}）" if one.hint else one.message for one in ready.findings)
        raise UsageError("；".join(offences))
    return ready
