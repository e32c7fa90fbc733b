"""Markdown, parsed: CommonMark with tables, footnotes and definition lists, made fit for Chinese official text.

The only module that knows markdown-it-py and its plugins; others read the ``Token`` values it hands out.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml, mdTrim, normalizeReference
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore, text_join
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.reading.emphasis import ability
from generator.reading.signs import ACTIVE, BREAKS, HAN, INDENT, REGION_END, region
from generator.text.chinese import join_soft

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.utils import OptionsDict

__all__ = ["Env", "Token", "encoded", "html", "marks", "parse", "plain"]

Env = MutableMapping[str, Any]
"""What a parse leaves for the writing of HTML: link definitions and footnotes."""

TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])[^<>]*>|<!--|<[!?][A-Za-z][^<>]*>")
REFERENCE = re.compile(r"(?<![\[!])\[\[([^\[\]|\n]+)(?:\|([^\[\]|\n]+))?\]\](?!\])")
DEFINES = (":", "~")


def parse(body: str) -> tuple[list[Token], Env]:
    """Read Markdown into tokens."""
    env: Env = {}
    return PARSER.parse(body, env), env


def marks(text: str) -> list[Token]:
    """Read the inline marks of a paragraph of one line, in a body that defines no link and no footnote."""
    block = Token("inline", "", 0, content=text)
    state = StateCore(text, PARSER, {}, [block])
    inline(state)
    text_join(state)
    return block.children or []


def html(tokens: Sequence[Token], env: Env) -> str:
    """Write tokens as HTML 5; text is escaped, and raw HTML is text."""
    return str(PARSER.renderer.render(tokens, PARSER.options, env))


def encoded(address: str) -> str:
    """Percent-encode the address of a link."""
    return PARSER.normalizeLink(address)


def plain(body: str) -> str:
    """Write Markdown in the form of CommonMark's specification: bare elements, addresses as written, XHTML's slashes.

    It serves the conformity test; no page is made of it, for it does not refuse any address.
    """
    return str(_build(xhtml=True).render(body))


class Writer(RendererHTML):
    """HTML for the tokens that the library writes otherwise than an accessible Chinese page wants them."""

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:  # noqa: ARG002
        """Show raw HTML as the text it is."""
        return escapeHtml(tokens[idx].content)

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """Put a table in a region that scrolls by itself and that the keyboard reaches."""
        return region(tokens[idx].meta.get("label", "表格")) + self.renderToken(tokens, idx, options, env)

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """End the table and its region."""
        return self.renderToken(tokens, idx, options, env) + REGION_END


def footnote_ref(_: Writer, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:  # noqa: ARG001
    """Write the number that leads to a footnote."""
    number, place = _footnote(tokens[idx])
    link = f'<a href="#fn-{number}" id="{place}" aria-label="脚注[{number}]">[{number}]</a>'
    return f'<sup class="footnote-ref">{link}</sup>'


def footnote_block_open(_: Writer, *_rest: object) -> str:
    """Begin the list of footnotes."""
    return '<div class="footnotes" role="doc-endnotes" aria-label="脚注">\n<ol>\n'


def footnote_block_close(_: Writer, *_rest: object) -> str:
    """End the list of footnotes."""
    return "</ol>\n</div>\n"


def footnote_open(_: Writer, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:  # noqa: ARG001
    """Begin one footnote."""
    return f'<li id="fn-{_footnote(tokens[idx])[0]}">'


def footnote_anchor(_: Writer, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:  # noqa: ARG001
    """Write the way back from a footnote to its place in the text; a footnote that nothing cites has none."""
    token = tokens[idx]
    cited = env["footnotes"]["list"][token.meta["id"]]["count"]
    if not cited:
        return ""
    label = "返回正文" if cited == 1 else f"返回正文第{token.meta['subId'] + 1}处"
    return f' <a class="footnote-back" href="#{_footnote(token)[1]}" aria-label="{label}">↩</a>'


def _footnote(token: Token) -> tuple[int, str]:
    """Say a footnote's number and the id of the place that cites it."""
    number, repeat = token.meta["id"] + 1, token.meta.get("subId", 0)
    return number, f"fnref-{number}-{repeat + 1}" if repeat else f"fnref-{number}"


def prose(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Take paragraphs of one line that start with a Han character or ``(``, without asking the other rules.

    Nearly all of a text is such lines. They can start nothing else, unless the line after them goes on, or a definition
    follows. A line that begins with two full-width spaces (首行缩进) starts a paragraph even where no blank line does.
    """
    src, starts, shifts = state.src, state.bMarks, state.tShift
    if silent:
        return src.startswith(INDENT, starts[start] + shifts[start])
    if state.level or state.blkIndent:
        return False
    line = start
    while line < end and ((char := src[starts[line] : starts[line] + 1]) >= HAN or char == "("):
        after = line + 1
        if after < end and not (state.isEmpty(after) or src.startswith(INDENT, starts[after])):
            break
        if after + 1 < end and src.startswith(DEFINES, starts[after + 1] + shifts[after + 1]):
            break
        state.push("paragraph_open", "p", 1).map = [line, after]
        block = state.push("inline", "", 0)
        block.content, block.map, block.children = mdTrim(src[starts[line] : state.eMarks[line]]), [line, after], []
        state.push("paragraph_close", "p", -1)
        state.line = after
        line = state.skipEmptyLines(after)
    return state.line > start


def inline(state: StateCore) -> None:
    """Parse the inline content of every block; a text without marks is taken as it is."""
    for block in state.tokens:
        if block.type != "inline":
            continue
        if ACTIVE.search(block.content) is None:
            block.children = [Token("text", "", 0, content=block.content)] if block.content else []
        else:
            block.children = []
            state.md.inline.parse(block.content, state.md, state.env, block.children)


def keep_footnotes(state: StateCore) -> None:
    """Number the footnotes that nothing cites too: what an editor wrote is never dropped in silence."""
    notes = state.env.get("footnotes", {"refs": {}})
    for label, number in notes["refs"].items():
        if number < 0:
            notes["refs"][label] = len(notes["list"])
            notes["list"][notes["refs"][label]] = {"label": label[1:], "count": 0}


def soft_breaks(state: StateCore) -> None:
    """Let a line break between two Chinese characters vanish: it would show as a gap."""
    for block in state.tokens:
        if block.children and len(block.children) > 1:
            shown = [token for token in block.children if token.content or token.type in BREAKS]
            for before, token, after in zip(shown, shown[1:], shown[2:], strict=False):
                if token.type == "softbreak" and join_soft(before.content, after.content) == "":
                    token.type = "text"


def emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Record a run of ``*`` or ``_`` with what it can do; the library pairs the runs afterwards."""
    start, src = state.pos, state.src
    marker = src[start]
    if silent or marker not in "*_":
        return False
    end = start
    while end < state.posMax and src[end] == marker:
        end += 1
    can_open, can_close = ability(src, start, end, state.posMax)
    for _ in range(end - start):
        state.push("text", "", 0).content = marker
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), end - start, place, -1, can_open, can_close))
    state.pos = end
    return True


def reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read ``[[文号]]`` or ``[[文号|显示文字]]``, unless the inner brackets are a link that the page defines."""
    found = REFERENCE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if found is None or state.linkLevel or not found[1].strip():
        return False
    if normalizeReference(found[1]) in state.env.get("references", ()):
        return False
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs = {"class": "reference", "href": ""}
        token.meta["reference"], shown = referred(found)
        state.push("text", "", 0).content = shown
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def referred(found: re.Match[str]) -> tuple[str, str]:
    """What a reference refers to, and the words that show it."""
    target = found[1].strip()
    name, _, fragment = target.partition("#")
    short = name + fragment if fragment.startswith("第") else name
    return target, (found[2] or "").strip() or short or target


def raw_html(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Take an HTML tag or comment as one piece of text, marked so that it can be reported."""
    found = TAG.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if found is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = found[0]
    state.pos = found.end()
    return True


def _any_address(url: str) -> bool:  # noqa: ARG001
    """Let every address through: the reader of the body judges them, for it can name their line."""
    return True


def _build(*, xhtml: bool) -> MarkdownIt:
    """Put the parser together."""
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": xhtml}, renderer_cls=Writer)
    parser.enable("table").use(footnote_plugin, inline=False).use(deflist_plugin)
    parser.disable(["html_block"])
    parser.block.ruler.before("table", "prose", prose, {"alt": ["paragraph"]})
    parser.inline.ruler.at("emphasis", emphasis)
    parser.inline.ruler.at("html_inline", raw_html)
    parser.inline.ruler.before("link", "reference", reference)
    parser.core.ruler.at("inline", inline)
    parser.core.ruler.after("inline", "keep_footnotes", keep_footnotes)
    parser.core.ruler.after("text_join", "soft_breaks", soft_breaks)
    for rule in (footnote_ref, footnote_block_open, footnote_block_close, footnote_open, footnote_anchor):
        parser.add_render_rule(rule.__name__, rule)
    parser.validateLink = _any_address  # type: ignore[method-assign]
    return parser


PARSER = _build(xhtml=False)
