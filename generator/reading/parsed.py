"""The parser, and what is made of its tokens: plain bodies do without, and loading it takes as long as 200 of them."""

from __future__ import annotations

from generator.reading.blocks import dress
from generator.reading.commonmark import html, parse
from generator.reading.sentences import linked, sentence
from generator.reading.sentences import written as written_links

__all__ = ["dress", "html", "linked", "parse", "sentence", "written_links"]
