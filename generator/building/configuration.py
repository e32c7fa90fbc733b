"""What ``site_config.toml`` comes to, with what the caller chose instead."""

from __future__ import annotations

from functools import lru_cache

from generator.building.inputs import Inputs
from generator.building.options import Options
from generator.building.places import CONFIG
from generator.model.config import SiteConfig
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.reading.settings import read_settings, settings_places
from generator.rules.families import RULES
from generator.text.chinese import suggest


def configured(inputs: Inputs, options: Options) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    """Read the configuration and put the caller's choices in."""
    return _configured(inputs.config, options.base_url)


@lru_cache(maxsize=2)
def _configured(data: bytes, base_url: str) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    config, findings = read_settings(data, CONFIG)
    if config is None:
        return None, findings
    if base_url:
        config = config.model_copy(update={"site": config.site.model_copy(update={"base_url": base_url})})
    places = settings_places(data, CONFIG)

    def fault(rule: str, name: str, message: str, hint: str) -> Diagnostic:
        return Diagnostic(rule, Severity.ERROR, places.get(("rules", name), Span(CONFIG)), message, hint)

    unknown = [
        fault("config-rule-unknown", name, f"rules 中的“{name}”不是规则", _nearest(name))
        for name in config.rules
        if name not in RULES
    ]
    cure = "改正问题；三同步的豁免登记在 sync.waivers"
    fixed = [
        fault("suppress-fixed", name, f"规则 {name} 不允许关闭或调低", cure)
        for name in config.rules
        if name in RULES and RULES[name].fixed
    ]
    return config, (*findings, *unknown, *fixed)


def _nearest(name: str) -> str:
    near = suggest(name, RULES)
    return f"是否应为 {near}？" if near else "gongkai rule 列出全部规则"
