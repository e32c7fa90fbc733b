"""Attachments are read as people find things in them, wherever in the file they stand; nothing is raised."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from PIL import Image
from PIL.ExifTags import IFD, Base

from generator.model.attached import Attached
from generator.model.config import SiteConfig
from generator.reading.attachments import READERS, examine
from generator.reading.settings import read_settings

PROJECT = Path(__file__).parents[2]
ID = "110101199003077758"
MOBILE = "13800138000"
SHOWN = {ID: "11*************758", MOBILE: "138****8000"}


@pytest.fixture(scope="module")
def config() -> SiteConfig:
    found, _ = read_settings((PROJECT / "site_config.toml").read_bytes())
    assert found
    return found


def traits(name: str, data: bytes, config: SiteConfig) -> list[tuple[str, str, str]]:
    found = examine(f"content/{name}", data, config)
    assert found.unread == ""
    return [tuple(one) for one in found.traits]


def paper() -> bytes:
    made = docx.Document()
    made.core_properties.author, made.core_properties.last_modified_by = "张三丰", "示例市商务委员会办公室"
    made.add_paragraph(f"联系人手机 138-0013-8000。{'文字' * 40}")
    made.sections[0].header.paragraphs[0].text = f"证件 {ID}"
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "家庭住址", "住在示范区中山路12弄3号401室"
    paragraph = made.add_paragraph()
    for part in ("1380", "0138", "001"):
        paragraph.add_run(part).bold = part == "0138"
    made.add_comment(paragraph.runs, text=f"核对 {ID}", author="李四", initials="李")
    return saved(made.save)


def book() -> bytes:
    made = openpyxl.Workbook()
    made.properties.creator = "Zhang San"
    sheet = made.active
    assert sheet
    sheet.title = "名单"
    sheet.append(["姓名", "受理编号", "手机"])
    sheet.append(["张某", "13800138009", int(MOBILE)])
    sheet["A3"].comment = Comment(f"证件 {ID}", "李四")
    hidden = made.create_sheet("备份")
    hidden["B2"] = ID
    hidden.sheet_state = "hidden"
    return saved(made.save)


def saved(save: Callable[[BytesIO], object]) -> bytes:
    data = BytesIO()
    save(data)
    return data.getvalue()


def portable(text: str) -> bytes:
    """A PDF file of one page, as small as one can be."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    font = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %b >>" % font,
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Author (Zhang San) >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 6 /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    return made + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def picture(*, placed: bool) -> bytes:
    made, exif = Image.new("RGB", (4, 4)), Image.Exif()
    exif[Base.Artist] = "Zhang San"
    exif[Base.XPComment] = f"电话{MOBILE}".encode("utf-16-le")
    if placed:
        exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: (31.0, 12.0, 0.0), 3: "E", 4: (121.0, 28.0, 0.0)})
    data = BytesIO()
    made.save(data, "JPEG", exif=exif)
    return data.getvalue()


def test_a_paper_is_read_to_its_last_corner(config: SiteConfig) -> None:
    """Body, table, header, a number of which only the middle is bold, comments, and who wrote it."""
    found = traits("a.docx", paper(), config)
    assert set(found) == {
        ("MOBILE", "正文", SHOWN[MOBILE]),
        ("MOBILE", "正文", "138****8001"),
        ("IDENTITY", "页眉", SHOWN[ID]),
        ("IDENTITY", "批注", SHOWN[ID]),
        ("ADDRESS", "正文", "示范区中山路***"),
        ("MAKER", "文件属性", "张***"),
        ("MAKER", "文件属性", "李***"),
    }


def test_a_workbook_is_read_cell_by_cell(config: SiteConfig) -> None:
    """Hidden sheets too; a long number under a heading that says what it is, is that."""
    assert set(traits("a.xlsx", book(), config)) == {
        ("MOBILE", "名单!C2", SHOWN[MOBILE]),
        ("IDENTITY", "备份!B2", SHOWN[ID]),
        ("IDENTITY", "批注", SHOWN[ID]),
        ("MAKER", "文件属性", "Z***"),
        ("MAKER", "文件属性", "李***"),
    }


def test_a_portable_document_is_read_page_by_page(config: SiteConfig) -> None:
    found = traits("a.pdf", portable(f"Tel {MOBILE}"), config)
    assert found == [("MOBILE", "第 1 页", SHOWN[MOBILE]), ("MAKER", "文件属性", "Z***")]


def test_a_picture_tells_where_it_was_taken(config: SiteConfig) -> None:
    assert traits("a.jpg", picture(placed=True), config) == [
        ("MOBILE", "图片说明", SHOWN[MOBILE]),
        ("MAKER", "文件属性", "Z***"),
        ("POSITION", "文件属性", "拍摄地点的经纬度"),
    ]
    assert ("POSITION", "文件属性", "拍摄地点的经纬度") not in traits("a.jpg", picture(placed=False), config)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030"])
def test_plain_text_is_read_in_what_coding_ever(coding: str, config: SiteConfig) -> None:
    data = f"姓名,手机\r\n张某,{MOBILE}\r\n".encode(coding)
    assert traits("a.csv", data, config) == [("MOBILE", "第 2 行", SHOWN[MOBILE])]


def test_an_office_number_is_nobodys(config: SiteConfig) -> None:
    office = config.model_copy(update={"privacy": type(config.privacy)(office_numbers=("138 0013 8000",))})
    assert traits("a.txt", f"值班手机{MOBILE}".encode(), office) == []


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0", "不能检查 .doc 文件"),
        ("a.zip", b"PK", "不能检查 .zip 文件"),
        ("a", b"x", "不能检查 没有扩展名的 文件"),
        ("a.docx", b"no archive", "文件已损坏，打不开"),
        ("a.pdf", b"no pdf", "文件已损坏，打不开"),
        ("a.png", b"no picture", "文件已损坏，打不开"),
        ("a.pdf", portable(""), "是没有文字的扫描件"),
        ("a.csv", b"PK\x03\x04", "文件的内容与扩展名不符"),
        ("a.txt", b"%PDF-1.4", "文件的内容与扩展名不符"),
        ("a.rtf", b"no rich text", "文件已损坏，打不开"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, said: str, config: SiteConfig) -> None:
    assert examine(f"content/{name}", data, config) == Attached(f"content/{name}", unread=said)


def test_an_archive_that_would_fill_the_memory_is_not_unpacked(config: SiteConfig) -> None:
    data = BytesIO()
    with ZipFile(data, "w", 8) as archive:
        archive.writestr("word/document.xml", b" " * 200_000_001)
    assert examine("content/a.docx", data.getvalue(), config).unread == "文件展开后过大"


def test_entities_that_blow_up_are_refused(config: SiteConfig) -> None:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE w [<!ENTITY a0 "哈">{names}]><w>&a9;</w>')
    assert examine("content/a.docx", data.getvalue(), config).unread == "文件已损坏，打不开"


@pytest.mark.parametrize("path", [f"content/{name}" for name in ("a.mp4", "a.webm", "a.ico")])
def test_what_shows_and_sounds_is_let_through(path: str, config: SiteConfig) -> None:
    assert examine(path, b"anything", config) == Attached(path)


@settings(max_examples=200)
@given(st.sampled_from(sorted(READERS)), st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04"]))
def test_whatever_the_bytes_nothing_is_raised(ending: str, data: bytes, start: bytes) -> None:
    found, _ = read_settings((PROJECT / "site_config.toml").read_bytes())
    assert found
    assert examine(f"content/a{ending}", start + data, found).path == f"content/a{ending}"


def test_the_samples_own_attachments_are_clean(config: SiteConfig) -> None:
    files = [path for path in sorted((PROJECT / "content").rglob("*")) if path.is_file() and path.suffix != ".md"]
    told = {path.name: one for path in files if (one := examine(str(path), path.read_bytes(), config)).traits}
    assert told == {}


def passages(name: str, data: bytes, config: SiteConfig) -> list[tuple[str, str]]:
    """What a search of an attachment is given."""
    told: list[tuple[str, str]] = examine(f"content/{name}", data, config, list).told
    return [tuple(one) for one in told]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_plain_text_is_searched_in_every_encoding(coding: str, config: SiteConfig) -> None:
    assert passages("a.csv", "序号,名称\n1,某公司\n".encode(coding), config) == [
        ("第 1 行", "序号,名称"),
        ("第 2 行", "1,某公司"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        rb"\u30005 \u-26402?\u-26402?",
        rb"\u30005\'b5\'e7\u-26402\'b7\'c9{\b \u-26402\'b7\'c9}",
        rb"\'b5\'e7{\b \'b7\'c9\'b7\'c9}",
    ],
    ids=["by number", "by number and bytes", "by bytes"],
)
def test_rich_text_is_searched_however_it_writes_chinese(said: bytes, config: SiteConfig) -> None:
    data = rb"{\rtf1\ansi\ansicpg936\uc1 A\{1\}\par " + said + b"\\cell\r\n end\\par}"
    assert passages("a.rtf", data, config) == [("正文", "A{1}"), ("正文", "电飞飞"), ("正文", "end")]


def test_what_a_file_says_it_is_about_is_searched(config: SiteConfig) -> None:
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "某专报", "示例市商务委员会"
    made.core_properties.comments = ""
    made.add_paragraph("正文一段")
    found = passages("a.docx", saved(made.save), config)
    assert ("正文", "正文一段") in found
    assert found[-2:] == [("文件属性", "某专报"), ("文件属性", "示例市商务委员会")]


def test_the_names_of_sheets_are_searched(config: SiteConfig) -> None:
    assert ("工作表的名称", "名单") in passages("a.xlsx", named_sheet("名单"), config)


def named_sheet(name: str) -> bytes:
    made = openpyxl.Workbook()
    made.active.title = name
    return saved(made.save)
