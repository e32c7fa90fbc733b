"""import: files of office programs become files of the column."""

from __future__ import annotations

from pathlib import Path

from generator.cli.dialogue import UsageError, argument, command, echo, option
from generator.cli.options import VERBOSE, with_options

IMPORT = """
把办公软件的文件转成栏目的文件；原文件不动。

标准目录（.xlsx，或者 UTF-8、GBK 编码的 .csv）转成页面旁边的数据文件：认得两层表头、合并的单元格、打勾的公开对象和公开
方式，也认得用 ■ 和 □ 写的公开渠道。没有导入的、改动了的，逐行说明。
例：gongkai import 标准目录.xlsx --to content/statutory/catalogue/catalogue-2021.csv
"""


@command("import", IMPORT)
@argument("file", type=Path, metavar="文件")
@option(
    "--to", "target", type=Path, required=True, metavar="文件", help="写到哪里，如 content/statutory/catalogue/2021.csv"
)
@option("--sheet", metavar="名称", default="", help="导入哪个工作表（默认：第一个有标准目录的）")
@option("--force", is_flag=True, help="改写已有的文件")
@with_options(VERBOSE)
def import_command(*, file: Path, target: Path, sheet: str, force: bool, verbose: bool) -> None:
    """Take a file over."""
    from generator.authoring.fields import Misuse
    from generator.authoring.importing import put, take_over

    _ = verbose
    if not file.is_file():
        raise UsageError(f"没有文件 {file}")
    try:
        ready = take_over(file, sheet)
        put(ready, target, force=force)
    except Misuse as error:
        raise UsageError(str(error)) from error
    for note in ready.notes:
        echo(note)
    echo(f"已写入 {target}：{ready.what}" + (f"；上面 {len(ready.notes)} 处请核对" if ready.notes else ""))
    echo(f"下一步：在页首写 数据文件: {target.name}，运行 gongkai check")
