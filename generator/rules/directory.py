"""政府信息公开目录: what every row of it must say (条例 art. 12)."""

from __future__ import annotations

from generator.kinds.base import Titled
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.rules.engine import Findings, flaw, rule
from generator.rules.papers import own
from generator.rules.sources import DISCLOSURE


@rule(
    "cat-fields",
    Severity.ERROR,
    basis="《中华人民共和国政府信息公开条例》第十二条",
    on=Titled,
    since=DISCLOSURE,
    published=True,
)
def row_incomplete(parsed: Parsed, meta: Titled, config: SiteConfig) -> Findings:
    """本机关的文件列入目录，却缺少索引、内容概述或者生成日期。

    政府信息公开目录应当包括索引、名称、内容概述、生成日期。目录由各页面自动汇成，页面上没有的，目录里就是空的，
    公众按目录查不到。名称就是标题；内容概述取“摘要”，没有写摘要的取正文开头；生成日期是成文日期。
    政策文件缺索引号和成文日期的，由 doc-required 报告，这里不重复。其他机关制定、本机关转载的不作要求。

    在页首填写缺的那一项。
    """
    if not own(meta, config):
        return
    told = (
        ("索引号", "index_number", meta.index_number),
        ("成文日期", "written", meta.written),
        ("摘要", "description", meta.description or parsed.opening),
    )
    for label, field, value in told:
        if not value and field not in meta.mandatory:
            yield flaw(parsed.at(field), f"目录缺少{label}", f"在页首填写“{label}”")
