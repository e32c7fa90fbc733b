"""What the office may know and the public may not: nobody's name from the duties, nothing of what is not 主动公开."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import gongkai

PROJECT = Path(__file__).parents[1]
SECRETS = ("欧阳秘书", "司徒联络", "慕容处长", "13800009999", "000-99998888")
"""Names and telephones that stand in the duties only."""
DUTIES = f"""
[[duties]]
department = "办公室"
columns = ["工作动态"]
items = ["a20-15"]
leader = "{SECRETS[2]}"
liaison = "{SECRETS[0]}"
phone = "{SECRETS[3]}"

[[duties]]
department = "外国投资促进处"
columns = ["工作动态"]
liaison = "{SECRETS[1]}"
phone = "{SECRETS[4]}"
"""
APPROVER = "公孙批准"
TITLES = {"2020-duty-roster": "2020年下半年机关内部值守安排", "2020-sample-roster": "内贸流通统计样本单位名册使用说明"}


@pytest.fixture(scope="module")
def column(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample column, with names in its duties and in a log of changes."""
    root = tmp_path_factory.mktemp("names") / "column"
    root.mkdir()
    for name in ("content", "layouts", "private", "ledger"):
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, root / name)
    shutil.copy(PROJECT / "site.lock", root)
    settings = (PROJECT / "site_config.toml").read_text("utf-8")
    (root / "site_config.toml").write_text(settings + DUTIES, "utf-8")
    page = root / "content/statutory/notices/2020-first-store-list.md"
    text = page.read_text("utf-8")
    assert "批准人: 办公室负责人" in text
    page.write_text(text.replace("批准人: 办公室负责人", f"批准人: {APPROVER}"), "utf-8")
    return root


def run(column: Path, *words: str) -> Result:
    return CliRunner().invoke(gongkai, [*words, "--root", str(column)], prog_name="gongkai")


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file with its name, and what is packed inside it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            yield str(path), str(path).encode() + data
            if zipfile.is_zipfile(BytesIO(data)):
                with zipfile.ZipFile(BytesIO(data)) as packed:
                    for name in packed.namelist():
                        yield f"{path}!{name}", packed.read(name)


def test_no_byte_of_the_output_has_a_name_of_the_duties(column: Path) -> None:
    result = run(column, "build")
    assert result.exit_code == 0, result.output
    words = [one.encode() for one in (*SECRETS, APPROVER)]
    escaped = [json.dumps(one).strip('"').encode() for one in (*SECRETS, APPROVER)]
    files = list(everything(column / "output"))
    assert len(files) > 200
    assert [(path, word) for path, data in files for word in (*words, *escaped) if word in data] == []
    duties = (column / "output/guide/duties.html").read_text("utf-8")
    assert '<th scope="row">外国投资促进处</th>' in duties, "the 处室 itself is shown"


def test_the_register_gives_numbers_of_what_is_not_public_and_nothing_else(column: Path) -> None:
    assert run(column, "build").exit_code == 0
    page = (column / "output/statutory/items/attribute-register.html").read_text("utf-8")
    main = page[page.index("<main") : page.index("</main>")]
    assert "2020年首店经济发展资金支持项目名单" in main
    assert "条例第四十四条，三名申请人申请相同信息" in main
    words = " ".join(re.sub(r"<[^>]+>", " ", main).split())
    assert re.search(r"主动公开 \d+ \d+ — 依申请公开 1 1 — 不予公开 1 1 条例第十六条 1件", words)
    assert words.count("不予公开") == 1
    assert [title for title in TITLES.values() if title in main] == []
    listed = (column / "output/apply/converted.html").read_text("utf-8")
    assert "2020年首店经济发展资金支持项目名单" in listed[listed.index("<main") :]


def test_the_officer_sees_every_page_with_ground_and_dates(column: Path) -> None:
    listed = json.loads(run(column, "status", "--reviews", "--format", "json").stdout)
    found = {one["id"]: one for one in listed["reviews"]}
    assert {name: found[name]["title"] for name in TITLES} == TITLES
    roster = found["2020-duty-roster"]
    assert (roster["attribute"], roster["ground"]) == ("不予公开", "条例第十六条（内部事务信息）")
    assert (roster["reviewed"], roster["due"], roster["overdue"]) == ("2020-10-20", "2021-10-20", False)
    assert found["2020-first-store-list"]["changes"][0]["approver"] == APPROVER
    assert listed["months"] == 12


def test_overdue_reviews_come_first(column: Path) -> None:
    lines = run(column, "status", "--reviews", "--as-of", "2021-10-21").stdout.splitlines()
    assert [line.split()[:2] for line in lines[2:4]] == [["逾期", "2020-duty-roster"], ["逾期", "2020-sample-roster"]]
    assert lines[4].startswith("到期  ")
    assert lines[-1].startswith("截至 2021-10-21：共 ")
    assert "非主动公开 2 页，逾期没有审查 2 页；另有主动公开的" in lines[-1]


def test_every_page_is_listed_when_asked(column: Path) -> None:
    short = run(column, "status", "--reviews").stdout
    whole = run(column, "status", "--reviews", "-v").stdout
    assert "report-2019" not in short
    assert "report-2019" in whole
