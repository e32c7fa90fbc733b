"""Attachments are read once: what must not be seen in them is sought in what was read before, whenever that changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.start import start
from generator.building import attachments
from generator.building.attachments import pack_contents, unpack_contents
from generator.building.build import check
from generator.building.options import Options
from generator.reading import files
from generator.reading.passages import Contents, Passage

AS_OF = date(2020, 10, 30)
SENTENCE = (
    "本周汇总了各区上报的消费市场情况，数字都是编造的，用来说明规则，与任何企业无关，也不对应真实的统计结果和名单"
)
NOTICE = """---
标题: 消费市场情况汇总完成
发布日期: 2020-10-12 09:00
来源: 示例市商务委员会
公开属性: {attribute}
{more}---

{body}
"""


@pytest.fixture
def column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new column with an attachment, whose marks are trusted at once."""
    monkeypatch.setattr(files, "FRESH", -(10**12))
    start(root := tmp_path / "column")
    folder = root / "content/statutory/news"

    notice = NOTICE.format(attribute="主动公开", more="附件: [data.txt]\n", body="情况见附件。")
    (folder / "open.md").write_text(notice, "utf-8")
    (folder / "data.txt").write_text(SENTENCE, "utf-8")
    return root


def leaks(root: Path) -> list[tuple[str, str]]:
    found = check(root, Options(AS_OF)).findings
    return [(one.rule, one.span.path) for one in found if one.rule == "attr-leak"]


def test_a_page_that_is_kept_back_later_is_sought_in_attachments_without_reading_them_again(
    column: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    plain = attachments.opened
    monkeypatch.setattr(attachments, "opened", lambda path, data: (read.append(path), plain(path, data))[1])
    news = column / "content/statutory/news"
    assert leaks(column) == []
    assert "content/statutory/news/data.txt" in read
    read.clear()
    closed = NOTICE.format(attribute="不予公开", more="不予公开依据: [条例第十六条]\n", body=f"{SENTENCE}。")
    (news / "closed.md").write_text(closed, "utf-8")
    assert leaks(column) == [("attr-leak", "content/statutory/news/open.md")]
    assert read == []
    (news / "closed.md").unlink()
    assert leaks(column) == []
    (news / "data.txt").write_text(f"{SENTENCE}，又改了", "utf-8")
    assert leaks(column) == []
    assert read == ["content/statutory/news/data.txt"]


@given(
    st.lists(st.tuples(st.text(max_size=5), st.text(max_size=9))), st.lists(st.text(max_size=5)), st.text(), st.text()
)
def test_what_an_attachment_says_is_the_same_out_of_the_cache(
    passages: list[tuple[str, str]], makers: list[str], position: str, unread: str
) -> None:
    one = Contents(tuple(Passage(*some) for some in passages), tuple(makers), position, unread=unread)
    assert unpack_contents(pack_contents(one)) == one
