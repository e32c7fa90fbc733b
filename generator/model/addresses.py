"""How addresses look that the settings may name, as patterns."""

from __future__ import annotations

ADDRESS = r"""^https?://[^\s\x00-\x20\x7f/?#@"'<>\\\[\]]+([/?#][^\s\x00-\x20\x7f"'<>\\]*)?$"""
"""An address on the web: no script, no file, nothing that could end the attribute it stands in."""
OPTIONAL = ADDRESS.replace("^", "^(", 1).removesuffix("$") + ")?$"
"""Such an address, or none."""
BASE = r"""^https?://[^\s\x00-\x20\x7f/?#@"'<>\\\[\]]+(/[^\s\x00-\x20\x7f?#"'<>\\]*)?$"""
"""Such an address that others can be made from by adding a path: without a query (?) and a fragment (#)."""
