"""What may be shown: numbers are hidden in names of files and in addresses, too, and all else stays as it is."""

from __future__ import annotations

import pytest

from generator.text.personal import find
from generator.text.veiling import veiled

ID = "310101199003074511"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("见[电话](13812345678.html)，", "见[电话](138****5678.html)，"),
        (f"[链接]({ID}.docx)", "[链接](31*************511.docx)"),
        ("没有图片 a13812345678.png", "没有图片 a138****5678.png"),
        ("https://example.test/t/13812345678/", "https://example.test/t/138****5678/"),
        (f"files/{ID}/a.pdf", "files/31*************511/a.pdf"),
        ("![图](images/mp13812345678.png)", "![图](images/mp138****5678.png)"),
    ],
)
def test_a_number_in_the_name_of_a_file_is_hidden(text: str, shown: str) -> None:
    assert veiled(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "总额13812345678元",
        "示商规〔2020〕1号",
        "https://example.test/2020-10/30/content_5501234567.htm",
        "统一社会信用代码91310000132261800G",
        "/news/t20201030_1234567.html",
        "受理编号：13812345678",
    ],
)
def test_what_is_nobodys_is_shown(text: str) -> None:
    assert veiled(text) == text


def test_a_rule_still_leaves_alone_what_is_a_part_of_an_address() -> None:
    """Hiding is wary; finding is not."""
    assert find("https://example.test/t/13812345678/") == ()
    assert find("images/a13812345678.png") == ()
