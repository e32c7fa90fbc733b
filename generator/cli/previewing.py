"""serve: the preview."""

from __future__ import annotations

import gc
import webbrowser
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator import reporting
from generator.cli.console import progress
from generator.cli.dialogue import UsageError, command, echo, option
from generator.cli.options import (
    AS_OF,
    HOLD,
    JOBS,
    QUIET,
    ROOT,
    SETTINGS,
    VERBOSE,
    Count,
    day,
    place,
    processes,
    with_options,
)
from generator.model.values import replace

if TYPE_CHECKING:
    from generator.serving.scene import News, Scene

SERVE = """
在浏览器中预览：保存文件，网页随即更新；问题显示在网页上。

预览不发布、不改动 output 和 site.lock。草稿、未到发布日期和不予公开的内容也可以打开网址查看，网页上会注明不会发布。
/_gongkai/ 是全栏目的概况：成套发布、问题、待发布的内容和将到期的时限。
"""

HOST = option("--host", metavar="地址", default="127.0.0.1", help="在哪个地址上服务（默认：127.0.0.1，只有本机能打开）")
PORT = option("--port", metavar="端口", type=Count(), default=8000, help="从哪个端口找起，占用时用下一个（默认：8000）")
OPEN = option("--open", "opening", is_flag=True, help="在浏览器中打开")
POLL = option("--poll", is_flag=True, help="定时查看文件，不等系统通知；网络盘上会自动这样做")


@command("serve", SERVE)
@with_options(ROOT, SETTINGS, AS_OF, HOLD, HOST, PORT, OPEN, POLL, JOBS, QUIET, VERBOSE)
def serve_command(  # noqa: PLR0913  # one for each option
    *,
    root: Path,
    config: Path | None,
    as_of: date | None,
    hold: bool,
    host: str,
    port: int,
    opening: bool,
    poll: bool,
    jobs: int | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Show the column, and follow what is saved."""
    from generator.building.options import Options
    from generator.serving.ports import NoPort, elsewhere
    from generator.serving.preview import Wanted, preview
    from generator.serving.remarks import causes

    _ = verbose
    gc.enable()  # it may run for days
    where = place(root, config)
    chosen = Options(day(as_of, where), hold=hold, jobs=processes(jobs), progress=progress(quiet=quiet))

    def today() -> Options:
        return replace(chosen, as_of=day(as_of, where)) if where.config.is_file() else chosen

    def ready(address: str) -> None:
        if f":{port}/" not in address:
            echo(f"端口 {port} 已被占用，改用下一个空闲的")
        echo(f"预览 {address}（Ctrl-C 结束）")
        if reached := elsewhere(host, address):
            echo(f"其他电脑可以打开 {'、'.join(reached)}（防火墙须放行这个端口）")
        if opening:
            webbrowser.open(address)

    def told(news: News, scene: Scene) -> None:
        if not quiet:
            made = "没有生成成功，仍显示上一次的网站" if scene.failed else f"更新 {len(news.changed)} 个文件"
            echo(f"{made}，用时 {news.took:.2f} 秒；{reporting.summary(scene.findings)}")
            for cause in causes(scene):
                echo(cause)

    wanted = Wanted(where.root.absolute(), where.config.absolute(), host, port, poll or None)
    try:
        preview(wanted, today, ready, echo, told)
    except NoPort as error:
        raise UsageError(str(error)) from error
