"""The lists that come from what each page says of its own 公开属性."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from generator.kinds.base import AttributeChange
from generator.kinds.compiled import AttributeRegister, ConversionList
from generator.kinds.general import News
from generator.model.site import Site

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Html = Callable[[Site, str], str]
LIST, REGISTER = "apply/converted.html", "statutory/items/register.html"
OPENED = AttributeChange(
    date=date(2020, 6, 1), before="依申请公开", after="主动公开", basis="条例第四十四条", approver="甲"
)
CORRECTED = AttributeChange(date=date(2020, 6, 2), before="不予公开", after="主动公开", basis="定期审查", approver="甲")


@pytest.fixture
def column(make_page: MakePage, make_site: MakeSite) -> Callable[..., Site]:
    """A column with both lists, and a page for each change of 公开属性."""

    def made(*changes: AttributeChange) -> Site:
        return make_site(
            make_page(AttributeRegister, "register", column="statutory/items", title="登记表"),
            make_page(ConversionList, "converted", column="apply", title="转主动公开目录"),
            *(
                make_page(News, f"n-{at}", column="statutory/items", title=f"第{at}份名单", attribute_log=[one])
                for at, one in enumerate(changes)
            ),
        )

    return made


def test_the_public_list_has_what_says_that_it_was_converted(column: Callable[..., Site], html: Html) -> None:
    page = html(column(OPENED, CORRECTED), LIST)
    main = page[page.index("<main") : page.index("</main>")]
    assert '<a href="../statutory/items/n-0.html">第0份名单</a>' in main
    assert '<time datetime="2020-06-01">2020年6月1日</time>' in main
    assert "条例第四十四条" in main
    assert "第1份名单" not in main, "what was 不予公开 nobody could apply for"
    assert "甲" not in main, "who approved it is nobody's business outside"


def test_the_register_has_every_change_in_one_table(column: Callable[..., Site], html: Html) -> None:
    page = html(column(OPENED, CORRECTED), REGISTER)
    assert page.count('<td data-label="变更">') == 2
    assert "依申请公开 → 主动公开" in page
    assert "不予公开 → 主动公开" in page


def test_without_conversions_the_list_says_so(column: Callable[..., Site], html: Html) -> None:
    assert "截至目前没有由依申请公开转为主动公开的信息。" in html(column(CORRECTED), LIST)
