"""The command line: parses, calls, prints; the clock, the environment and the working folder are read here only."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress

from generator import __version__
from generator.cli.dialogue import EXIT_BROKEN, Commands, version_option

PUBLISHING, LOOKING, WRITING, PREVIEWING, ASSESSING, IMPORTING, DOCKET = (
    f"{__name__}.{module}"
    for module in ("publishing", "looking", "writing", "previewing", "assessing", "importing", "docket")
)

Commands.modules = {
    "init": (WRITING, "新建一个栏目"),
    "build": (PUBLISHING, "检查整个栏目，没有错误就发布到 output"),
    "check": (PUBLISHING, "只检查，不发布"),
    "serve": (PREVIEWING, "在浏览器中预览，保存后随即更新"),
    "status": (LOOKING, "成套发布情况：每份文件的细则、解读、同步日期和时限"),
    "report": (ASSESSING, "考核报告：按检查指标和责任处室，附走势"),
    "requests": (DOCKET, "依申请公开台账：逾期、快到期、环节、转主动公开和统计表"),
    "new": (WRITING, "新建一个页面，写好页首和提纲"),
    "annual": (WRITING, "起草政府信息公开年报：数字取自网站和申请台账"),
    "import": (IMPORTING, "把办公软件的表格转成数据文件"),
    "rule": (LOOKING, "规则说明：查什么、依据什么、怎么改"),
    "schema": (LOOKING, "页首各字段的 JSON Schema，供编辑器提示和校验"),
    "doctor": (LOOKING, "检查运行环境和项目目录"),
    "clean": (PUBLISHING, "删去 output 中由本程序生成的文件"),
}

HELP = """
政府信息公开栏目的生成器：检查内容是否合乎规定，合规才生成静态网页。

内容在 content/，设置在 site_config.toml，生成的网页在 output/。
"""

gongkai = Commands("gongkai", help=HELP)
version_option(__version__, "--version", message="gongkai %(version)s", help="显示版本")(gongkai)


def main() -> None:
    """Run ``gongkai``, and leave at once.

    The system takes back all that a run held in one go; to free it piece by piece takes a tenth of the time of an edit.
    Nor is it searched for garbage: a run leaves next to none, and looking takes longer the more it holds.
    """
    gc.disable()
    code = EXIT_BROKEN

    def leave() -> None:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # whoever read it went away
                stream.flush()
        os._exit(code)

    atexit.register(leave)  # first, and so called last, when everybody else has tidied up
    try:
        gongkai.main(prog_name="gongkai")
    except SystemExit as end:
        code = int(end.code or 0)
        raise
