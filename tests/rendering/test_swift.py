"""What is done faster than Jinja2 does it comes out the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from generator.model.site import Job
from generator.rendering import layouts as own
from generator.rendering.layouts import Layouts
from generator.rendering.templates import Templates

values = (
    st.text() | st.integers() | st.booleans() | st.none() | st.floats() | st.lists(st.text()) | st.text().map(Markup)
)


@given(values)
def test_values_are_written_as_jinja_would(value: object) -> None:
    assert str(Layouts.written(value)) == str(escape(value))


TAGGED = "<p>{{ v }}</p>{% macro tag(x) %}{{ x }}|{{ caller() }}{% endmacro %}{% call tag(v) %}{{ v }}{% endcall %}"
SWIFT, PLAIN = (one(autoescape=True).from_string(TAGGED) for one in (Layouts, Environment))


@given(values)
def test_templates_write_values_as_jinja_would(value: object) -> None:
    assert SWIFT.render(v=value) == PLAIN.render(v=value)


@given(st.text())
def test_another_markupsafe_writes_the_same(text: str) -> None:
    """The quick way is not promised by MarkupSafe; without it ``escape`` serves."""
    assert str(own._escaped(text)) == str(escape(text))  # noqa: SLF001  # the quick way itself


CONTEXT = {
    "here": "a/b.html",
    "root": "",
    "title": "<标题> & \"'",
    "tree": [{"name": "一", "below": [{"name": "<二>", "below": []}]}],
    "pairs": [["a", 1], ["b", 2.5]],
    "page": {"items": "三项", "none": None, "yes": True},
}
FILES = {
    "base.html": "{% import 'm.html' as m with context %}<{% block head %}头{{ title }}{% endblock %}|"
    "{% block main %}{% endblock %}|{{ m.tag(title) }}|{{ self.head() }}>",
    "m.html": "{% macro tag(x, y=2) %}[{{ x }}{{ y }}{{ here }}]{% endmacro %}"
    "{% macro outer() %}{{ tag(1) }}{{ caller() }}{% endmacro %}",
    "part.html": "部分{{ title }}{% for k, v in pairs %}{{ k }}={{ v }};{% endfor %}",
}


@pytest.mark.parametrize(
    "text",
    [
        "一{{ title }}二{% if page.yes %}三{{ page.none }}{% else %}四{% endif %}",
        "{% extends 'base.html' %}外{{ 1 // 0 }}{% block main %}内{{ super() }}{{ m.tag('<') }}{% endblock %}",
        "{% extends 'base.html' %}{% block head %}{{ super() }}{% include 'part.html' %}{% endblock %}",
        "{% if page.yes %}{% extends 'base.html' %}{% endif %}外{{ title }}{% block main %}内{% endblock %}",
        "{% if page.none %}{% extends 'base.html' %}{% endif %}外{{ title }}{% block main %}内{% endblock %}",
        "{% for one in tree recursive %}{{ loop.index }}{{ one.name }}({{ loop(one.below) }}){% else %}空{% endfor %}",
        "{% for k, v in pairs if v > 1 %}{{ loop.first }}{{ k }}{% block v scoped %}{{ v }}{% endblock %}{% endfor %}",
        "{% set x %}{{ title }}{% for k, v in pairs %}{{ k }}{% endfor %}{% endset %}{{ x }}{{ x | upper }}",
        "{% filter upper %}a{{ title }}{% for k, v in pairs %}{{ k }}{% endfor %}{% endfilter %}z",
        "{% import 'm.html' as m with context %}{% call m.outer() %}{{ title }}{% include 'part.html' %}{% endcall %}",
        "{% from 'm.html' import tag with context %}{{ tag(title) }}{% with y = 3 %}{{ tag(y, y) }}{% endwith %}",
        "{% import 'm.html' as m with context %}{{ m.none is defined }}{{ m.tag is defined }}{{ m }}",
        "{% autoescape false %}{{ title }}{% endautoescape %}{{ title | safe }}{{ title | e }}{{ title ~ 1 }}",
        "{% set ns = namespace(n=0) %}{% for k, v in pairs %}{% set ns.n = ns.n + v %}{% endfor %}{{ ns.n }}",
        "{{ range(3) | join('<') }}{{ dict(a=1).items() | list }}{{ pairs[0][1] }}{{ title[:2] }}{{ title.upper() }}",
        "{% include ['gone.html', 'part.html'] %}{% include 'gone.html' ignore missing %}完",
        "",
    ],
)
def test_templates_say_what_jinja_s_would(tmp_path: Path, text: str) -> None:
    files = FILES | {"x.html": text}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    plain = Environment(
        loader=DictLoader(files),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    said = Templates((str(tmp_path),)).render(Job("a/b.html", "x.html", CONTEXT))
    expected = plain.get_template("x.html").render(CONTEXT)
    assert said.content.decode() == expected
