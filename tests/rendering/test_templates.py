"""Layouts: found, strict, overridable, and honest about where they are wrong."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model.site import Job
from generator.rendering.faults import LayoutError
from generator.rendering.templates import Templates, templates
from generator.text.markup import outline

CONTEXT = {"here": "a/b/c.html", "root": "", "title": "<标题>"}

Write = Callable[..., Templates]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Make a folder of layouts and look them up."""

    def written(**files: str) -> Templates:
        for name, text in files.items():
            (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
        return Templates((str(tmp_path),))

    return written


def said(layouts: Templates, layout: str = "x.html", **context: object) -> str:
    return layouts.render(Job("a/b/c.html", layout, CONTEXT | context)).content.decode()


def failure(layouts: Templates, layout: str = "x.html") -> tuple[str, int, str]:
    with pytest.raises(LayoutError) as caught:
        said(layouts, layout)
    return caught.value.file, caught.value.line, caught.value.message


def test_values_are_escaped_outright(write: Write) -> None:
    """No file ending turns escaping off."""
    assert said(write(x="{{ title }}")) == "&lt;标题&gt;"


@pytest.mark.parametrize(
    ("target", "root", "written"),
    [
        ("index.html", "", "../../index.html"),
        ("a/b/d.html#art-1", "", "d.html#art-1"),
        ("https://www.gov.cn/", "", "https://www.gov.cn/"),
        ("index.html", "https://x.gov.cn/z", "https://x.gov.cn/z/"),
        ("assets/site.css", "https://x.gov.cn/z", "https://x.gov.cn/z/assets/site.css"),
        ("https://www.gov.cn/", "https://x.gov.cn/z", "https://www.gov.cn/"),
    ],
)
def test_addresses_suit_the_page(write: Write, target: str, root: str, written: str) -> None:
    assert said(write(x="{{ target | address }}"), target=target, root=root) == written


def test_days_are_written_for_people_and_for_machines(write: Write) -> None:
    layouts = write(x="{{ d | day }} {{ d | iso }} {{ '2020-12-01' | day }} {{ '2020-12-01' | iso }}")
    assert said(layouts, d="2020-07-06 09:05") == "2020年7月6日 2020-07-06T09:05 2020年12月1日 2020-12-01"


def test_an_unknown_name_is_an_error_with_its_line(write: Write) -> None:
    assert failure(write(x="一\n{{ 题目 }}\n")) == ("x.html", 2, "用到了没有提供的“题目”")


def test_an_unknown_part_is_an_error_even_in_a_condition(write: Write) -> None:
    layouts = write(x="{% set page = {} %}\n\n{% if page.titel %}是{% endif %}")
    assert failure(layouts) == ("x.html", 3, "用到了没有提供的“titel”（所属对象没有这一项）")


def test_the_innermost_layout_is_named(write: Write) -> None:
    """An included layout's mistake is its own."""
    assert failure(write(x='\n{% include "y.html" %}', y="\n\n\n{{ nothing }}"))[:2] == ("y.html", 4)


def test_a_syntax_error_is_named_with_its_line(write: Write) -> None:
    file, line, message = failure(write(x="一\n二\n{% if %}"))
    assert (file, line) == ("x.html", 3)
    assert message == "语法有误：这里应写一个表达式，却是“%}”"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ a", "语法有误：文件到这里结束，缺“}}”"),
        ("{{ a b }}", "语法有误：这里应是“}}”，却是“b”"),
        ("{{ a ] }}", "语法有误：多出“]”"),
        ("{{ (a }}", "语法有误：多出“}”，这里应是“)”"),
        ("{{ a. }}", "语法有误：“.”之后缺名称"),
        ("{{ a ? b }}", "语法有误：不能用字符“?”，或引号没有配对"),
        ("{{ 'abc }}", "语法有误：不能用字符“'”，或引号没有配对"),
        ("{% for x %}", "语法有误：这里应是“in”，却是“%}”"),
        ("{% if a %}", "语法有误：文件到这里结束，却还缺 elif、else、endif（“if”没有结束）"),
        ("{% if a %}{% endfor %}", "语法有误：没有“endfor”这个标签，或它不能用在这里"),
        ("{% endif %}", "语法有误：没有“endif”这个标签，或它不能用在这里"),
        ("{{ a|none_such }}", "语法有误：没有“none_such”这个过滤器或判断"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "语法有误：块“a”定义了两次"),
        ("{% %}", "语法有误：“{%”之后缺标签的名称"),
        ("{# abc", "语法有误：注释没有以“#}”结束"),
        ("{% raw %}x", "语法有误：raw 没有以 endraw 结束"),
        ("{% set 1 = 2 %}", "语法有误（原文：can't assign to 'const'）"),
    ],
)
def test_a_syntax_error_is_said_in_chinese(write: Write, text: str, message: str) -> None:
    assert failure(write(x=f"一\n{text}")) == ("x.html", 2, message)


def test_a_missing_layout_is_named_where_it_is_asked_for(write: Write) -> None:
    layouts = write(x='\n{% include "gone.html" %}')
    assert failure(layouts) == ("x.html", 2, "找不到版式文件 gone.html")
    assert failure(layouts, "none.html") == ("none.html", 1, "找不到版式文件 none.html")


def test_a_failing_expression_is_named(write: Write) -> None:
    file, line, message = failure(write(x="\n{{ 1 // 0 }}"))
    assert (file, line) == ("x.html", 2)
    assert message.startswith("无法生成：ZeroDivisionError")


def test_the_first_folder_wins_file_by_file(tmp_path: Path, layouts: str) -> None:
    """A site's own layouts stand before the default ones."""
    (tmp_path / "404.html").write_text("自己的{% include '_own.html' %}", encoding="utf-8")
    (tmp_path / "_own.html").write_text("页", encoding="utf-8")
    found = Templates((str(tmp_path), layouts))
    assert said(found, "404.html") == "自己的页"
    assert found.uses("statutory.html") == (
        "_column.html",
        "_matrix.html",
        "_register.html",
        "base.html",
        "list.html",
        "macros.html",
        "statutory.html",
    )


def test_a_digest_follows_everything_that_a_layout_uses(tmp_path: Path, write: Write) -> None:
    """A change of an included file changes the layout's digest, and no other's."""
    before = write(x='{% include "y.html" %}', y="一", z="三")
    digests = before.digest("x.html"), before.digest("z.html")
    (tmp_path / "y.html").write_text("二", encoding="utf-8")
    after = Templates((str(tmp_path),))
    assert after.digest("x.html") != digests[0]
    assert after.digest("z.html") == digests[1]
    with pytest.raises(LayoutError):
        after.digest("none.html")


def test_styles_and_icons_are_listed(layouts: str) -> None:
    files = Templates((layouts,)).files()
    assert files == tuple(sorted(files))
    assert {"assets/site.css", "assets/print.css", "assets/icons/mark.svg"} <= set(files)


def test_templates_and_their_errors_cross_a_process_boundary(layouts: str) -> None:
    found = templates((layouts,))
    assert pickle.loads(pickle.dumps(found)) is found  # noqa: S301  # our own bytes
    error = pickle.loads(pickle.dumps(LayoutError("a.html", 3, "错")))  # noqa: S301  # our own bytes
    assert (error.file, error.line, error.message) == ("a.html", 3, "错")


def test_what_is_shown_is_written_as_text(write: Write) -> None:
    page = write(x="<title>{{ title }}</title>").render(Job("a/b/c.html", "x.html", CONTEXT))
    assert outline(page.content).title == "<标题>"


def test_preparing_hides_no_fault(write: Write) -> None:
    """Layouts are compiled before processes are forked; what is wrong with one shows when a page uses it."""
    layouts = write(x="{{ title }}", y="{% if %}", z='{% include "gone.html" %}')
    layouts.prepare(["none.html", "x.html", "y.html", "z.html"])
    assert said(layouts) == "&lt;标题&gt;"
    assert failure(layouts, "y.html")[:2] == ("y.html", 1)
    assert failure(layouts, "z.html")[2] == "找不到版式文件 gone.html"


def test_equal_layouts_are_compiled_once_whatever_their_folder(tmp_path: Path) -> None:
    """A layout that was compiled is remembered by its text: other text under its name is never taken for it."""
    texts = {"one": "{{ title }}\n{{ gone }}", "two": "{{ title }}\n{{ gone }}", "other": "\n\n{{ gone }}"}
    for folder, text in texts.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.html").write_text(text, encoding="utf-8")
    found = {folder: Templates((str(tmp_path / folder),)) for folder in texts}
    assert [failure(found[folder])[:2] for folder in texts] == [("x.html", 2), ("x.html", 2), ("x.html", 3)]
    (tmp_path / "two" / "x.html").write_text("{{ title }}", encoding="utf-8")
    assert said(Templates((str(tmp_path / "two"),))) == "&lt;标题&gt;"
    assert failure(found["one"])[:2] == ("x.html", 2)
