"""What a run reads, and what was chosen for it."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from generator.building.cache import key
from generator.building.intake import Readable
from generator.building.options import Options
from generator.model.config import SiteConfig
from generator.model.diagnostics import Diagnostic
from generator.model.site import Artifact
from generator.model.sources import Asset, Mark
from generator.model.values import Struct, field


class Inputs(Struct, frozen=True):
    """Everything that a build reads."""

    config: bytes
    sources: tuple[Readable, ...]
    assets: tuple[Asset, ...] = ()
    lock: bytes | None = None
    layouts: tuple[str, ...] = ()
    """Folders of layouts; the first that has a file wins."""
    layout_files: Mapping[str, str] = field(default_factory=dict)
    """By name, the SHA-256 of each layout."""
    static: tuple[Artifact, ...] = ()
    """Styles and icons of the layouts."""
    findings: tuple[Diagnostic, ...] = ()
    """What scanning the files found."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """Of sources and assets, by path; those that were written a moment ago have none."""
    former: Mapping[str, str] = field(default_factory=dict)
    """The keys, hexadecimal, of documents as they were, for those that cannot be read now: by path, or by the digest
    of a source that was moved. Only a preview has them: what is published is made of what is there."""


def settings_key(inputs: Inputs, options: Options) -> str:
    """A digest of all that decides about the whole column, whatever stands in its documents and layouts."""
    chosen = (options.as_of.isoformat(), options.base_url, repr(options.terms), repr(inputs.findings))
    static = repr([(one.path, sha256(one.content).hexdigest()) for one in inputs.static])
    lock = () if inputs.lock is None else (inputs.lock,)
    return key("settings", inputs.config, static, *chosen, *lock).hex()


def looks_salt(config: SiteConfig) -> bytes:
    """A digest of what looks ask of the configuration."""
    return key("looks", config.site.model_dump_json())
