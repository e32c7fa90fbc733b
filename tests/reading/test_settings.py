"""``site_config.toml``: all its problems at once, in Chinese, each at its place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.config import SiteConfig
from generator.model.diagnostics import Diagnostic, Severity
from generator.reading.settings import read_settings
from generator.reading.wording import PATTERNS, names

GOOD = """\
[site]
name = "示例市商务委员会"
organ = "示例市商务委员会"
domain = "sww.example.gov.cn"
id_code = "9900000001"
base_url = "https://sww.example.gov.cn/zwgk"
address = "示例市人民路1号"
contact = "000-12345678"
icp = "示ICP备00000001号"
police = "示公网安备00000001号"
party_mark = "https://example.gov.cn/dzjg"
report_error = "https://example.gov.cn/zc"

[[columns]]
folder = "statutory"
name = "法定主动公开内容"
type = "信息公开目录"
description = "依法公开的内容"

[[columns]]
folder = "statutory/policies"
name = "政策文件"
type = "政策文件"
description = "政策文件及其解读"
kinds = ["政策文件", "implementing-rules"]
items = ["a20-01"]

[calendar]
2020-05-09 = true

[limits]
disclosure_days = 20

[[sync.waivers]]
policy = "2020-003"
reason = "转发文件，无须解读"
owner = "办公室"
expires = 2020-12-31
"""


def read(text: str) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    return read_settings(text.encode())


def changed(*changes: tuple[str, str]) -> str:
    text = GOOD
    for before, after in changes:
        assert text.count(before) == 1
        text = text.replace(before, after)
    return text


def test_a_good_configuration_is_silent() -> None:
    """Kinds may be named in Chinese and become ids."""
    config, findings = read(GOOD)
    assert findings == ()
    assert config is not None
    assert config.columns[1].kinds == ("policy", "implementing-rules")
    assert config.calendar == {date(2020, 5, 9): True}
    assert config.sync.waivers[0].expires == date(2020, 12, 31)


VALUES = [
    # before, after, rule, line, column, message, hint
    (
        'name = "政策文件"',
        "name = 3",
        "config-value",
        22,
        8,
        "“栏目名称”(columns[1].name) 应为文字，却是数字 3",
        "英文引号",
    ),
    ('name = "政策文件"', 'name = "文"', "config-value", 22, 8, "至少要有 2 个字，却是“文”", "完整"),
    ('name = "政策文件"\n', "", "config-missing", 20, 1, "缺少“栏目名称”(columns[1].name)", "[[columns]] 下补上 name"),
    ('icp = "', 'ipc = "', "config-missing", 1, 1, "缺少“ICP备案编号”(site.icp)", "[site] 下补上 icp"),
    ("[limits]", "[limit]", "config-unknown-key", 31, 1, "没有“limit”(limit)这个设置", "是否应为 limits（时限）"),
    ("disclosure_days", "公开时限(工作日)", "config-syntax", 32, 1, "这一行不是“键名 = 值”", "键名用英文"),
    ("disclosure_days", '"公开时限(工作日)"', "config-unknown-key", 32, 1, "没有“公开时限", "是否应为 disclosure_days"),
    (
        "= 20\n",
        "= 21\n",
        "config-value",
        32,
        19,
        "“公开时限(工作日)”(limits.disclosure_days) 应不大于 20，却是 21",
        "不大于 20",
    ),
    ("= 20\n", '= "20"\n', "config-value", 32, 19, "应为整数，却是文字“20”", "阿拉伯数字"),
    ("= 20\n", "= true\n", "config-value", 32, 19, "应为整数，却是开关值 true", "阿拉伯数字"),
    ("= 20\n", "= 2.5\n", "config-value", 32, 19, "应为整数，却是数字 2.5", "阿拉伯数字"),
    ("= true", '= "是"', "config-value", 29, 14, "“2020-05-09”(calendar.2020-05-09) 应为是或否", "true 或 false"),
    ("2020-05-09 =", "2020-05-39 =", "config-value", 29, 1, "“2020-05-39”(calendar.2020-05-39) 应为日期", "2020-04-09"),
    (
        "= 2020-12-31",
        "= 20201231",
        "config-value",
        38,
        11,
        "“有效期至”(sync.waivers[0].expires) 应为日期，却是数字",
        "不加引号",
    ),
    ("= 2020-12-31", "= 2020-13-31", "config-syntax", 38, 15, "没有这一天", "2020-04-09"),
    ("= 2020-12-31", "= 2020-4-9", "config-syntax", 38, 15, "年月日没有写足位数", "2020-04-09"),
    (
        '"a20-01"',
        '"a20-16"',
        "config-value",
        26,
        10,
        "“条例事项”(columns[1].items[0]) 没有“a20-16”这一种",
        "是否应为 a20-",
    ),
    (
        '"implementing-rules"',
        '"implementing-rule"',
        "config-value",
        25,
        18,
        "“内容类型”(columns[1].kinds[1])",
        "implementing-rules？",
    ),
    (
        '["a20-01"]',
        '"a20-01"',
        "config-value",
        26,
        9,
        "“条例事项”(columns[1].items) 应为列表，却是文字“a20-01”",
        '["甲", "乙"]',
    ),
    ("statutory/policies", "guide/policies", "config-value", 21, 10, "上级 guide 不是栏目", "[[columns]]"),
    ("statutory/policies", "statutory", "config-value", 21, 10, "statutory 写了两次，第一次在第 15 行", "合并"),
    (
        "statutory/policies",
        "statutory/Policies",
        "config-value",
        21,
        10,
        "“目录”(columns[1].folder) 的格式不对",
        "小写字母",
    ),
    ("https://sww.", "sww.", "config-value", 6, 12, "“网站地址”(site.base_url) 的格式不对：“sww.", "https://"),
    ("cn/zwgk", "cn/zwgk?a=1", "config-value", 6, 12, "“网站地址”(site.base_url) 的格式不对", "不带 ? 和 #"),
    ("cn/zwgk", "cn/zwgk#a", "config-value", 6, 12, "“网站地址”(site.base_url) 的格式不对", "不带 ? 和 #"),
    ("cn/zwgk", "cn/zw gk", "config-value", 6, 12, "“网站地址”(site.base_url) 的格式不对", "没有空格和引号"),
    ("cn/zwgk", "cn/zwgk'", "config-value", 6, 12, "“网站地址”(site.base_url) 的格式不对", "没有空格和引号"),
    (
        "https://example.gov.cn/dzjg",
        "javascript:alert(1)",
        "config-value",
        11,
        14,
        "“党政机关网站标识链接”(site.party_mark) 的格式不对：“javascript:alert(1)”",
        "以 https:// 或 http:// 开头",
    ),
    (
        "https://example.gov.cn/zc",
        "javascript:alert(1)",
        "config-value",
        12,
        16,
        "“我为政府网站找错链接”(site.report_error) 的格式不对",
        "以 https:// 或 http:// 开头",
    ),
    (
        "[site]\n",
        '[site]\nrequest_portal = "javascript:alert(1)"\n',
        "config-value",
        2,
        18,
        "“依申请公开网上申请入口”(site.request_portal) 的格式不对",
        "以 https:// 或 http:// 开头",
    ),
    (
        "[limits]\n",
        "[limits]\nvalidity_years = 99999\n",
        "config-value",
        32,
        18,
        "应不大于 100，却是 99999",
        "不大于 100",
    ),
    ("[limits]\n", "[limits]\nreview_months = 10000000\n", "config-value", 32, 17, "应不大于 1200", "不大于 1200"),
    ("[site]\n", '[site]\ndomain_pattern = "(["\n', "config-value", 2, 18, "不是能用的正则表达式：([", "括号是否成对"),
    ("[limits]", "[numbering]\nindex_pattern='*'\n[limits]", "config-value", 32, 15, "第 1 个字符处有误", "括号"),
    (
        "[limits]",
        "[numbering]\nextra_patterns=['a', '(']\n[limits]",
        "config-value",
        32,
        22,
        "(numbering.extra_patterns[1]) 不是能用的正则表达式：(",
        "括号是否成对",
    ),
    (
        "[limits]",
        "[rules.date-valid]\nseverity='high'\nreason='理由理由'\n[limits]",
        "config-value",
        32,
        10,
        "不能是文字“high”",
        "off",
    ),
    (
        "[limits]",
        "[rules]\ndate-valid='off'\n[limits]",
        "config-value",
        32,
        12,
        "应为一组键值，却是文字“off”",
        "[表名]",
    ),
    ("[limits]", "[sync.profile]\nobjects=['x']\n[limits]", "config-value", 32, 10, "不能是文字“x”", "interpretation"),
    (
        "[limits]",
        "[demonstration]\nnotice='演示网站'\nas_of=2020-01-01T10:00:00\n[limits]",
        "config-value",
        33,
        7,
        "应为日期",
        "不加引号",
    ),
]


@pytest.mark.parametrize("case", VALUES)
def test_each_mistake_has_its_place_and_cure(case: tuple[str, str, str, int, int, str, str]) -> None:
    before, after, rule, line, column, message, hint = case
    config, findings = read(changed((before, after)))
    assert config is None
    found = next(one for one in findings if one.rule == rule)
    assert (found.span.line, found.span.column, found.severity) == (line, column, Severity.ERROR)
    assert message in found.message
    assert hint in found.hint
    assert len(findings) == (2 if before == 'icp = "' else 1)


def test_all_mistakes_are_reported_at_once() -> None:
    """A wrong type, a missing key, an unknown key, a pattern and a kind: none hides another."""
    text = changed(
        ('name = "政策文件"', "name = 3"), ('address = "示例市人民路1号"\n', "addres = 1\n"), ("= 20\n", "= 0\n")
    )
    text = text.replace('"政策文件", ', '"政策文见", ') + '[numbering]\nindex_pattern = "("\n'
    _, findings = read(text)
    assert [(one.rule, one.span.line) for one in findings] == [
        ("config-missing", 1),
        ("config-unknown-key", 7),
        ("config-value", 22),
        ("config-value", 25),
        ("config-value", 32),
        ("config-value", 40),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a", 1, 2, "键名后面缺少等号"),
        ("a = ", 1, 5, "等号后面的值读不懂"),
        ("a = 示例", 1, 5, "等号后面的值读不懂"),
        ("[a", 1, 3, "表名缺少右边的方括号"),
        ("名 = 1", 1, 1, "这一行不是“键名 = 值”"),
        ("a = 1\nb = “x”", 2, 5, "用了全角符号 “"),
        ("a：1", 1, 2, "用了全角符号 ："),
        ('a = "x', 1, 7, "文字没有右边的引号"),
        ('a = "x\nb = 1', 1, 7, "文字没有右边的引号"),
        ("a = [1", 1, 7, "列表没有右边的方括号"),
        ("a = {b = 1", 1, 11, "花括号没有闭合"),
        ("a = 1 2", 1, 7, "还有多余的文字"),
        ("a = 1\na = 2", 2, 6, "同一个键写了两次"),
        ("[a]\n[a]", 2, 3, "同一个表声明了两次"),
        ('a = "\\附"', 1, 8, "反斜线有特殊含义"),
        ('a = "\\ud800"', 1, 12, "反斜线有特殊含义"),
        ("a = 2020-02-30", 1, 5, "没有这一天"),
        ("a = " + "[" * 9000, 1, 1, "括号套得太深"),
    ],
)
def test_syntax_errors_are_said_in_chinese(text: str, line: int, column: int, message: str) -> None:
    config, (found,) = read(text)
    assert config is None
    assert (found.rule, found.span.line, found.span.column) == ("config-syntax", line, column)
    assert message in found.message
    assert found.hint


@pytest.mark.parametrize(
    ("data", "rule"),
    [(b"", "file-empty"), ("a = '文'".encode("utf-16"), "file-encoding"), (b"a = 1\x00", "file-control")],
)
def test_unreadable_bytes(data: bytes, rule: str) -> None:
    config, findings = read_settings(data, "x.toml")
    assert config is None
    assert (rule, "x.toml") in [(one.rule, one.span.path) for one in findings]


@pytest.mark.parametrize("text", ["columns = 3\nsite = 'x'", "columns = [1, {folder = 2, kinds = 3}]", "site = []"])
def test_wrong_shapes_do_not_stop_the_checks(text: str) -> None:
    config, findings = read(text)
    assert config is None
    assert {one.rule for one in findings} <= {"config-value", "config-missing"}


@given(
    st.text()
    | st.tuples(st.integers(0, len(GOOD)), st.text("=[]{}\"'#.\n3年", max_size=3)).map(
        lambda one: GOOD[: one[0]] + one[1] + GOOD[one[0] :]
    )
)
def test_never_raises_and_never_speaks_english(text: str) -> None:
    config, findings = read(text)
    assert (config is None) == bool(findings)
    for one in findings:
        assert any("\u4e00" <= char <= "\u9fff" for char in one.message)
        assert one.hint


def test_every_pattern_is_put_into_words() -> None:
    """An editor is never shown a regular expression that the program itself chose."""
    assert all(words and "^" not in words for words in PATTERNS.values())
    assert "栏目" in names(SiteConfig)


@pytest.mark.parametrize(
    ("number", "good"),
    [
        *(
            (one, True)
            for one in ("13812345678", "+86 138-1234-5678", "１３８００００００００", "021 5555 0129", "55550129")
        ),
        *((one, True) for one in ("12345", "114", "400-820-0000", "6222021001112345678", "（021）55550129转8013")),
        *((one, False) for one in ("1381234567", "138123456789", "", "电话", "1234567", "62220210011123456789")),
    ],
)
def test_an_office_number_is_a_whole_number(number: str, good: bool) -> None:  # noqa: FBT001  # what is expected
    """A number with a digit too few would allow nothing."""
    config, found = read(f'{GOOD}\n[privacy]\noffice_numbers = ["{number}"]\n')
    assert (config is not None, not found) == (good, good)
    assert not found or "手机号码十一位" in found[0].message + found[0].hint


@pytest.mark.parametrize(
    "portal", ["", "https://zwdt.example.gov.cn/ysqgk?a=1&b=%E7%94%B3#top", "http://zwdt.example.gov.cn"]
)
def test_the_request_portal_is_an_address_or_none(portal: str) -> None:
    config, found = read(GOOD.replace("[site]\n", f'[site]\nrequest_portal = "{portal}"\n'))
    assert not found
    assert config is not None
    assert config.site.request_portal == portal
