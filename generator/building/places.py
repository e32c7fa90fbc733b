"""Where the parts of a project are."""

from __future__ import annotations

from pathlib import Path

CONFIG = "site_config.toml"
"""The settings, as findings name them whatever the file is called."""
LOCK = "site.lock"
"""What was published first when; committed with the content."""

PACKAGE = Path(__file__).resolve().parent.parent


def default_layouts() -> Path:
    """The layouts that come with the package; in a checkout they stand at its top."""
    inside = PACKAGE / "_layouts"
    return inside if inside.is_dir() else PACKAGE.parent / "layouts"


def layouts(root: Path) -> tuple[Path, ...]:
    """The layouts folders of a project: its own, if it has one, before the default."""
    own, default = root / "layouts", default_layouts()
    return (own, default) if own.is_dir() and own.resolve() != default.resolve() else (default,)
