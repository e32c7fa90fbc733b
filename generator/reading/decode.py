"""From bytes to text: UTF-8 only, and whatever else it is gets named together with its cure."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.text.chinese import normalise
from generator.text.patterns import lazily

CONTROL = lazily("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Characters that no text needs: controls except tab and line ends, and the line ends that word processors leave."""

ORDINARY = lazily(
    "[\t\n -~\xa0-\xff\u2010-\u2027\u2030-\u205e\u2150-\u2328\u232b-\u27ff"
    "\u3000-\u3029\u3030-\u303f\u3400-\u9fff\uff01-\uffe6]*+"
)
"""Text that is in NFC whatever its order, with LF and no control characters: ASCII, Han, the marks of Chinese prose."""

SAVE_AS = "请另存为 UTF-8（VS Code：右下角编码 → 通过编码保存 → UTF-8；记事本：另存为 → 编码选 UTF-8）"

_FOREIGN = (
    (BOM_UTF16_LE, "文件是 UTF-16 编码，不是 UTF-8", SAVE_AS),
    (BOM_UTF16_BE, "文件是 UTF-16 编码，不是 UTF-8", SAVE_AS),
    (b"PK\x03\x04", "文件其实是 Word（docx）等压缩格式，不是文本", "请改回原来的扩展名，再把文字导入为 Markdown"),
    (b"\xd0\xcf\x11\xe0", "文件其实是旧版 Word（doc）等格式，不是文本", "请改回原来的扩展名，再把文字导入为 Markdown"),
    (b"%PDF-", "文件其实是 PDF，不是文本", "请改回扩展名 .pdf，作为附件放在页面旁边"),
)
"""First bytes of what editors save under a page's name, what it is, and the cure."""

_STARTS = tuple(start for start, *_ in _FOREIGN)

_COMMON = 0.8
"""Share of common characters above which bytes are taken for Chinese text in GBK."""
_FIRST_LEVEL = range(0xB0, 0xD8)
_PUNCTUATION = range(0xA1, 0xAA)


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Read a file's text, in NFC and with LF line ends; ``None`` when there is none, and the finding says why.

    Control characters are reported and give way to spaces, so that the rest can still be read.
    """
    if data.startswith(_STARTS):
        message, hint = next((message, hint) for start, message, hint in _FOREIGN if data.startswith(start))
        return None, (_fault("file-encoding", Span(path), message, hint),)
    try:
        raw = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        return None, (_undecodable(error, path),)
    ordinary = ORDINARY.fullmatch(raw)
    text = raw if ordinary else normalise(raw)
    if not text or text.isspace():
        return None, (_fault("file-empty", Span(path), "文件是空的", "请写上内容，或删除这个文件"),)
    found = () if ordinary else CONTROL.findall(text)
    if not found:
        return text, ()
    place = _place(text, text.index(found[0]), path)
    message = f"文件含有 {len(found)} 个不可见的控制字符，第一个是 U+{ord(found[0]):04X}"
    return CONTROL.sub(" ", text), (_fault("file-control", place, message, "请删去这个字符，重新输入它两边的文字"),)


def legible(data: bytes) -> str:
    """A file's text as its editor sees it, to quote from, whatever it is encoded in; empty for what is no text."""
    text = decode(data, "")[0]
    if text is not None:
        return text
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return "" if data.startswith(_STARTS) else data.decode("gb18030" if is_gbk(data) else "utf-8", "replace")


def _undecodable(error: UnicodeDecodeError, path: str) -> Diagnostic:
    data = error.object
    if is_gbk(data):
        return _fault("file-encoding", Span(path), "文件是 GBK/GB18030 编码，不是 UTF-8", SAVE_AS)
    before = normalise(data[: error.start].decode())
    message = f"字节 0x{data[error.start]:02X} 不是 UTF-8 文字，也认不出是哪种编码"
    return _fault("file-encoding", _place(before, len(before), path), message, SAVE_AS)


def is_gbk(data: bytes) -> bool:
    """Tell whether bytes are Chinese text in GBK: they decode, and mostly to the characters of everyday use."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    foreign = [char for char in text if not char.isascii()]
    return sum(map(_is_common, foreign)) > _COMMON * len(foreign)


def _is_common(char: str) -> bool:
    """Tell a character of GB 2312's first level, or a punctuation mark, from a rare one."""
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return lead in _FIRST_LEVEL or lead in _PUNCTUATION


def _place(text: str, offset: int, path: str) -> Span:
    return Span(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _fault(rule: str, span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, span, message, hint)
