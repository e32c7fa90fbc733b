"""Attachments are read as people find things in them, wherever in the file they stand; nothing is raised."""

from __future__ import annotations

import json
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
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.annotations import FreeText

from generator.model.attached import Attached
from generator.model.config import SiteConfig
from generator.reading import archives, parts
from generator.reading.attachments import READERS, Seek, examine, opened
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


def looked(path: str, data: bytes, config: SiteConfig, seek: Seek | None = None) -> Attached:
    return examine(path, opened(path, data), config, seek)


def traits(name: str, data: bytes, config: SiteConfig) -> list[tuple[str, str, str]]:
    found = looked(f"content/{name}", data, config)
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


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
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
        ("a.txt", "臺北市政府公告名單".encode("big5"), "认不出文字的编码"),
        ("a.txt", bytes(range(256)), "文件的内容不是文字"),
        ("a.csv", b"PK\x03\x04", "文件的内容与扩展名不符"),
        ("a.txt", b"%PDF-1.4", "文件的内容与扩展名不符"),
        ("a.rtf", b"no rich text", "文件已损坏，打不开"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, said: str, config: SiteConfig) -> None:
    assert looked(f"content/{name}", data, config) == Attached(f"content/{name}", unread=said)


def test_an_archive_that_would_fill_the_memory_is_not_unpacked(config: SiteConfig) -> None:
    data = BytesIO()
    with ZipFile(data, "w", 8) as archive:
        archive.writestr("word/document.xml", b" " * 200_000_001)
    assert looked("content/a.docx", data.getvalue(), config).unread == "文件展开后过大"


@pytest.mark.parametrize("coding", ["gbk", "big5", "utf-99"])
def test_a_part_in_a_coding_that_nobody_reads_is_refused(coding: str, config: SiteConfig) -> None:
    """XML may declare any; a multi-byte one, or one that does not exist, stops nothing but this file."""
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f'<?xml version="1.0" encoding="{coding}"?><w>x</w>'.encode())
    assert looked("content/a.docx", data.getvalue(), config).unread == "文件已损坏，打不开"


PIECES = [
    *[
        "<p>",
        "</p>",
        "<s/>",
        "<w:p>",
        "<br/>",
        "<!--甲-->",
        "<![CDATA[乙]]>",
        "<![CDATA[]]>",
        "&lt;",
        "&#19969;",
        "&a;",
        "甲",
        "<?a?>",
        "<r/>",
        "<",
        "<p>甲</p>",
    ],
    *(
        " ",
        "\n",
        "\u3000",
        "<p> </p>",
        "<p>&#160;</p>",
        "<p><r>乙</r>丙</p>",
        '<r author="丙"/>',
        "<author>丁</author>",
    ),
]
START = st.sampled_from(["", '<?xml version="1.0"?>', '<!DOCTYPE w [<!ENTITY a "戊">]>', "<!DOCTYPE w SYSTEM 'w'>"])


@settings(max_examples=500)
@given(START, st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_part_without_words_is_told_swiftly(start: str, pieces: list[str], coding: str) -> None:
    """Whatever a part is made of, the look that spares the reading of it costs no word and no complaint."""
    part = f"{start}<w xmlns:w='w'>{''.join(pieces)}</w>".encode(coding)

    def said() -> list[str]:
        data = BytesIO()
        with ZipFile(data, "w") as archive:
            archive.writestr("word/document.xml", part)
        found = opened("a.docx", data.getvalue())
        return [found.unread, *found.makers, *(one.text for one in found.passages)]

    swiftly = said()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "_wordless", lambda _: False)
        patch.setattr(archives, "_asked", lambda *_: True)
        assert said() == swiftly


def test_entities_that_blow_up_are_refused(config: SiteConfig) -> None:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE w [<!ENTITY a0 "哈">{names}]><w>&a9;</w>')
    assert looked("content/a.docx", data.getvalue(), config).unread == "文件已损坏，打不开"


@pytest.mark.parametrize("path", [f"content/{name}" for name in ("a.mp4", "a.webm", "a.ico")])
def test_what_shows_and_sounds_is_let_through(path: str, config: SiteConfig) -> None:
    assert looked(path, b"anything", config) == Attached(path)


@settings(max_examples=200)
@given(st.sampled_from(sorted(READERS)), st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04"]))
def test_whatever_the_bytes_nothing_is_raised(ending: str, data: bytes, start: bytes) -> None:
    found, _ = read_settings((PROJECT / "site_config.toml").read_bytes())
    assert found
    assert looked(f"content/a{ending}", start + data, found).path == f"content/a{ending}"


def test_the_samples_own_attachments_are_clean(config: SiteConfig) -> None:
    files = [path for path in sorted((PROJECT / "content").rglob("*")) if path.is_file() and path.suffix != ".md"]
    told = {path.name: one for path in files if (one := looked(str(path), path.read_bytes(), config)).traits}
    assert told == {}


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description>
<dc:creator><rdf:Seq><rdf:li>李明</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></x:xmpmeta>"""


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("Author", "张三", [("MAKER", "文件属性", "张***")]),
        ("Creator", "示例市商务委员会", []),
        ("Creator", "李明", [("MAKER", "文件属性", "李***")]),
        ("Software", "番茄花园", []),
        ("Description", f"电话{MOBILE}", [("MOBILE", "图片说明", SHOWN[MOBILE])]),
        ("XML:com.adobe.xmp", XMP, [("MAKER", "文件属性", "李***")]),
    ],
)
def test_a_png_file_tells_its_maker(
    key: str, value: str, found: list[tuple[str, str, str]], config: SiteConfig
) -> None:
    notes, data = PngInfo(), BytesIO()
    notes.add_itxt(key, value)
    Image.new("RGB", (4, 4)).save(data, "PNG", pnginfo=notes)
    assert traits("a.png", data.getvalue(), config) == found


def test_subtitles_are_read(config: SiteConfig) -> None:
    cue = f"1\n00:00:01,000 --> 00:00:02,000\n请打{MOBILE}\n"
    assert traits("a.srt", cue.encode(), config) == [("MOBILE", "第 3 行", SHOWN[MOBILE])]
    assert traits("a.vtt", f"WEBVTT\n\n{cue}".encode("gbk"), config) == [("MOBILE", "第 5 行", SHOWN[MOBILE])]


@pytest.mark.parametrize(
    "said",
    [
        "手机<b>138</b>00138000",
        "手机&#49;38&#x30;0138000",
        '手机<span style="color:red">1380</span><i><u>0138</u></i>000',
        "<!-- 手机13800138000 -->",
        '<img alt="手机13800138000">',
    ],
)
def test_a_web_page_is_read_as_it_is_seen(said: str, config: SiteConfig) -> None:
    """Tags and entities within a number part nothing; what nobody sees is published too."""
    data = f'<html><head><meta name="author" content="张三丰"></head>\n<body><p>{said}</p></body></html>'.encode()
    assert traits("a.html", data, config) == [("MOBILE", "第 2 行", SHOWN[MOBILE]), ("MAKER", "文件属性", "张***")]
    assert traits("a.html", b"<table><tr><td>1380013</td><td>8000</td></tr></table>", config) == []


def test_notation_is_read_with_its_characters_by_number(config: SiteConfig) -> None:
    data = json.dumps({"家庭住址": "示范区中山路12弄3号401室", "手机": MOBILE}).encode()
    assert {sort for sort, *_ in traits("a.json", data, config)} == {"MOBILE"}
    assert passages("a.json", b'{"a":"\\u5f20"}', config) == [("第 1 行", '{"a":"张"}')]


def test_rich_text_joins_what_commands_split(config: SiteConfig) -> None:
    said = rb"{\rtf1{\info{\author \'d5\'c5\'c8\'fd}{\title x}} \'ca\'d6\'bb\'fa138{\b 0013}\i 8\i0 0\u48?0\par}"
    assert traits("a.rtf", said, config) == [("MOBILE", "正文", SHOWN[MOBILE]), ("MAKER", "文件属性", "张***")]


def test_files_within_files_are_read(config: SiteConfig) -> None:
    """Pictures and workbooks in papers tell what they would tell by themselves, and where they are."""
    made = docx.Document()
    made.core_properties.author = ""
    made.add_paragraph("活动照片")
    made.add_picture(BytesIO(picture(placed=True)))
    data = BytesIO(saved(made.save))
    with ZipFile(data, "a") as archive:
        archive.writestr("word/embeddings/Sheet1.xlsx", book())
    found = set(traits("a.docx", data.getvalue(), config))
    assert found >= {
        ("MOBILE", "其中的 Sheet1.xlsx，名单!C2", SHOWN[MOBILE]),
        ("IDENTITY", "其中的 Sheet1.xlsx，备份!B2", SHOWN[ID]),
        ("MAKER", "文件属性", "李***"),
    }
    (position,) = [one for one in found if one[0] == "POSITION"]
    assert position[2].endswith(".jpg 拍摄地点的经纬度")


def test_what_is_embedded_and_cannot_be_read_is_named(config: SiteConfig) -> None:
    made = docx.Document()
    made.add_paragraph("正文一段")
    data = BytesIO(saved(made.save))
    with ZipFile(data, "a") as archive:
        archive.writestr("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0")
        archive.writestr("word/embeddings/oleObject2.bin", "Equation Native".encode("utf-16-le"))
        archive.writestr("word/printerSettings/printerSettings1.bin", b"x")
    assert looked("content/a.docx", data.getvalue(), config).unread == "其中的 oleObject1.bin 不能检查 .bin 文件"


def test_a_paper_of_pictures_is_a_scan(config: SiteConfig) -> None:
    made = docx.Document()
    made.core_properties.author = ""
    made.add_picture(BytesIO(picture(placed=False)))
    assert looked("content/a.docx", saved(made.save), config).unread == "只有图片，没有文字"


def test_pages_that_are_only_pictures_are_named(config: SiteConfig) -> None:
    """The other pages are read; an empty page is no picture."""
    scan, found = BytesIO(), BytesIO()
    Image.new("RGB", (4, 4)).save(scan, "PDF")
    made = PdfWriter(clone_from=BytesIO(portable(f"Tel {MOBILE}")))
    made.add_blank_page()
    for _ in range(3):
        made.append(BytesIO(scan.getvalue()))
    made.add_attachment("list.csv", f"手机,{MOBILE[:-1]}1".encode())
    made.add_annotation(1, FreeText(text=f"ID {ID}", rect=(0, 0, 9, 9)))
    made.write(found)
    read = looked("content/a.pdf", found.getvalue(), config)
    assert read.unread == "第 3–5 页只有图片，没有文字"
    assert {one.place for one in read.traits} >= {"第 1 页", "第 2 页的批注", "其中的 list.csv，第 1 行"}


def box(kind: bytes, *inner: bytes) -> bytes:
    body = b"".join(inner)
    return (len(body) + 8).to_bytes(4) + kind + body


def test_a_film_tells_where_it_was_taken_and_by_whom(config: SiteConfig) -> None:
    def text(said: str) -> bytes:
        return len(said.encode()).to_bytes(2) + b"\0\0" + said.encode()

    udta = box(b"udta", box(b"\xa9xyz", text("+31.2304+121.4737/")), box(b"\xa9aut", text("张三丰")))
    film = box(b"ftyp", b"qt  ") + box(b"mdat", b"\0" * 99) + box(b"moov", udta)
    told = [("MAKER", "文件属性", "张***"), ("POSITION", "文件属性", "拍摄地点的经纬度")]
    assert traits("a.mov", film, config) == traits("a.mp4", film, config) == told
    keys = box(b"keys", b"\0" * 8, box(b"mdta", b"com.apple.quicktime.author"))
    items = box(b"ilst", box(b"\0\0\0\1", box(b"data", b"\0" * 8, "张三丰".encode())))
    meta = box(b"meta", box(b"hdlr", b"\0" * 8), keys, items)
    assert traits("a.mov", box(b"ftyp", b"qt  ") + box(b"moov", meta), config) == told[:1]
    assert traits("a.mp4", box(b"ftyp", b"isom") + box(b"moov", box(b"udta")), config) == []


def test_films_of_the_web_and_sounds_tell_their_makers(config: SiteConfig) -> None:
    name = "张三丰".encode()
    tag = b"\x1a\x45\xdf\xa3\x45\xa3\x86ARTIST\x44\x87" + bytes([0x80 + len(name)]) + name
    comment = b"OggS" + (len(name) + 7).to_bytes(4, "little") + b"ARTIST=" + name + b"\1\0\0\0"
    frame = b"ID3\3\0\0\0\0\0\x20TPE1" + (len(name) + 1).to_bytes(4) + b"\0\0\3" + name
    for file, data in (("a.webm", tag), ("a.ogg", comment), ("a.mp3", frame)):
        assert traits(file, data, config) == [("MAKER", "文件属性", "张***")]


def passages(name: str, data: bytes, config: SiteConfig) -> list[tuple[str, str]]:
    """What a search of an attachment is given."""
    told: list[tuple[str, str]] = looked(f"content/{name}", data, config, list).told
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
