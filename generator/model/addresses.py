"""How addresses look that the settings may name, as patterns."""

from __future__ import annotations

ADDRESS = r"""^https?://[^\s\x00-\x20\x7f/?#@"'<>\\\[\]]+([/?#][^\s\x00-\x20\x7f"'<>\\]*)?$"""
"""An address on the web: no script, no file, nothing that could end the attribute it stands in."""
OPTIONAL = ADDRESS.replace("^", "^(", 1).removesuffix("$") + ")?$"
"""Such an address, or none."""
BASE = r"""^https?://[^\s\x00-\x20\x7f/?#@"'<>\\\[\]]+(/[^\s\x00-\x20\x7f?#"'<>\\]*)?$"""
"""Such an address that others can be made from by adding a path: without a query (?) and a fragment (#)."""

_DIGIT, _GAP = "[0-9０-９]", "[^0-9０-９]*"
PHONE_OR_ACCOUNT = (
    f"^{_GAP}([1１]{_GAP}[3-9３-９]({_GAP}{_DIGIT}){{9}}|[1１]{_GAP}[0-2０-２]({_GAP}{_DIGIT}){{1,4}}"
    f"|[02-9０２-９]({_GAP}{_DIGIT}){{4,18}}){_GAP}$"
)
"""The number of a mobile (11 digits), of a short line that begins with 1 (3 to 6), of a desk, or of an account."""
