"""Names that must no longer appear: of those who no longer hold office, wherever they were left on a page."""

from __future__ import annotations

from generator.kinds.base import Document
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.model.schema import texts
from generator.rules.engine import Findings, Judged, flaw, rule
from generator.rules.sources import INSPECTION

CURE = "改写或者撤下；依法应当保留的，在本页忽略本规则并写明理由"


@rule(
    "name-left",
    Severity.WARNING,
    basis="国办秘函〔2019〕19号 政府网站检查指标 内容准确性（检查通报的常见问题）",
    since=INSPECTION,
    judged=Judged.TODAY,
    published=True,
)
def name_left(parsed: Parsed, meta: Document, config: SiteConfig) -> Findings:
    """页面上还有登记为不得再出现的姓名。

    有的人因违纪违法等原因不再担任职务，他的讲话、活动报道、题词、任职信息还留在网上，检查时常被通报。哪些姓名不得再出现，
    由本机关决定，写在 site_config.toml 的 wording.gone 中；没有登记的不查。页首和正文都查，附件中的
    不查。名单本身不会公布。

    改写或者撤下这些内容；依法应当保留的（如处分通报、已经归档的文件原文），在本页忽略本规则并写明理由。
    """
    names = [name for name in config.wording.gone if name.strip()]
    if not names:
        return
    for where, said in texts(meta):
        for name in names:
            if name in said:
                yield flaw(parsed.at(*where), _offence(name), CURE)
    text = parsed.text
    for name in names:
        for index, line in enumerate(text.split("\n") if name in text else ()):
            if name in line:
                yield flaw(parsed.line(index), _offence(name), CURE)


def _offence(name: str) -> str:
    return f"“{name}”登记为不得再出现的姓名"
