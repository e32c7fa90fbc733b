"""What is wrong with the syntax of a layout, in Chinese: Jinja2 says it in English."""

from __future__ import annotations

import re

_TOKENS = {
    "begin of comment": "{#",
    "begin of print statement": "{{",
    "begin of statement block": "{%",
    "end of comment": "#}",
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "文件结尾",
    "name": "名称",
    "string": "文字",
    "integer": "整数",
}
"""What Jinja2 calls the parts of a layout."""

_WANTED = r"(?: Jinja was looking for the following tags: (.+?)\.)?"
_INNERMOST = r"(?: The innermost block that needs to be closed is '(.+)'\.)?"
_FORMS = (
    (r"Expected an expression, got '(.+)'", "这里应写一个表达式，却是“{}”"),
    (r"expected token '(.+)', got '(.+)'", "这里应是“{}”，却是“{}”"),
    (r"unexpected end of template, expected '(.+)'\.?", "文件到这里结束，缺“{}”"),
    (r"unexpected '(.+)', expected '(.+)'", "多出“{}”，这里应是“{}”"),
    (r"unexpected char (?:'(.+)'|\"(.+)\") at \d+", "不能用字符“{}”，或引号没有配对"),
    (r"unexpected '(.+)'", "多出“{}”"),
    (rf"Unexpected end of template\.{_WANTED}{_INNERMOST}", "文件到这里结束，却还缺 {}（“{}”没有结束）"),
    (rf"Encountered unknown tag '([^']+)'\.{_WANTED}{_INNERMOST}", "没有“{}”这个标签，或它不能用在这里"),
    (r"No (?:filter|test) named '(.+)'\.", "没有“{}”这个过滤器或判断"),
    (r"block '(.+)' defined twice", "块“{}”定义了两次"),
    (r"tag name expected", "“{{%”之后缺标签的名称"),
    (r"expected name or number", "“.”之后缺名称"),
    (r"Missing end of comment tag", "注释没有以“#}}”结束"),
    (r"Missing end of raw directive", "raw 没有以 endraw 结束"),
)
"""Messages of Jinja2, the narrower before the wider, and what they mean."""


def fault(message: str) -> str:
    """Say it; what is not known here is quoted."""
    for pattern, meaning in _FORMS:
        if found := re.fullmatch(pattern, message):
            return f"语法有误：{meaning.format(*(_called(part) for part in found.groups() if part))}"
    return f"语法有误（原文：{message}）"


def _called(part: str) -> str:
    return _TOKENS.get(part) or "、".join(re.findall(r"'(\w+)'", part)) or part
