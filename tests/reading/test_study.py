"""One page understood: kinds, labels, problems, places; and nothing ever raises."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.policy import Interpretation, Policy
from generator.kinds.project import ProjectUpdate
from generator.kinds.registry import KINDS
from generator.model.config import ColumnConfig, Identity, SiteConfig
from generator.model.content import Parsed, Suppression
from generator.model.diagnostics import Severity, Span
from generator.model.sources import Source
from generator.reading.study import _owner, study
from generator.reading.wording import names

PATH = "content/statutory/policies/2020-003.md"


def column(folder: str, *kinds: str) -> ColumnConfig:
    return ColumnConfig(folder=folder, name="某栏目", type="政策文件", description="说明", kinds=kinds)


CONFIG = SiteConfig(
    site=Identity(
        name="示例市商务委员会",
        organ="示例市商务委员会",
        domain="sww.example.gov.cn",
        id_code="9900000001",
        base_url="https://sww.example.gov.cn",
        address="人民路1号",
        contact="000-1",
        icp="示ICP备1号",
        police="示公网安备1号",
        party_mark="https://example.gov.cn/a",
        report_error="https://example.gov.cn/b",
    ),
    columns=(
        column("statutory"),
        column("statutory/policies", "policy", "implementing-rules"),
        column("statutory/policies/news", "news"),
        column("statutory/projects", "project-update"),
    ),
)


def page(head: str, path: str = PATH, body: str = "正文。\n") -> Parsed:
    return study(Source(path, f"---\n{head}\n---\n{body}".encode()), CONFIG)


def found(parsed: Parsed) -> list[tuple[str, int, int]]:
    return [(one.rule, one.span.line, one.span.column) for one in parsed.findings]


GOOD = "标题: 某办法\n发文字号: 示商规〔2020〕1号"


def test_a_good_page() -> None:
    """Chinese and English keys mix at every level, and places go by English names."""
    source = Source(
        PATH,
        b"\xef\xbb\xbf---\r\n"
        + "\r\n".join(
            [
                *(
                    "title: 某办法",
                    "发文字号: 示商规〔2020〕1号",
                    "成文日期: 2020-4-9",
                    "附件:",
                    "  - 文件: a.docx",
                    "    title: 表",
                ),
                *(
                    "  - b.pdf",
                    "作者:",
                    "忽略规则:",
                    "  - rule: body-thin",
                    "    理由: 正文在附件中",
                    "---",
                    "",
                    "## 一、总则",
                    "",
                ),
            ]
        ).encode(),
    )
    parsed = study(source, CONFIG)
    assert parsed.findings == ()
    assert parsed.digest == sha256(source.data).hexdigest()
    assert (parsed.path, parsed.kind) == (PATH, "policy")
    meta = parsed.meta
    assert isinstance(meta, Policy)
    assert (meta.title, meta.doc_number, meta.written, meta.author) == (
        "某办法",
        "示商规〔2020〕1号",
        date(2020, 4, 9),
        "",
    )
    assert [(one.file, one.title) for one in meta.attachments] == [("a.docx", "表"), ("b.pdf", "")]
    assert parsed.at("written") == Span(PATH, 4, 7, 8)
    assert parsed.at("attachments", 0, "title") == Span(PATH, 7, 12, 1)
    assert parsed.at("attachments", 1, "file") == Span(PATH, 8, 5, 5)
    assert parsed.at("issuer") == Span(PATH, 1, 1, 3)
    assert parsed.keys["attachments", 0, "file"] == Span(PATH, 6, 5, 2)
    assert parsed.suppressions == (Suppression("body-thin", "正文在附件中", Span(PATH, 11, 5, 15)),)
    assert parsed.body_line == 15
    assert [(one.text, one.line) for one in parsed.headings] == [("一、总则", 15)]
    assert parsed.text == "一、总则"


@pytest.mark.parametrize(
    "written",
    [
        "忽略规则:\n  - rule: body-thin\n    理由: 正文在附件中\n  - {规则: dates-order, reason: 原文如此}",
        "suppress:\n- 规则: body-thin\n  理由: 正文在附件中\n-   规则: dates-order\n    理由: 原文如此",
        "suppress: [{rule: body-thin, reason: 正文在附件中}, {rule: dates-order, reason: 原文如此}]",
        "忽略规则:\n  -\n    规则: body-thin\n    理由: '正文在附件中'\n  - 规则: dates-order\n    理由: 原文如此",
    ],
)
def test_a_silence_stands_where_its_item_does(written: str) -> None:
    parsed = page(f"{GOOD}\n{written}")
    assert [one.rule for one in parsed.suppressions] == ["body-thin", "dates-order"]
    assert [one.span for one in parsed.suppressions] == [parsed.at("suppress", number) for number in range(2)]
    assert parsed.at("suppress", 0) != parsed.at("suppress")


@given(
    st.lists(st.sampled_from("abc"), max_size=4),
    st.sets(st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)),
)
def test_a_file_stands_in_the_nearest_column_above_it(folders: list[str], columns: set[str]) -> None:
    path = "/".join(["content", *folders, "x.md"])
    config = CONFIG.model_copy(update={"columns": tuple(column(folder) for folder in sorted(columns))})
    owner = _owner(path, config)
    above = [folder for folder in columns if path.startswith(f"content/{folder}/")]
    assert (owner.folder if owner else "") == max(above, key=len, default="")


@pytest.mark.parametrize(
    ("head", "path", "kind"),
    [
        (GOOD, PATH, "policy"),
        (GOOD, "content/statutory/policies/2020/a.md", "policy"),
        ("标题: 甲", "content/statutory/policies/news/2020/a.md", "news"),
        (f"{GOOD}\nkind:", PATH, "policy"),
        ("标题: 甲\nkind: page", PATH, "page"),
        ("标题: 甲\n内容类型: 一般页面", "content/elsewhere/a.md", "page"),
        ("标题: 甲\n内容类型: ' news '", "content/a.md", "news"),
    ],
)
def test_the_kind_is_named_or_follows_from_the_column(head: str, path: str, kind: str) -> None:
    """The page's own word, in either language; else the first kind of the nearest column."""
    parsed = page(head, path)
    assert (parsed.kind, parsed.findings) == (kind, ())
    assert isinstance(parsed.meta, KINDS[kind])


@pytest.mark.parametrize(
    "case",
    [
        ("标题: 甲\nkind: 政策", PATH, "kind-unknown", 3, 7, "没有“政策”这种内容类型", "是否应为“政策文件”？"),
        ("标题: 甲\n内容类型: polisy", PATH, "kind-unknown", 3, 7, "没有“polisy”这种内容类型", "是否应为“policy”？"),
        ("标题: 甲\n内容类型: 某某", PATH, "kind-unknown", 3, 7, "没有“某某”", "可选：政府信息公开指南、"),
        ("标题: 甲\n内容类型: [政策文件]", PATH, "kind-unknown", 3, 7, "没有有 1 项的列表这种内容类型", "可选"),
        ("标题: 甲", "content/elsewhere/a.md", "kind-missing", 1, 1, "文件不在任何栏目的目录下", "内容类型: ……"),
        ("标题: 甲", "content/statutory-x/a.md", "kind-missing", 1, 1, "文件不在任何栏目的目录下", "内容类型: ……"),
        ("标题: 甲", "content/a.md", "kind-missing", 1, 1, "文件不在任何栏目的目录下", "内容类型: ……"),
        ("标题: 甲", "content/statutory/a.md", "kind-missing", 1, 1, "栏目“某栏目”没有默认的类型", "内容类型: ……"),
    ],
)
def test_kinds_that_cannot_be_told(case: tuple[str, str, str, int, int, str, str]) -> None:
    head, path, rule, line, column, message, hint = case
    parsed = page(head, path)
    assert found(parsed) == [(rule, line, column)]
    assert message in parsed.findings[0].message
    assert hint in parsed.findings[0].hint
    assert (parsed.kind, parsed.meta, parsed.text) == ("", None, "正文。")


UPDATE = "标题: 甲\n内容类型: 项目进展\n所属项目: x\n截至日期: 2020-6-30\n进度:\n  - 目标: 甲\n    累计完成: "
PLAN = "标题: 甲\n内容类型: interpretation\n解读方案:\n  "

FAULTS = [
    # head, rule, line, column, message, hint
    ("标题:", "field-missing", 2, 1, "“标题”是空的", "请填写"),
    ("标题: ''", "field-missing", 2, 1, "“标题”是空的", "请填写"),
    ("作者: 甲", "field-missing", 1, 1, "缺少“标题”", "标题: ……"),
    (f"{GOOD}\n附件:\n  - 名称: 甲", "field-missing", 5, 5, "缺少“附件”第 1 项的“文件”", "文件: ……"),
    (f"{GOOD}\n附件:\n  - 文件:", "field-missing", 5, 5, "“附件”第 1 项的“文件”是空的", "请填写"),
    (f"{GOOD}\n发布日期: 2020-2-30", "date-valid", 4, 7, "“发布日期”：2020年2月没有30日", "2020-04-09"),
    (f"{GOOD}\n成文日期: 202076", "date-truncated", 4, 7, "“202076”是一串数字", "2020-7-6"),
    (f"{GOOD}\n草稿: 也许", "field-value", 4, 5, "“草稿”：“也许”既不是“是”也不是“否”", "字段说明"),
    (
        f"{GOOD}\n有效性: 有效的",
        "field-value",
        4,
        6,
        "“有效性”不能是文字“有效的”",
        "可选：有效、尚未施行、已修改、失效、废止；是否应为“有效”？",
    ),
    (f"{GOOD}\nid: 第一号", "field-value", 4, 5, "“页面编号”的格式不对：“第一号”", "小写字母、数字"),
    (f"{GOOD}\n来源: [沪]", "field-value", 4, 5, "“来源”应为文字，却是有 1 项的列表", "加上引号"),
    (f"{GOOD}\n标签: {{甲}}", "field-value", 4, 5, "“标签”应为列表，却是一组键值", "半角减号"),
    (f"{GOOD}\n附件: a.docx", "field-value", 4, 5, "“附件”应为列表，却是文字“a.docx”", "半角减号"),
    (f"{GOOD}\n忽略规则:\n  - body-thin", "field-value", 5, 5, "“忽略规则”第 1 项应为一组键值", "字段: 值"),
    (f"{GOOD}\n忽略规则:\n  - 规则: a\n    理由: 短", "field-value", 6, 9, "至少要有 4 个字，却是“短”", "完整"),
    (f"{GOOD}\n关键词:\n  - 甲\n  -", "field-value", 6, 4, "列表第 2 项是空的", "删去这一行"),
    (f"{GOOD}\n附件:\n  - 文件：a", "front-matter-syntax", 5, 5, "“文件：a”没有成为字段“文件”的值", "文件: ……"),
    (f"{GOOD}\n附件:\n  - 文件:a", "front-matter-syntax", 5, 5, "“文件:a”没有成为字段“文件”的值", "文件: ……"),
    (f"{GOOD}\n附件:\n  文件：a", "front-matter-syntax", 5, 3, "“文件：a”没有成为字段", "文件: ……"),
    (f"{UPDATE}-1", "field-value", 8, 11, "“进度”第 1 项的“累计完成”应不小于 0，却是 -1", "不小于 0"),
    (f"{UPDATE}三成", "field-value", 8, 11, "“累计完成”应为数字，却是文字“三成”", "阿拉伯数字"),
    (f"{UPDATE}nan", "field-value", 8, 11, "“累计完成”应为数字，却是文字“nan”", "阿拉伯数字"),
    (f"{PLAN}提纲:\n    - 甲", "field-value", 6, 5, "“解读方案”的“提纲”应为文字", "一行文字"),
    (f"{PLAN}要点: 甲", "field-unknown", 5, 3, "“解读方案”没有“要点”这个字段", "提纲"),
    (f"{GOOD}\n关键字: 甲", "field-unknown", 4, 1, "“政策文件”没有“关键字”这个字段", "是否应为“关键词”？"),
    (f"{GOOD}\nTITEL: 甲", "field-unknown", 4, 1, "“政策文件”没有“TITEL”", "是否应为“title”？"),
    (f"{GOOD}\n某某某某: 甲", "field-unknown", 4, 1, "没有“某某某某”这个字段", "可用的字段：标题、内容类型"),
    (f"{GOOD}\n作\u200b者: 甲", "field-unknown", 4, 1, "这个字段", "是否应为“作者”？字段名里多了空格或看不见的字符"),
    (f"{GOOD}\n作 者: 甲", "field-unknown", 4, 1, "没有“作 者”", "字段名里多了空格"),
    (
        f"{GOOD}\n附件:\n  - 文件: a\n    大小: 3",
        "field-unknown",
        6,
        5,
        "“附件”第 1 项没有“大小”",
        "可用的字段：文件、名称",
    ),
    (f"{GOOD}\ntitle: 乙", "field-duplicate", 4, 1, "“标题”和“title”是同一个字段", "只保留其中一个"),
    (f"{GOOD}\n附件:\n  - 文件: a\n    file: b", "field-duplicate", 6, 5, "“文件”和“file”是同一个字段", "只保留"),
    (f"{GOOD}\n标题: 乙", "front-matter-duplicate", 4, 1, "第 2 行和第 4 行", "只保留"),
]


@pytest.mark.parametrize("case", FAULTS)
def test_each_fault_has_its_place_and_cure(case: tuple[str, str, int, int, str, str]) -> None:
    """Exactly one finding, an error, at the value or the key; the body is read all the same."""
    head, rule, line, column, message, hint = case
    parsed = page(head)
    assert found(parsed) == [(rule, line, column)]
    assert parsed.findings[0].severity == Severity.ERROR
    assert message in parsed.findings[0].message
    assert hint in parsed.findings[0].hint
    assert parsed.text == "正文。"
    assert (parsed.meta is None) == (rule not in {"field-unknown", "field-duplicate", "front-matter-duplicate"})


def test_all_faults_of_a_page_are_reported() -> None:
    parsed = page("发布日期: 2020-2-30\n关键字: 甲\n成文日期: 202076\nstatus: 无效")
    assert found(parsed) == [
        ("field-missing", 1, 1),
        ("date-valid", 2, 7),
        ("field-unknown", 3, 1),
        ("date-truncated", 4, 7),
        ("field-value", 5, 9),
    ]


def test_an_empty_optional_field_is_as_if_left_out() -> None:
    """A form with blanks is fine: empty dates, lists and groups take their defaults."""
    parsed = page("标题: 甲\n内容类型: interpretation\n发布日期:\n附件:\n解读方案:\n解读对象:\n解读形式: ' '")
    assert parsed.findings == ()
    meta = parsed.meta
    assert isinstance(meta, Interpretation)
    assert (meta.published, meta.attachments, meta.plan, meta.forms) == (None, (), None, ("文字",))


@pytest.mark.parametrize("targets", ["", "[]"])
def test_an_empty_required_list_is_missing(targets: str) -> None:
    parsed = page(f"标题: 甲\n内容类型: 项目进展\n所属项目: x\n截至日期: 2020-6-30\n进度: {targets}")
    assert [(one.rule, one.span.line) for one in parsed.findings] == [("pp-fields", 6)]


def test_numbers_and_groups_become_values() -> None:
    meta = page(f"{UPDATE}'85.50'").meta
    assert isinstance(meta, ProjectUpdate)
    assert str(meta.progress[0].total) == "85.50"


@pytest.mark.parametrize(
    ("data", "rule"),
    [(b"", "file-empty"), ("标题".encode("gbk") * 9, "file-encoding"), (b"\xff\xfea\x00", "file-encoding")],
)
def test_what_cannot_be_read_is_a_page_with_a_finding(data: bytes, rule: str) -> None:
    parsed = study(Source(PATH, data), CONFIG)
    assert (parsed.kind, parsed.meta, parsed.html) == ("", None, "")
    assert [one.rule for one in parsed.findings] == [rule]


def test_broken_front_matter_leaves_the_body() -> None:
    parsed = page("标题: 通知: 关于", body="## 甲\n")
    assert found(parsed) == [("front-matter-syntax", 2, 5)]
    assert (parsed.kind, parsed.meta, parsed.body_line) == ("", None, 4)
    assert [one.line for one in parsed.headings] == [4]


def test_a_page_without_front_matter_is_all_body() -> None:
    parsed = study(Source(PATH, "只有正文。\n".encode()), CONFIG)
    assert found(parsed) == [("front-matter-missing", 1, 1)]
    assert (parsed.text, parsed.body_line) == ("只有正文。", 1)


WORDS = st.sampled_from(sorted({*names(KINDS["policy"]), *names(KINDS["interpretation"]), "文件", "理由", "目标"}))
LINES = st.tuples(
    st.sampled_from(["", "  ", "  - ", "    ", "- ", "\t"]),
    WORDS | st.text(max_size=4),
    st.sampled_from([": ", ":", "：", ":\n"]),
    st.sampled_from(["", "甲", "是", "2020-1-1", "202011", "[", "[甲]", "{甲: 乙}", "&a", "*a", '"', "|", "#1"])
    | st.text(max_size=6),
).map("".join)
HEADS = st.lists(LINES, max_size=8).map("\n".join)


@given(st.binary() | st.text().map(str.encode) | HEADS.map(lambda head: f"---\n标题: 甲\n{head}\n---\n正文".encode()))
def test_nothing_ever_raises(data: bytes) -> None:
    """Any bytes give a page: with its record, or with findings that say why not, each on a line of the file."""
    parsed = study(Source(PATH, data), CONFIG)
    assert parsed.meta is not None or parsed.findings
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for one in parsed.findings:
        assert one.span.path == PATH
        assert 1 <= one.span.line <= lines
        assert one.span.column >= 1
        assert one.message
