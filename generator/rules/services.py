"""办事服务: guides that are complete and lists that are kept up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.kinds.service import FURTHER_ELEMENTS, KEY_ELEMENTS, Material, ServiceGuide
from generator.kinds.service_list import current, list_items
from generator.model.config import SiteConfig
from generator.model.content import Loc, Parsed
from generator.model.diagnostics import Severity, Span
from generator.model.site import Site
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.papers import bare
from generator.rules.sources import BUSINESS, INSPECTION, LOGIC
from generator.text import urls
from generator.text.durations import parse_limit, unlimited
from generator.text.patterns import lazily

VETO = "政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）单项否决：服务不实用"
INDICATORS = "政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）"

MANY = 4
"""Element classes that make a guide useless when they are missing (国办秘函〔2019〕19号)."""

CATCHALL = lazily(
    r"(?:其他|其它)(?!组织|股东|合伙|投资|成员|人员|当事人|企业|省|市|区|县|国家|地区)"
    r"[^，。；：、！？\s]{0,16}?(?:材料|条件|资料|文件|证明|证件)"
    r"|规定的其他(?:情形|要求)"
    r"|(?<![同平对均])等(?:有关|相关|其他|其它)?(?:材料|条件|资料|文件|证明|证件)"
    r"|(?:根据|视|按)[^，。；：、！？\s]{0,12}?(?:需要|情况)(?:另行|临时|补充)?(?:提供|提交|补充|补交)"
    r"[^，。；：、！？\s]{0,6}?(?:材料|资料|文件|证明|证件)"
)
"""Words that leave open what else may be asked for; what others have (其他股东的身份证) is named."""
DENIED = lazily("(?:不(?!动产|超过|少于|低于|同)|无|没有|免|毋|未|取消)[^和及与等以]{0,12}$")
"""What before them makes a clause say that nothing else is asked for."""
REFUSED = lazily("[^，。；！？]{0,4}?(?:不(?!超过|少于|低于|同)|无需|无须|免于|免予)")
"""What right after them does."""
CLAUSE = lazily(r"[，。；！？\n]")
FORM = lazily(r"(?:申请|申报|备案|登记|报名)(?:表|书|单|表格)$")
"""What the name of a material that has to be filled in ends with."""
PARENTHESIS = lazily(r"[（(][^（）()]*[）)]")
READY = lazily(
    "复印|核验|查验|(?:网上|线上|在线|系统|平台)(?:中|内|上)?(?:直接|自动)?(?:填|生成|提交)|当场(?:填|打印)|窗口(?:打印|提供)"
)
"""What a material says that nobody fills in beforehand: a copy of what there is, or one that the system makes."""


@rule("svc-keys", Severity.ERROR, scope=Scope.SITE, basis=VETO, since=INSPECTION, judged=Judged.TODAY, local=True)
def guide_without_key_elements(site: Site) -> Findings:
    """办事指南的八类关键要素缺了四类以上。

    八类要素是：事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程。检查时，五个以上事项（事项不足
    五个的，全部事项）都缺四类以上，网站单项否决。一份这样的指南，群众拿着也办不成事，所以每一份都是错误，不等凑满五份。

    在页首填写这些字段；写在正文里的，用含有“条件”“材料”“流程”等字的标题标出来。办理不需要材料的，写“无需材料: 是”。
    """
    yield from (found for found, count in _lacking(site) if count >= MANY)


@rule(
    "svc-keys-partial",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=INDICATORS,
    since=INSPECTION,
    judged=Judged.TODAY,
    local=True,
)
def guide_lacks_some_key_elements(site: Site) -> Findings:
    """办事指南的八类关键要素缺了一至三类。

    八类要素是：事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程。缺一样，群众就要多打一个电话、
    多跑一趟；缺四类以上的，由 svc-keys 报告。

    在页首填写这些字段，或者在正文中用含有这些字的标题写明。办理不需要材料的，写“无需材料: 是”；只在网上办理的，办理地点
    写“网上办理”，并填写网办入口。
    """
    yield from (found for found, count in _lacking(site) if count < MANY)


def _lacking(site: Site) -> Iterator[tuple[Finding, int]]:
    for page in site.having(ServiceGuide):
        if lacking := page.meta.lacking(heading.text for heading in page.parsed.told):
            said = f"“{page.meta.title}”缺少{len(lacking)}类关键要素：{'、'.join(lacking)}"
            yield flaw(page.at("title"), said, _cure(lacking)), len(lacking)


@rule(
    "svc-elements",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=f"优化营商环境条例（国令第722号）第三十五条至第三十七条；{INDICATORS}",
    since=BUSINESS,
    judged=Judged.TODAY,
    local=True,
)
def guide_lacks_other_elements(site: Site) -> Findings:
    """办事指南没有写时限、收费、结果、监督救济或者网办入口，要填的表格没有空表和样表。

    八类关键要素（svc-keys）只是底线。多久办好、收不收费、拿到什么、怎么送达、能不能在网上办、不满意找谁，没有写的，群众还是要打电话问；
    收费不写，也没有满足公开收费依据和标准的要求（条例第二十条第八项）。样表就是空表的，等于没有样表。

    在页首填写。法律没有规定时限的，法定时限写“无”；不收费的写“收费: 不收费”；不能在网上办的，写“不能网办理由”。
    名称是申请书、申请表、登记表一类的材料，写“空表”和“样表”；在网上直接填写的，在“说明”中写明。
    """
    for page in site.having(ServiceGuide):
        headings = [heading.text for heading in page.parsed.told]
        if lacking := page.meta.lacking(headings, FURTHER_ELEMENTS):
            said = f"“{page.meta.title}”没有写{'、'.join(lacking)}"
            other = "；不能网办的，写“不能网办理由”" if ONLINE in lacking else ""
            yield flaw(page.at("title"), said, _cure(lacking) + other)
        if page.meta.portal and page.meta.offline:
            yield flaw(page.at("offline"), "既写了网办入口，又写了不能网办理由", "两项只留一项")
        for number, one in enumerate(page.meta.materials):
            blank, sample = (urls.source(name, page.path) if name else "" for name in (one.blank, one.sample))
            if fault := _formless(one, same=_same(blank, sample, site)):
                yield flaw(page.at("materials", number, fault[0]), *fault[1:])


def _same(blank: str, sample: str, site: Site) -> bool:
    """Tell whether two files are one, or have the same content."""
    first, second = site.assets.get(blank), site.assets.get(sample)
    alike = first is not None and second is not None and first.digest == second.digest and first.size > 0
    return alike or bool(blank and blank == sample)


def _formless(one: Material, *, same: bool) -> tuple[str, str, str] | None:
    """Where and what is wrong with the forms of a material that has to be filled in, and the cure."""
    if same:
        return "sample", f"“{one.name}”的样表 {one.sample} 就是空表，没有填写", "另做一份填好的样表，用虚构的姓名和号码"
    if one.blank and not one.sample:
        return "blank", f"“{one.name}”有空表，没有样表", "另做一份填好的样表，用虚构的姓名和号码"
    if (
        not one.blank
        and FORM.search(bare(PARENTHESIS.sub("", one.name)))
        and not READY.search(f"{one.form} {one.note}")
    ):
        return "name", f"“{one.name}”没有空表可以下载", "写 空表、样表；在网上直接填写的，在“说明”中写明"
    return None


def _cure(lacking: Iterable[str]) -> str:
    return f"在页首填写{'、'.join(LABELS[name] for name in lacking)}"


ONLINE = "网办入口"
ELEMENTS = (*KEY_ELEMENTS, *FURTHER_ELEMENTS)
LABELS = {name: ServiceGuide.model_fields[fields[0]].title or name for name, fields, _ in ELEMENTS}
"""The field that tells each element."""


@rule("svc-time", Severity.ERROR, scope=Scope.SITE, basis=LOGIC, judged=Judged.TODAY, local=True)
def promise_longer_than_law(site: Site) -> Findings:
    """办事指南或者清单中，承诺时限比法定时限还长。

    承诺时限是机关自己压缩后的时限，不能超过法定时限；超过了，不是写错，就是违法。“当场办结”按0个工作日比较。已有新版本的旧清单不查。

    两个时限用同一种单位写，如“20个工作日”“5个工作日”。单位不同又比不出长短的（如20个工作日和30日），读不出数字的，
    报告为“无法判定”；法律没有规定时限的，法定时限写“无”。
    """
    for page in site.having(ServiceGuide, withheld=True):
        yield from _over_long(page.meta.statutory_limit, page.meta.promised_limit, page.at)
    for row in (each for page in current(site) for each in list_items(page, site)):
        yield from _over_long(row.record.statutory_limit, row.record.promised_limit, row.at)


def _over_long(statutory: str, promise: str, at: Callable[[str], Span]) -> Findings:
    """What is wrong with two limits that stand together."""
    if not promise or not statutory or unlimited(statutory):
        return
    for name, label, text in (("statutory_limit", "法定时限", statutory), ("promised_limit", "承诺时限", promise)):
        if parse_limit(text) is None:
            yield unknown(at(name), f"{label}“{text}”读不出天数，无法与另一个时限比较", "写作 20个工作日")
            return
    legal, promised = parse_limit(statutory), parse_limit(promise)
    if legal is None or promised is None:
        return
    longer = promised.exceeds(legal)
    if longer is None:
        said = f"承诺时限“{promise}”与法定时限“{statutory}”单位不同，无法比较长短"
        yield unknown(at("promised_limit"), said, "两个时限用同一种单位")
    elif longer:
        said = f"承诺时限“{promise}”超过法定时限“{statutory}”"
        yield flaw(at("promised_limit"), said, "核对两个时限，承诺时限不能长于法定时限")


@rule("svc-catchall", Severity.WARNING, on=ServiceGuide, basis=INDICATORS, since=INSPECTION, judged=Judged.TODAY)
def open_ended_demand(parsed: Parsed, meta: ServiceGuide, _config: SiteConfig) -> Findings:
    """申请条件、申请材料、办理流程或者正文中有“其他材料”“其他条件”之类的兜底说法。

    兜底条款让窗口可以随意加要求，群众不知道还差什么，一趟趟跑。“法律、法规规定的其他条件”也一样：有就列出来，没有就删去。

    把还要的逐项列明。“不需要其他材料”这样否定的说法不算。
    """
    for where, text in _demands(meta):
        if found := catchall(text):
            yield flaw(parsed.at(*where), f"有兜底说法“{found}”", "逐项列明，或者删去这一项")
    for index, line in enumerate(parsed.text.split("\n")):
        if found := catchall(line):
            yield flaw(parsed.line(index), f"正文有兜底说法“{found}”", "逐项列明，或者删去")


def _demands(meta: ServiceGuide) -> Iterator[tuple[Loc, str]]:
    yield from ((("conditions", n), one) for n, one in enumerate(meta.conditions))
    for n, one in enumerate(meta.materials):
        yield ("materials", n, "name"), one.name
        yield ("materials", n, "note"), one.note
    yield from ((("steps", n, "note"), one.note) for n, one in enumerate(meta.steps))


def catchall(text: str) -> str:
    """The words by which a text leaves open what else is asked for; empty when it does not."""
    for clause in CLAUSE.split(text):
        for found in CATCHALL.finditer(clause):
            if not DENIED.search(clause, 0, found.start()) and not REFUSED.match(clause, found.end()):
                return found[0]
    return ""


@rule(
    "svc-form-file",
    Severity.ERROR,
    scope=Scope.SITE,
    basis=INDICATORS,
    since=INSPECTION,
    judged=Judged.TODAY,
    local=True,
)
def form_missing_or_empty(site: Site) -> Findings:
    """申请材料写了空表或者样表，文件却不存在，或者是空的。

    空表和样表要能下载，是检查的一项；点开是错链，比没有更糟。文件与页面放在同一目录，文件名要一字不差（区分大小写）。
    """
    for page in site.having(ServiceGuide):
        for where, name in page.meta.forms:
            path = urls.source(name, page.path)
            asset = site.assets.get(path)
            label = "空表" if where[-1] == "blank" else "样表"
            if asset is None:
                yield flaw(page.at(*where), f"{label} {name} 不存在", f"把文件放到 {path}，或改正文件名")
            elif not asset.size:
                yield flaw(page.at(*where), f"{label} {name} 是空文件", "重新放入完整的文件")
