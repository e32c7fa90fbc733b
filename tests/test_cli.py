"""The command as editors run it: what it says, what it writes, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import pytest
from click import Argument, Option
from click.testing import CliRunner, Result
from filelock import FileLock

from generator import __version__
from generator.authoring.start import start
from generator.cli import gongkai as program
from generator.cli.dialogue import Commands, Context, ended
from generator.cli.publishing import PARTLY
from generator.kinds.registry import FILED
from generator.reporting import width
from generator.rules.families import RULES

Invoke: TypeAlias = Callable[..., Result]
POLICY = "content/statutory/policies/2020-001.md"
INTERPRETATION = "content/statutory/interpretations/i-2020-001.md"
PATIENCE = 60
PROJECT = Path(__file__).parents[1]
QUIET_WORLD = {"CI": "", "NO_COLOR": "", "SOURCE_DATE_EPOCH": "", "TERM": "xterm"}


@pytest.fixture
def column(tmp_path: Path) -> Path:
    """A new column, as ``gongkai init`` makes it."""
    start(tmp_path / "column")
    return tmp_path / "column"


@pytest.fixture
def invoke(column: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Run a command in the column's folder."""
    monkeypatch.chdir(column)
    for name, value in QUIET_WORLD.items():
        monkeypatch.setenv(name, value)

    def run(*words: str, env: Mapping[str, str] | None = None) -> Result:
        result = CliRunner().invoke(program, list(words), env=dict(env or {}), prog_name="gongkai")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def change(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8", newline="\n")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes; the cache is nobody's content."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != ".gongkai")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# Help


@pytest.mark.parametrize("name", list(Commands.modules))
def test_every_command_and_option_is_described_in_chinese(name: str) -> None:
    command = program.get_command(Context(program), name)
    assert command is not None
    assert command.name == name
    texts = [command.help or "", Commands.modules[name][1]]
    texts += [one.help or "" for one in command.get_params(Context(command)) if isinstance(one, Option)]
    assert all(any("一" <= char <= "龥" for char in words) for words in texts), texts


@pytest.mark.parametrize("name", list(Commands.modules))
def test_help_of_every_command_fits_a_terminal_and_names_every_parameter(name: str, invoke: Invoke) -> None:
    result = invoke(name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"用法：gongkai {name} ")
    assert max(width(line) for line in result.stdout.splitlines()) <= 120
    command = program.get_command(Context(program), name)
    assert command is not None
    for one in command.params:
        assert (one.metavar if isinstance(one, Argument) else one.opts[0]) in result.stdout
    assert not {"Usage", "Options", "Show this"} & set(result.stdout.split())


def test_help_lists_every_command_with_aligned_descriptions(invoke: Invoke) -> None:
    lines = invoke("--help").stdout.splitlines()
    shown = lines[lines.index("命令：") + 1 : lines.index("选项：") - 1]
    assert [line.split()[0] for line in shown] == list(Commands.modules)
    assert len({width(line) - width(line.split(maxsplit=1)[1]) for line in shown}) == 1


def test_no_command_shows_help_as_misuse(invoke: Invoke) -> None:
    result = invoke()
    assert result.exit_code == 2
    assert result.stderr.startswith("用法：gongkai 命令")


def test_help_loads_none_of_the_heavy_libraries(
    gongkai: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """``--help`` answers at once because nothing but click is imported."""
    script = (
        "import sys; sys.argv = ['gongkai', '--help']\n"
        "import generator.cli\n"
        "try: generator.cli.gongkai.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'jinja2', 'yaml', 'markdown_it', 'selectolax', 'chinese_calendar'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert gongkai("--version", cwd=tmp_path).stdout == f"gongkai {__version__}\n"


# Misuse


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("biuld",), "没有命令 biuld，是否应为 build？"),
        (("frobnicate",), "没有命令 frobnicate\n"),
        (("build", "--outptu", "x"), "没有选项 --outptu，是否应为 --output？"),
        (("build", "--output"), "选项 --output 后面要有值"),
        (("build", "--strict=1"), "选项 --strict 后面不能有值"),
        (("build", "one", "two"), "多余的参数：one two"),
        (("build", "--format", "xml"), "选项 --format：只能是 text、json"),
        (("build", "--jobs", "0"), "选项 --jobs：“0”不是 1 以上的整数"),
        (("build", "--jobs", "many"), "选项 --jobs：“many”不是 1 以上的整数"),
        (("build", "--as-of", "2020-02-30"), "选项 --as-of：2020年2月没有30日；写法如"),
        (("build", "--as-of", "202076"), "选项 --as-of：日期“202076”是一串数字"),
        (("build", "--base-url", "example.cn"), "选项 --base-url：“example.cn”不是网址"),
        (("build", "--base-url", "https://a.cn/?b"), "选项 --base-url：“https://a.cn/?b”不是网址"),
        (("check", "--root", "nowhere"), "没有目录 nowhere"),
        (("check", "--root", "content"), "没有设置文件 content/site_config.toml；在栏目的目录中运行"),
        (("check", "--config", "other.toml"), "没有设置文件 other.toml\n"),
        (("check", "content/none.md"), "没有文件 content/none.md"),
        (("check", "site_config.toml"), "site_config.toml 不在 content 或 requests 中；只能检查其中的文件和目录"),
        (("rule", "sync-mising"), "没有规则 sync-mising，是否应为 sync-missing？"),
        (("rule", "frobnicate"), "没有规则 frobnicate；gongkai rule 列出全部规则"),
        (("schema", "polcy"), "没有内容类型 polcy，是否应为 policy？"),
        (("init",), "缺少参数 目录"),
        (("new",), "缺少参数 类型"),
        (("new", "news", "--set", "标题"), "选项 --set：“标题”应写作 字段=值"),
        (("new", "interpretaton"), "没有内容类型 interpretaton，是否应为 interpretation？"),
    ],
)
def test_misuse_is_told_in_chinese_with_code_2(words: tuple[str, ...], said: str, invoke: Invoke) -> None:
    result = invoke(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"错误：{said}" in result.stderr
    assert result.stderr.endswith(" --help\n")


def test_a_senseless_source_date_is_misuse(invoke: Invoke, column: Path) -> None:
    change(column / "site_config.toml", "as_of = 2020-10-30", "#")
    result = invoke("check", env={"SOURCE_DATE_EPOCH": "yesterday"})
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH 是“yesterday”" in result.stderr


# init, build, check, clean


def test_a_new_column_builds_without_a_finding(invoke: Invoke, tmp_path: Path) -> None:
    """From nothing to a published site: init, check, build, build again, clean."""
    made = invoke("init", str(tmp_path / "new"))
    assert made.exit_code == 0
    assert "下一步：" in made.stdout
    place = ("--root", str(tmp_path / "new"))
    checked = invoke("check", *place, "--strict")
    assert (checked.exit_code, checked.stdout) == (0, "没有发现问题\n")
    assert not (tmp_path / "new" / "output").exists()
    built = invoke("build", *place)
    assert built.exit_code == 0
    assert "删去 0 个，0 个未变" in built.stdout
    assert (tmp_path / "new/output/statutory/policies/2020-001.html").is_file()
    assert '"2020-001"' in (tmp_path / "new/site.lock").read_text(encoding="utf-8")
    before = snapshot(tmp_path / "new")
    again = invoke("build", *place)
    assert "写入 0 个文件，删去 0 个" in again.stdout
    assert snapshot(tmp_path / "new") == before
    cleaned = invoke("clean", *place)
    assert cleaned.exit_code == 0
    assert not (tmp_path / "new/output").exists()


def test_init_leaves_a_used_folder_alone(invoke: Invoke, column: Path) -> None:
    before = snapshot(column)
    result = invoke("init", ".")
    assert result.exit_code == 2
    assert "目录 . 不是空的" in result.stderr
    assert snapshot(column) == before


def test_an_error_keeps_the_old_output(invoke: Invoke, column: Path) -> None:
    invoke("build")
    before = snapshot(column / "output")
    (column / INTERPRETATION).unlink()
    result = invoke("build")
    assert result.exit_code == 1
    assert "sync-missing" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("未发布：")
    assert result.stdout.endswith("output/ 保持原样\n")
    assert snapshot(column / "output") == before


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_number_in_the_name_of_a_file_is_hidden_in_what_is_said_and_quoted(
    form: str, invoke: Invoke, column: Path
) -> None:
    """The finding is about the name, so it stands in the message, and in the line beside it."""
    page = column / INTERPRETATION
    links = "\n\n见[电话](13812345678.html)，[链接](310101199003074511.docx)，![图](a13812345678.png)。\n"
    page.write_text(page.read_text("utf-8") + links, encoding="utf-8")
    said = invoke("check", "--format", form).stdout
    assert "138****5678.html" in said
    assert "31*************511.docx" in said
    assert "a138****5678.png" in said
    assert not [number for number in ("13812345678", "310101199003074511") if number in said]


def test_hold_publishes_the_rest_and_names_what_waits(invoke: Invoke, column: Path) -> None:
    (column / INTERPRETATION).unlink()
    news = column / "content/statutory/news/news-2020-001.md"
    change(news, "《示例市社区商业网点便民服务办法》", "")
    change(news, "作者: ", "条例事项: a20-01\n作者: ")
    result = invoke("build", "--hold")
    assert "暂缓发布 1 套：2020-001" in result.stdout, result.stdout
    assert not (column / "output/statutory/policies/2020-001.html").exists()


def test_strict_refuses_warnings(invoke: Invoke, column: Path) -> None:
    change(column / INTERPRETATION, "解读单位: 示例市商务委员会流通业发展处\n", "")
    loose, strict = invoke("check"), invoke("check", "--strict")
    assert (loose.exit_code, strict.exit_code) == (0, 1)
    assert "警告  sync-author" in loose.stdout
    assert loose.stdout == strict.stdout
    assert invoke("build", "--strict").exit_code == 1
    assert not (column / "output").exists()


def test_check_of_a_file_shows_only_its_findings(invoke: Invoke, column: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(column / POLICY, "〔2020〕1号", "[2020]1号")
    change(column / "content/guide/index.md", "公开属性: 主动公开", "公开属性: 公开")
    whole = invoke("check")
    assert "content/guide/index.md" in whole.stdout
    assert POLICY in whole.stdout
    for name in (POLICY, "content/../" + POLICY, str(column / POLICY), "content/statutory/policies"):
        one = invoke("check", name)
        assert one.exit_code == 1
        assert POLICY in one.stdout
        assert "content/guide/index.md" not in one.stdout
        assert PARTLY in one.stdout
        shutil.rmtree(column / ".gongkai")
        first = invoke("check", name)
        assert (first.exit_code, PARTLY in first.stdout) == (1, False)
        assert POLICY in first.stdout
        assert "content/guide/index.md" not in first.stdout
        assert "其他文件另有" in first.stdout
    clean = invoke("check", "content/apply/index.md")
    assert clean.exit_code == 0
    monkeypatch.chdir(column / "content/guide")
    assert invoke("check", "--root", "../..", "index.md").exit_code == 1


def test_check_of_a_file_says_what_was_not_checked(invoke: Invoke, column: Path) -> None:
    """Those who see no finding must not believe that the column is in order."""
    assert PARTLY not in invoke("check").stdout
    change(column / INTERPRETATION, "解读单位: 示例市商务委员会流通业发展处\n", "")
    one = invoke("check", "--strict", POLICY)
    assert one.exit_code == 1
    assert f"{INTERPRETATION}:" in one.stdout  # published together with the policy
    assert one.stdout.splitlines()[-1] == PARTLY
    machine = invoke("check", "--format", "json", POLICY)
    assert {finding["path"] for finding in json.loads(machine.stdout)["findings"]} == {INTERPRETATION}
    assert machine.stderr.splitlines()[-1] == PARTLY
    assert invoke("check", "-q", POLICY).output == ""


def test_quiet_says_only_what_counts(invoke: Invoke, column: Path) -> None:
    assert invoke("build", "-q").output == ""
    change(column / INTERPRETATION, "解读单位: 示例市商务委员会流通业发展处\n", "")
    assert invoke("check", "-q").output == ""
    assert "sync-author" in invoke("check", "-q", "--strict").stdout
    assert "发现" not in invoke("check", "-q", "--strict").stdout


def test_verbose_names_what_was_written(invoke: Invoke) -> None:
    assert "写入 statutory/policies/2020-001.html\n" in invoke("build", "-v").stdout


def test_json_stands_alone_on_the_standard_output(invoke: Invoke, column: Path) -> None:
    (column / INTERPRETATION).unlink()
    result = invoke("build", "--format", "json")
    report = json.loads(result.stdout)
    assert report["summary"]["error"] >= 1
    assert {"rule", "severity", "path", "line", "column", "length", "message", "hint", "basis"} == set(
        report["findings"][0]
    )
    assert result.stderr.startswith("未发布：")


def test_a_broken_configuration_ends_with_2(invoke: Invoke, column: Path) -> None:
    change(column / "site_config.toml", 'name = "示例市商务委员会" ', "nmae = 1 ")
    for words in (("build",), ("check",), ("check", POLICY), ("status",), ("new", "news")):
        result = invoke(*words)
        assert result.exit_code == 2, words
        assert "site_config.toml:" in result.output


def test_a_foreign_folder_is_left_alone(invoke: Invoke, column: Path) -> None:
    (column / "output").mkdir()
    (column / "output/letter.txt").write_text("私人信件", encoding="utf-8")
    for command, said in (("build", "请用 --output 另指一个空目录"), ("clean", "什么也没有删")):
        result = invoke(command)
        assert result.exit_code == 2
        assert said in result.stderr
    assert snapshot(column / "output") == {"letter.txt": "私人信件".encode()}


def test_another_process_at_work_is_misuse(invoke: Invoke, column: Path) -> None:
    with FileLock(column / ".output.busy"):
        result = invoke("build")
    assert result.exit_code == 2
    assert "另一个 gongkai 正在写这个目录" in result.stderr


def test_output_config_and_base_url_may_stand_elsewhere(invoke: Invoke, column: Path, tmp_path: Path) -> None:
    (column / "site_config.toml").rename(tmp_path / "settings.toml")
    out = tmp_path / "public"
    place = ("--config", str(tmp_path / "settings.toml"), "--output", str(out))
    assert invoke("build", *place, "--base-url", "https://test.shili.gov.cn/a").exit_code == 0
    assert "https://test.shili.gov.cn/a/" in (out / "sitemap.xml").read_text(encoding="utf-8")


# The day


@pytest.mark.parametrize(
    ("chosen", "configured", "epoch", "day"),
    [
        ("2020年11月2日", "2020-10-30", "1604332800", "2020-11-02"),
        ("", "2020-10-30", "1604332800", "2020-10-30"),
        ("", "", "1604332799", "2020-11-02"),
        ("", "", "1604332800", "2020-11-03"),
    ],
)
def test_the_day_is_chosen_configured_given_by_the_environment_or_today(  # noqa: PLR0913, PLR0917
    chosen: str, configured: str, epoch: str, day: str, invoke: Invoke, column: Path
) -> None:
    """1604332800 is 2020-11-02 16:00 in Greenwich: midnight in Shanghai."""
    change(column / "site_config.toml", "as_of = 2020-10-30", f"as_of = {configured}" if configured else "#")
    words = ["--as-of", chosen] if chosen else []
    result = invoke("status", "--format", "json", *words, env={"SOURCE_DATE_EPOCH": epoch, "TZ": "America/New_York"})
    assert json.loads(result.stdout)["as_of"] == day


# status, rule, schema, doctor


def test_status_lists_sets_with_what_they_lack(invoke: Invoke, column: Path) -> None:
    (column / INTERPRETATION).unlink()
    lines = invoke("status", "--as-of", "2020-10-21").stdout.splitlines()
    headings = "状态 编号 发文字号 标题 解读 起草 审签 发布 解读时限"  # no rules, no waivers: no such columns
    assert " ".join(lines[0].split()) == headings
    assert lines[2].split("  ")[0] == "不齐套"
    assert "已用 2/3 个工作日" in lines[2]
    assert lines[4] == "截至 2020-10-21：1 套，不齐套或未发布 1 套"
    assert width(lines[1]) >= width(lines[2])
    assert [line.split() for line in lines[6:]] == [
        ["时限", "标题", "最后一天", "剩余"],
        lines[7].split(),
        ["发布解读", "示例市社区商业网点便民服务…", "2020-10-22", "还剩", "1", "个工作日"],
        ["公布年报", "2020年政府信息公开年报", "2021-01-31", "还剩", "102", "天"],
    ]


def test_status_of_an_empty_column_says_so(invoke: Invoke, column: Path) -> None:
    (column / POLICY).unlink()
    assert invoke("status").stdout.startswith("还没有政策文件。\n\n时限 ")


def test_status_gives_limits_as_data_and_in_words_only_the_next(invoke: Invoke, column: Path) -> None:
    (column / INTERPRETATION).unlink()
    found = json.loads(invoke("status", "--format", "json", "--as-of", "2020-10-25").stdout)["clocks"]
    assert found[0] == {
        "what": "发布解读",
        "page": "2020-001",
        "title": "示例市社区商业网点便民服务办法",
        "last": "2020-10-22",
        "left": -1,
        "unit": "working-days",
        "late": True,
    }
    text = (column / POLICY).read_text(encoding="utf-8")
    for number in range(20, 32):
        other = text.replace("〔2020〕1号", f"〔2020〕{number}号").replace("00003", f"001{number}")
        (column / POLICY).with_name(f"2020-0{number}.md").write_text(
            other.replace("公开属性", "草稿: 是\n公开属性"), encoding="utf-8"
        )
    lines = invoke("status", "--as-of", "2020-10-25").stdout.splitlines()
    assert lines[-1] == "另有 4 项"


def test_rule_lists_and_explains(invoke: Invoke) -> None:
    listed = invoke("rule").stdout.splitlines()[2:]
    assert [line.split()[0] for line in listed] == sorted(RULES)
    shown = invoke("rule", "sync-missing").stdout
    assert shown.startswith("sync-missing  错误；不能忽略或调低\n依据 ")
    assert RULES["sync-missing"].explanation in shown


def test_rule_prints_the_whole_reference(invoke: Invoke) -> None:
    shown = invoke("rule", "--all").stdout
    assert all(name in shown for name in RULES)


def test_schema_prints_lists_and_writes(invoke: Invoke, tmp_path: Path) -> None:
    assert json.loads(invoke("schema", "政策解读").stdout)["title"] == "政策解读"
    assert [line.split()[0] for line in invoke("schema").stdout.splitlines()[2:]] == list(FILED)
    result = invoke("schema", "--all", str(tmp_path / "schemas"))
    assert f"已写入 {len(FILED)} 个文件" in result.stdout
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == {f"{name}.schema.json" for name in FILED}


def test_doctor_ends_with_1_only_when_something_is_wrong(invoke: Invoke, column: Path) -> None:
    good = invoke("doctor")
    assert good.exit_code == 0, good.stdout
    assert good.stdout.splitlines()[-1].endswith("项，0 项有问题")
    change(column / "site_config.toml", "as_of = 2020-10-30", "as_of = 2099-10-30")
    bad = invoke("doctor")
    assert bad.exit_code == 1
    assert "问题  工作日历：没有 2099 年的放假安排" in bad.stdout


# new


def test_new_writes_a_draft_that_passes(invoke: Invoke, column: Path) -> None:
    result = invoke("new", "interpretation", "--for", "示商规〔2020〕1号")
    assert result.exit_code == 0, result.output
    assert "已新建 content/statutory/interpretations/i-2020-002.md（草稿）" in result.stdout
    assert "草稿: 是\n" in (column / "content/statutory/interpretations/i-2020-002.md").read_text(encoding="utf-8")
    assert invoke("check", "--strict").stdout == "没有发现问题\n"


def test_annual_drafts_a_report_once(invoke: Invoke, column: Path) -> None:
    place = column / "content/annual-reports/2020.md"
    made = invoke("annual", "2020")
    assert made.exit_code == 0, made.output
    assert "已起草 content/annual-reports/2020.md（草稿）" in made.stdout
    assert "2020年还没有结束，数字只到2020-10-30" in made.stdout
    assert invoke("check", "--strict").exit_code == 0
    before = place.read_bytes()
    again = invoke("annual", "2020")
    assert again.exit_code == 2
    assert "已有 content/annual-reports/2020.md，没有改动；确要重新起草，加 --force" in again.stderr
    change(place, "草稿: 是", "草稿: 否")
    assert invoke("annual", "2020", "--force").exit_code == 0
    assert place.read_bytes() == before
    assert invoke("annual", "2018").exit_code == 2


@pytest.mark.parametrize("year", ["abc", "20", "2020.5", "3020"])
def test_what_is_no_year_is_refused_in_chinese(year: str, invoke: Invoke) -> None:
    done = invoke("annual", year)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"错误：参数 年度：“{year}”不是年度，写法如 2020\n")


def test_annual_names_what_it_could_not_count(invoke: Invoke, column: Path) -> None:
    (column / "requests").mkdir(exist_ok=True)
    (column / "requests/r-1.md").write_text("---\n收到日期: 2020-02-30\n---\n", "utf-8")
    made = invoke("annual", "2020")
    assert made.exit_code == 1
    assert "草稿不完整：1 个文件有错误，没有计入：requests/r-1.md" in made.stderr
    assert (column / "content/annual-reports/2020.md").is_file()


def test_new_without_a_terminal_lists_what_to_give(invoke: Invoke, column: Path) -> None:
    before = snapshot(column)
    result = invoke("new", "policy", "--title", "某办法", "--set", "文件类型=规范性文件")
    assert result.exit_code == 2
    for label in ("发文字号", "成文日期", "主题分类", "施行日期", "有效期至"):
        assert f"--set {label}=" in result.stderr
    assert "--set 标题=" not in result.stderr
    assert snapshot(column) == before


def test_new_refuses_values_that_cannot_be_read(invoke: Invoke, column: Path) -> None:
    before = snapshot(column)
    result = invoke("new", "news", "--title", "甲", "--set", "发布日期=202076")
    assert result.exit_code == 2
    assert "202076" in result.stderr
    assert snapshot(column) == before


# Real processes


def spawned(*words: str, cwd: Path, answer: bytes | None = None, **extra: str) -> tuple[int, str]:
    """Run on a pseudo-terminal, as at a desk, answering or (without an answer) interrupting the first question."""
    desk, line = pty.openpty()
    environment = {**os.environ, **QUIET_WORLD, "PYTHONPATH": str(PROJECT), **extra}
    command = [sys.executable, "-m", "generator", *words]
    process = subprocess.Popen(command, cwd=cwd, stdin=line, stdout=line, stderr=line, env=environment)
    os.close(line)
    shown, silent = b"", 0
    with suppress(OSError):  # how a pseudo-terminal says that nobody is at the other end
        while silent < PATIENCE:
            asked = shown.endswith(b": ")
            if asked and answer is None:  # again and again: one that comes just before the read is lost
                process.send_signal(signal.SIGINT)
            elif asked and answer:
                os.write(desk, answer)
            silent = 0 if select.select([desk], [], [], 1)[0] else silent + 1
            shown += os.read(desk, 65536) if not silent else b""
    os.close(desk)
    return process.wait(PATIENCE), shown.decode()


def test_a_terminal_gets_colour_and_progress(column: Path) -> None:
    change(column / POLICY, "〔2020〕1号", "[2020]1号")
    code, shown = spawned("check", cwd=column)
    assert code == 1
    assert "\033[1;31m错误\033[0m" in shown
    assert "读取 1/" in shown


@pytest.mark.parametrize(("name", "progress"), [("NO_COLOR", True), ("CI", False)])
def test_colour_is_left_out_on_request(name: str, progress: bool, column: Path) -> None:  # noqa: FBT001
    change(column / POLICY, "〔2020〕1号", "[2020]1号")
    _, shown = spawned("check", cwd=column, **{name: "1"})
    assert "\033[1;31m" not in shown
    assert ("读取 1/" in shown) is progress


def test_a_terminal_is_asked_for_what_is_missing(column: Path) -> None:
    code, shown = spawned("new", "news", cwd=column, answer="甲\n".encode())
    assert code == 0, shown
    assert shown.startswith("标题: ")
    assert "标题: 甲\n" in (column / "content/statutory/news/news-2020-002.md").read_text(encoding="utf-8")


def test_pipes_get_plain_utf8_whatever_the_locale(
    gongkai: Callable[..., subprocess.CompletedProcess[str]], column: Path
) -> None:
    change(column / POLICY, "〔2020〕1号", "[2020]1号")
    done = gongkai("check", cwd=column, env={"PYTHONIOENCODING": "gbk", "LC_ALL": "C", "SOURCE_DATE_EPOCH": ""})
    assert done.returncode == 1
    assert "错误  doc-no-bracket" in done.stdout
    assert "\033" not in done.stdout
    assert done.stderr == ""


def test_an_interruption_ends_with_130(column: Path) -> None:
    before = snapshot(column)
    code, shown = spawned("new", "news", cwd=column)
    assert code == 130, shown
    assert shown.endswith("已中断。\r\n")
    assert "Traceback" not in shown
    assert snapshot(column) == before


def test_a_defect_ends_with_3_and_tells_how_to_report_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(lambda: 7 / 0, verbose=False) == 3
    short = capsys.readouterr().err
    assert short.startswith("内部错误：ZeroDivisionError：")
    assert "请加 -v 再运行一次" in short
    assert "Traceback" not in short
    assert ended(lambda: 7 / 0, verbose=True) == 3
    assert "Traceback" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_ends_with_3(invoke: Invoke, column: Path) -> None:
    (column / "file").write_text("", encoding="utf-8")
    result = invoke("schema", "--all", "file/below")
    assert result.exit_code == 3
    assert result.stderr.startswith("错误：无法读写 file")


def test_a_reader_that_goes_away_is_no_defect(column: Path) -> None:
    environment = {**os.environ, **QUIET_WORLD, "PYTHONPATH": str(PROJECT)}
    first, second = os.pipe()
    os.close(first)
    with os.fdopen(second, "wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "generator", "rule"],
            cwd=column,
            env=environment,
            stdout=out,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("flag", ["--drafts", "--future"])
def test_a_preview_is_never_written_into_the_output(flag: str, invoke: Invoke, column: Path) -> None:
    result = invoke("build", flag)
    assert (result.exit_code, (column / "output").exists()) == (2, False)
    assert "请用 --output 另指一个目录" in result.stderr
    assert invoke("build", flag, "--output", "preview").exit_code == 0


@pytest.mark.parametrize("words", [("--output", "preview"), ("--as-of", "2020-11-02")])
def test_a_preview_is_not_remembered_and_says_so(words: tuple[str, str], invoke: Invoke, column: Path) -> None:
    before = (column / "site.lock").read_bytes()
    result = invoke("build", "--hold", *words)
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("\n预览：没有记入 site.lock\n")
    assert (column / "site.lock").read_bytes() == before


def test_the_project_s_own_output_is_remembered_whatever_it_is_called(invoke: Invoke, column: Path) -> None:
    result = invoke("build", "--output", str(column / "content" / ".." / "output"))
    assert result.exit_code == 0, result.output
    assert "预览" not in result.stdout
    assert '"2020-001"' in (column / "site.lock").read_text(encoding="utf-8")
    assert invoke("build", "--drafts", "--output", "output").exit_code == 2


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (".", "包含整个项目"),
        ("..", "包含整个项目"),
        ("content", "与 content/ 重叠"),
        ("content/output", "与 content/ 重叠"),
        ("layouts/site", "与 layouts/ 重叠"),
    ],
)
@pytest.mark.parametrize("command", ["build", "clean"])
def test_output_does_not_overlap_the_project(
    command: str, output: str, said: str, invoke: Invoke, column: Path
) -> None:
    before = snapshot(column.parent)
    result = invoke(command, "--output", output)
    assert result.exit_code == 2
    assert said in result.stderr
    assert snapshot(column.parent) == before


def test_the_working_folder_may_be_the_output_of_a_project_elsewhere(
    invoke: Invoke, column: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "public").mkdir()
    monkeypatch.chdir(tmp_path / "public")
    assert invoke("build", "--root", str(column), "--output", ".").exit_code == 0
    assert (tmp_path / "public" / "index.html").is_file()
