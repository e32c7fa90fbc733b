"""Real statutory texts and a real work plan become pages, and not a character of them is lost."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator.building.build import build
from generator.building.options import Options
from generator.building.pipeline import examine
from generator.building.project import load
from generator.building.publishing import edition

SHARED = Path(__file__).parents[2] / "shared"
CORPUS = SHARED / "corpus" / "statutes.jsonl.gz"
PLAN = SHARED / "source" / "work-plan-2020.txt"
AS_OF = date(2026, 1, 5)

CONFIG = """
[site]
name = "示例市商务委员会"
organ = "示例市商务委员会"
domain = "sw.shili.gov.cn"
id_code = "3100990001"
base_url = "https://sw.shili.gov.cn/zwgk"
address = "示例市示例路1号"
contact = "021-00000000"
icp = "示ICP备00000000号"
police = "示公网安备00000000000000号"
party_mark = "https://sw.shili.gov.cn/mark"
report_error = "https://sw.shili.gov.cn/error"

[[columns]]
folder = "regulations"
name = "政府信息公开制度"
type = "信息公开目录"
description = "法律、法规和规章"
kinds = ["regulation", "page"]
"""
STRUCTURE = frozenset(
    {
        "plat-four-subcolumns",
        "plat-subcolumn-empty",
        "plat-home-entry",
        "plat-apply-entry",
        "a20-coverage",
        "ann-due",
        "regime-core",
    }
)
"""What these columns lack on purpose: they are one folder of texts, not a whole column."""


class Body(HTMLParser):
    """The visible text of the element that holds a page's body."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = self.depth > 0 or "body" in (dict(attrs).get("class") or "").split()
        if inside and tag not in {"br", "hr", "img", "input", "wbr"} and tag != "body":
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in {"br", "hr", "img", "input", "wbr"}:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found.append(data)


def visible(page: Path) -> str:
    """The body of a built page as a reader sees it, whitespace aside."""
    body = Body()
    body.feed(page.read_text(encoding="utf-8"))
    return bare("".join(body.found))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def column(root: Path, files: dict[str, str]) -> Path:
    """A project of one column; every rule that only a whole column can satisfy is switched off, with its reason."""
    rules = "".join(f'[rules.{name}]\nseverity = "off"\nreason = "只测正文"\n' for name in sorted(STRUCTURE))
    (root / "content" / "regulations").mkdir(parents=True)
    (root / "site_config.toml").write_text(CONFIG + rules, encoding="utf-8")
    for name, text in files.items():
        (root / "content" / "regulations" / name).write_text(text, encoding="utf-8")
    return root


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def regulation(text: dict[str, Any]) -> str:
    """A statute as an editor would commit it."""
    lines = [
        f"标题: {quoted(text['title'])}",
        "内容类型: 政府信息公开制度",
        "发布日期: 2026-01-05",
        "公开属性: 主动公开",
        f"来源: {quoted('国家法律法规数据库')}",
        *([f"成文日期: {text['date']}"] if text["date"] else []),
        *(["修订沿革:"] if text["notes"] else []),
        *(f"  - 日期: {text['date'] or '2000-01-01'}\n    说明: {quoted(note)}" for note in text["notes"]),
    ]
    return "\n".join(["---", *lines, "---", "", text["body"], ""])


def source_text(body: str) -> str:
    """The body as it is to be read: heading marks and the marks of lists are drawn, not written."""
    return bare(re.sub(r"(?m)^(#{1,6}|\d+\.)\s+", "", body))


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of statutes is not beside this checkout")
def test_every_statute_is_published_character_for_character(tmp_path: Path) -> None:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    assert len(texts) == 1168
    root = column(tmp_path, {f"{text['id']}.md": regulation(text) for text in texts})
    inputs = load(root)
    with edition(root / "output") as made:
        result = examine(inputs, Options(AS_OF, jobs=2), edition=made)
        assert result.ledger is not None
        # Past the gate: the pages are wanted whatever is found.
        made.publish(result.ledger.files, {one.path: one.content for one in inputs.static})
    named = {finding.span.path for finding in result.findings if finding.severity.name == "ERROR"}
    pages = root / "output" / "regulations"
    missing = {one["id"] for one in texts if not (pages / f"{one['id']}.html").exists()}
    assert missing <= {Path(path).stem for path in named}
    differing = [
        text["id"]
        for text in texts
        if text["id"] not in missing and visible(pages / f"{text['id']}.html") != source_text(text["body"])
    ]
    assert differing == []
    assert missing == set()


@pytest.mark.skipif(not PLAN.exists(), reason="the work plan is not beside this checkout")
def test_the_work_plan_is_published_unchanged(tmp_path: Path) -> None:
    title, _, body = PLAN.read_text(encoding="utf-8").partition("\n")
    head = f"标题: {quoted(title)}\n内容类型: page\n发布日期: 2020-04-19\n公开属性: 主动公开\n来源: 上海市商务委员会"
    root = column(tmp_path, {"plan-2020.md": f"---\n{head}\n---\n{body}"})
    built = build(root, root / "output", Options(date(2020, 4, 20)))
    assert [one for one in built.result.findings if one.severity.name == "ERROR"] == []
    page = root / "output" / "regulations" / "plan-2020.html"
    assert visible(page) == bare(body)
    assert f"<h1>{title}</h1>" in re.sub(r"<h1[^>]*>\s*(.*?)\s*</h1>", r"<h1>\1</h1>", page.read_text(encoding="utf-8"))
