"""The reference of all rules (docs/rules.md), made from what the rules say of themselves."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.engine import Judged, Rule, Scope
from generator.rules.families import FAMILIES, RULES

COMMAND = "gongkai rule --all > docs/rules.md"
"""How the page is made anew."""

TITLES = {
    "platform": "平台",
    "guidance": "公开指南",
    "regime": "政府信息公开制度",
    "applying": "依申请公开：说明",
    "statutory": "法定主动公开内容",
    "elements": "许可、处罚和收费",
    "attribute": "公开属性",
    "documents": "文件和页面",
    "directory": "目录",
    "titles": "文件的名称",
    "names": "不得再出现的姓名",
    "numbers": "发文字号和索引号",
    "dates": "日期",
    "validity": "有效性",
    "attachments": "附件",
    "permanence": "不变的记录",
    "sync": "三同步：成套",
    "stages": "三同步：时限和阶段",
    "services": "办事服务",
    "service_lists": "办事服务：清单",
    "service_conflicts": "办事服务：各页一致",
    "planned": "三同步：解读方案",
    "interpretation": "三同步：解读内容",
    "telling": "三同步：解读形式",
    "explaining": "三同步：条款和举措",
    "annual": "年报：标题、内容和格式",
    "sums": "年报：勾稽关系",
    "reports": "年报：历年",
    "accounts": "年报：与上年、网站和台账核对",
    "requests": "依申请公开：办理",
    "conversions": "依申请公开：转为主动公开",
    "catalogue": "标准目录：各行",
    "agreement": "标准目录：与公开的内容、与上一版一致",
    "projects": "实事项目",
    "decisions": "重大行政决策和会议公开",
    "listing": "重大行政决策：目录和事项一致",
    "responses": "回应关切",
    "participation": "公众参与",
    "topics": "专题",
    "plans": "规划编制",
    "tags": "网页标签和页脚",
    "links": "链接",
    "freshness": "更新",
    "channels": "平台渠道",
    "duties": "责任分工",
    "privacy": "个人信息",
    "intake": "读取文件",
    "assembly": "配置、归位和版式",
}
"""What the families are called, by the module's name."""

SCOPES = {
    Scope.INTAKE: "读取时",
    Scope.DOCUMENT: "单个文件",
    Scope.SET: "成套的文件、细则和解读",
    Scope.SITE: "整个专栏",
    Scope.HISTORY: "与以前发布的比较",
    Scope.OUTPUT: "生成的文件",
}
"""What a rule looks at, as editors read it."""


JUDGED = {
    Judged.TODAY: "，按检查的当天",
    Judged.PUBLISHED: "发布的页面",
    Judged.WRITTEN: "成文的文件",
}
"""By whose day a rule applies."""


def reference() -> str:
    """Write the reference: every rule by family, with its weight, scope, basis, start and explanation."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f"<!-- 本页由 {COMMAND} 生成，请勿手工修改。 -->"
    yield "# 规则"
    yield ""
    yield f"共 {len(RULES)} 条。每条规则的例子见 tests/specs/ 中同名的文件，它们也是规则的测试。"
    yield "级别可以在 site_config.toml 的 [rules.编号] 中调整，页面可以用页首的“忽略规则”忽略一条，都要写明理由；"
    yield "注明“不能忽略或调低”的除外。注明起算日期的规则，不用来判断此前的页面：有的看成文日期，有的看发布日期，"
    yield "查现状的看检查的当天。"
    yield "输入不全、无法核对的，报告为“无法判定”，不算通过。"
    for family in FAMILIES:
        name = family.__name__.rpartition(".")[2]
        yield from ("", f"## {TITLES[name]}")
        for one in RULES.values():
            if one.family == name:
                yield from _entry(one)


def _entry(one: Rule) -> Iterator[str]:
    yield from ("", f"### `{one.id}`", "")
    yield f"- 级别：{one.severity.label}{'（不能忽略或调低）' if one.fixed else ''}"
    yield f"- 范围：{SCOPES[one.scope]}{'（只查已公开的页面）' if one.published else ''}"
    yield f"- 依据：{one.basis}"
    if one.since:
        yield f"- 起算：{one.since.isoformat()} 起{JUDGED[one.judged]}"
    yield ""
    yield one.explanation
