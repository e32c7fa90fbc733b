"""Bytes become text, or a finding that names what they are and the cure."""

from __future__ import annotations

from unicodedata import combining, decomposition, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.diagnostics import Severity
from generator.reading.decode import CONTROL, ORDINARY, decode, legible

PATH = "content/甲.md"
CHINESE = "关于进一步促进商业发展的若干意见。\n各区商务主管部门：\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("标题\n".encode(), "标题\n"),
        (b"\xef\xbb\xbf" + "标题".encode(), "标题"),
        ("甲\r\n乙\r丙\n".encode(), "甲\n乙\n丙\n"),
        ("e\u0301\t\n".encode(), "é\t\n"),
        ("𠮷🙂\u200b".encode(), "𠮷🙂\u200b"),
    ],
)
def test_utf8_is_read_silently(data: bytes, text: str) -> None:
    """UTF-8, with a BOM or without, whatever its line ends, is one text and no finding."""
    assert decode(data, PATH) == (text, ())


@pytest.mark.parametrize(
    ("data", "line", "column", "message", "hint"),
    [
        (CHINESE.encode("gbk"), 1, 1, "文件是 GBK/GB18030 编码，不是 UTF-8", "通过编码保存 → UTF-8"),
        ((CHINESE + "𠮷").encode("gb18030"), 1, 1, "文件是 GBK/GB18030 编码", "VS Code：右下角编码"),
        (CHINESE.encode("utf-16"), 1, 1, "文件是 UTF-16 编码", "通过编码保存 → UTF-8"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), 1, 1, "文件是 UTF-16 编码", "通过编码保存 → UTF-8"),
        ("甲乙\r\n丙".encode() + b"\xff" + "丁".encode(), 2, 2, "字节 0xFF 不是 UTF-8 文字", "另存为 UTF-8"),
        ("正文在这里，后面被截断了".encode()[:-1], 1, 12, "字节 0xE4 不是 UTF-8 文字", "另存为 UTF-8"),
        ("café".encode("latin-1") + b" au lait", 1, 4, "字节 0xE9 不是 UTF-8 文字", "另存为 UTF-8"),
        (b"PK\x03\x04\x14\x00", 1, 1, "文件其实是 Word（docx）等压缩格式", "导入为 Markdown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", 1, 1, "文件其实是旧版 Word（doc）等格式", "导入为 Markdown"),
        (b"%PDF-1.7\n", 1, 1, "文件其实是 PDF", "扩展名 .pdf"),
    ],
)
def test_other_encodings_are_named(data: bytes, line: int, column: int, message: str, hint: str) -> None:
    """What is not UTF-8 gives no text; the finding says what it is, where, and how to save it."""
    text, (found,) = decode(data, PATH)
    assert text is None
    assert (found.rule, found.severity) == ("file-encoding", Severity.ERROR)
    assert (found.span.path, found.span.line, found.span.column) == (PATH, line, column)
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("标题\n甲\x00乙", 2, 2, "文件含有 1 个不可见的控制字符，第一个是 U+0000"),
        ("软回车\x0b换行\x0b", 1, 4, "文件含有 2 个不可见的控制字符，第一个是 U+000B"),
        ("甲\u2028乙", 1, 2, "第一个是 U+2028"),
        ("\x85", 1, 1, "第一个是 U+0085"),
    ],
)
def test_control_characters_are_reported_and_replaced(text: str, line: int, column: int, message: str) -> None:
    """A control character is a finding with its place; the rest of the text stays where it was."""
    if text == "\x85":
        text += "甲"
    read, (found,) = decode(text.encode(), PATH)
    assert (found.rule, found.span.line, found.span.column) == ("file-control", line, column)
    assert message in found.message
    assert read is not None
    assert len(read) == len(text)
    assert [ord(char) for char in read if ord(char) < 32 and char not in "\t\n"] == []


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\u3000\n".encode()])
def test_empty_files_are_reported(data: bytes) -> None:
    """A file without a visible character is empty."""
    text, (found,) = decode(data, PATH)
    assert text is None
    assert (found.rule, found.span.line) == ("file-empty", 1)


def test_ordinary_text_needs_no_mending() -> None:
    """No order of these characters is changed by NFC, and none is a control character or a foreign line end."""
    every = [chr(code) for code in range(0x110000)]
    pairs = [decomposition(char).split() for char in every]
    joining = {chr(int(pair[-1], 16)) for pair in pairs if len(pair) == 2 and pair[0][0] != "<"}
    joining |= set(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))
    ordinary = [char for char in every if ORDINARY.fullmatch(char)]
    assert len(ordinary) > 28_000
    assert not joining.intersection(ordinary)
    assert not [char for char in ordinary if combining(char) or normalize("NFC", char) != char]
    assert not CONTROL.search("".join(ordinary))
    assert "\r" not in ordinary


@given(st.binary() | st.text().map(str.encode))
def test_never_raises(data: bytes) -> None:
    """Any bytes give a text or a finding that says why not."""
    text, found = decode(data, PATH)
    assert text is not None or len(found) == 1


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (CHINESE.encode(), CHINESE),
        (b"", ""),
        (CHINESE.encode("gbk"), CHINESE),
        ((CHINESE + "𠮷").encode("gb18030"), CHINESE + "𠮷"),
        (CHINESE.encode("utf-16"), CHINESE),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), CHINESE),
        ("甲乙\n丙".encode() + b"\xff" + "丁".encode(), "甲乙\n丙\ufffd丁"),
        (b"PK\x03\x04\x14\x00", ""),
        (b"%PDF-1.7\n", ""),
    ],
)
def test_a_file_is_quoted_as_its_editor_sees_it(data: bytes, text: str) -> None:
    """Whatever the encoding, the line beside a finding can be read; what is no text is not shown."""
    assert legible(data) == text
