"""Which generator this is: what an older one found out must not be mistaken for what this one would."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = (
    *("ahocorasick_rs", "chinese_calendar", "jinja2", "markdown_it", "markupsafe"),
    *("mdit_py_plugins", "msgspec", "pydantic", "selectolax", "yaml"),
)
"""What a result may depend on; found by where they are installed, next to a folder that names their version."""


@cache
def generator_version() -> str:
    """A digest of the package's own source and of the names and versions of all that is installed beside its libraries.

    Layouts are not in it: each page's key has those that it uses.
    """
    total = blake2b(sys.version.encode(), digest_size=16)
    package = Path(__file__).resolve().parent.parent
    for folder, _, names in sorted(os.walk(package)):  # pathlib takes twice as long, in each run
        for name in sorted(one for one in names if one.endswith(".py")):
            total.update(f"\0{folder.removeprefix(str(package))}/{name}\0".encode())
            with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123  # as above
                total.update(file.read())
    specs = (find_spec(name) for name in LIBRARIES)
    for place in sorted({Path(spec.origin).parent.parent for spec in specs if spec and spec.origin}):
        for name in sorted(path.name for path in place.glob("*.dist-info")):
            total.update(f"\0{name}".encode())
    return total.hexdigest()
