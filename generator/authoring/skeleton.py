"""What a new page says before its author does: a heading for each thing that must be written, and what to write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.kinds.annual import AnnualReport
from generator.kinds.base import Document
from generator.kinds.formats import format_of, heading

Outline = Sequence[tuple[str, str]]
"""Headings and what belongs under each; an empty heading is none."""

ELEMENTS = {
    "背景依据": "为什么制定这份文件，依据哪些法律法规和上级文件",
    "目标任务": "要解决什么问题，达到什么目标",
    "主要内容": "文件规定了什么；用自己的话说明，不要摘抄原文",
    "适用范围": "适用于哪些企业、人员、事项和区域，不适用于哪些",
    "执行标准": "条件、标准、金额、期限等具体数字，以及从哪一天起执行",
    "惠企利民举措": "企业和群众能得到什么；确实没有的，删去这一节，在页首写“无惠企利民举措: 是”",
    "新旧政策差异": "与被替代的文件相比改了什么；没有被替代的文件时删去这一节",
}
"""What an element of an interpretation (解读要素) is about."""

STRESSED = ("惠企利民举措", "新旧政策差异")
"""Elements that the work plan stresses besides the configured ones."""

STAGES = (
    "一句话，这份文件与谁有关、有什么用；另在页首写“起草日期”“审签日期”（与文件同步），视频和图解写“解读形式”“视频或图解文件”，"
    "已在别处发布的，在“解读渠道”写日期和链接"
)
"""What an interpretation begins with, and what cannot be hinted at in a field that holds a day."""

WHOLE = (
    "文件全文。从主送机关到落款逐段录入，与附件中的 Word 或 PDF 一致；条文各成一段，以“第一条”等开头；"
    "章名写成标题，表格用 Markdown 表格"
)
PLAIN = (
    "正文。写明时间、地点、对象、内容和结果，不要只有一句话；图片和附件放在本文件旁边，图片要有文字说明，"
    "附件写进页首的“附件”"
)

OUTLINES: Mapping[str, Outline] = {
    "guide": (
        ("信息分类和编排体系", "公开哪些类别的信息，按什么编排，怎样编索引号"),
        ("获取方式", "主动公开的信息在哪里看；申请渠道、期限和收费由页首和规定生成，这里不写"),
        ("监督和救济", "向谁投诉举报，怎样申请行政复议、提起行政诉讼"),
    ),
    "request-guide": (
        ("申请以前", "申请以前要知道的事；渠道取自公开指南，期限、流程、收费和申请表由软件生成，这里不写"),
        ("答复的几种情形", "可以公开、部分公开、不予公开、不存在、不属于本机关等，各怎样处理"),
        ("救济", "对答复不服怎样申请行政复议、提起行政诉讼"),
    ),
    "regulation": (("", WHOLE),),
    "policy": (("", WHOLE),),
    "implementing-rules": (("", WHOLE),),
    "project": (("", "项目的背景、内容、实施范围和年度安排，让群众看得懂做什么、做多少、什么时候做完，找谁反映问题"),),
    "project-update": (
        ("", "截至当日的进展：完成了什么，怎样完成的，与目标相差多少，下一步做什么，遇到的困难怎样解决"),
    ),
    "organisation": (("机关职能", "依据“三定”规定写明职能，逐条列出"),),
    "decision-catalogue": (
        ("", "目录怎样产生、怎样调整，什么时候可以提意见；事项逐项写进页首“目录事项”，有页面的写“事项页面”"),
    ),
    "decision": (
        (
            "决策草案",
            (
                "草案全文；放在附件里的，写主要内容，文件填页首“决策草案”；另在页首写“征求意见开始”“征求意见截止”，"
                "首尾都算不少于三十日，不足的写“缩短期限的理由”；还没有征求意见的，只写做什么"
            ),
        ),
        (
            "起草说明",
            (
                "为什么要做，依据什么，主要内容是什么，对公众有什么影响；截止后在页首写“收到条数”“意见采纳情况”"
                "“采纳情况公布日期”，作出决策后写“决策日期”“决策文件”"
            ),
        ),
    ),
    "meeting": (
        (
            "会议情况",
            (
                "讨论了什么，列席人员说了什么，结论是什么；另在页首写“会议日期”和“列席人员”（类别、人数，市民不写姓名），"
                "会议涉及的事项写进“相关决策”"
            ),
        ),
    ),
    "plan": (
        (
            "",
            (
                "规划是什么、管到哪一年、由谁编制，公众怎样提建议；各阶段写进页首“编制阶段”：“开始日期”“完成日期”、做了什么，"
                "征求建议和公布文本的页面写进“相关页面”"
            ),
        ),
    ),
    "topic": (
        (
            "",
            "专题收录哪些内容；收录的范围写进 site_config.toml 的 topics，id 写本页的页面编号；结束以后写“归档日期”",
        ),
    ),
    "media-account": (("", "账号由谁管理、多久更新，读者的留言怎样答复；各账号写在页首“账号”"),),
    "place": (("", "在这些场所可以查阅什么、怎样查阅，要带什么；各场所写在页首“场所”"),),
    "statutory-item": (("", "本事项的内容；在别处公开的，删去这一行，在页首写“链接”；没有的，写“无此项理由”"),),
    "service-guide": (("", "办理情况、图示等补充的话；用不着的，删去这一行。要素都写在页首，网页自动排版"),),
    "service-list": (
        (
            "",
            "清单的说明；用不着的，删去这一行。事项写在数据文件里，与上一版本的差异自动列出，理由写在页首的“变更说明”",
        ),
    ),
    "catalogue": (
        (
            "",
            "根据什么编制或者调整，与哪些区核对，序号和调整的规则；各行写在数据文件里，与上一版的不同写进页首的“变更记录”",
        ),
    ),
    "site-report": (("", "统计期限，需要说明的情况；八个部分的数字逐项写进页首的“报表指标”，没有的写 0 或者“否”"),),
    "interaction": (("", "从哪里提、谁来办、多久答复；各渠道写在页首“渠道”，正在征集和报名的由程序列出"),),
    "response": (
        (
            "",
            "回应内容：事实是什么，已经做了什么，公众接下来怎么办、找谁；引用的文件写进页首“关联政策”；另在页首写“首次发现时间”“回应时间”，到几时几分",
        ),
    ),
    "consultation": (
        ("草案", "草案全文；放在附件里的，写主要内容；另在页首写“征集开始”“征集截止”"),
        ("起草说明", "为什么制定，依据什么，主要内容是什么；草案怎样影响公众"),
    ),
    "message": (
        (
            "",
            "答复内容：直接回答问题，写明依据的文件和咨询电话；没有答复以前删去这一行；另在页首写“留言日期”，答复后写“答复日期”",
        ),
    ),
    "open-day": (
        (
            "",
            "活动的安排、注意事项；另在页首写“活动时间”“拟参与人数”“报名截止”；举办以后加一节标题含“回顾”的内容，写来了多少人、提了什么建议，并填“回顾日期”",
        ),
    ),
    "attribute-register": (
        ("", "公开属性怎样确定、怎样审查，最近一次集中复查的情况；表格由程序根据各页面的记录生成，不要在这里列"),
    ),
    "conversion-list": (
        ("", "怎样建议把申请的信息转为主动公开；目录由程序根据各页面的属性变更记录生成，不要在这里列"),
    ),
    "measures": (
        (
            "",
            "举措从哪里来、多久更新、有疑问找谁；表格由程序从各篇解读的“举措”汇总，过了截止日期的自动撤下，不要在这里列",
        ),
    ),
    "duty-map": (
        (
            "",
            "领导小组和工作机构怎样分工，发现问题找谁；表格由程序根据设置中的责任分工生成，不写联络员的姓名和电话",
        ),
    ),
}
"""By kind; a kind that is not here has plain text."""

PARTS = (
    "主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面，各有数字",
    "对统计表的说明；表格填在页首“主动公开情况”，网页上自动排在这个标题下面",
    "对统计表的说明；表格填在页首“申请办理情况”，第一项加第二项之和，等于第三项加第四项之和",
    "对统计表的说明；表格填在页首“复议诉讼情况”",
    "本年度的问题，上年度问题的改进",
    "其他需要报告的事项，没有的写明没有",
)
"""What belongs in the six parts of an annual report."""
FEES = "收取信息处理费的件数和金额，没有收取的也要写明；以及其他需要报告的事项"
"""The same of the last part, where the form wants the fees stated."""


def body(kind: type[Document], elements: Sequence[str], year: str = "") -> str:
    """The body of a new page: headings, each with one line that says what to write there.

    ``elements`` are the configured elements of an interpretation; ``year`` is that of an annual report.
    """
    form = format_of(int(year)) if issubclass(kind, AnnualReport) and year.isdecimal() else None
    if kind.told_by_elements:
        chosen = dict.fromkeys((*elements, *STRESSED))
        outline: Outline = [("", STAGES), *((one, ELEMENTS.get(one, f"文件的{one}")) for one in chosen)]
    elif form:
        wanted = (*PARTS[:-1], FEES if form.fee_stated else PARTS[-1])
        named = [heading(number, names[0]) for number, names in enumerate(form.parts)]
        outline = tuple(zip(named, wanted, strict=True))
    else:
        outline = OUTLINES.get(kind.kind_id, (("", PLAIN),))
    return "\n\n".join((f"## {title}\n\n" if title else "") + f"（请写：{words}。）" for title, words in outline)
