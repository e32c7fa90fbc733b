"""Front matter that a new page begins with where its substance is in its fields: what to write in each of them."""

from __future__ import annotations

from collections.abc import Mapping

from generator.authoring.quoting import Value
from generator.kinds.plan import ELEMENTS


def _ask(words: str) -> str:
    return f"（请写：{words}）"


OUTLINES: Mapping[str, Mapping[str, Value]] = {
    "service-guide": {
        "code": _ask("事项编码，与权责清单一致"),
        "basis": [_ask("法律、法规、规章或者文件的名称、文号和条款，一项一行")],
        "conditions": [_ask("申请人要符合的条件，一条一行，逐条列全")],
        "materials": [
            {
                "名称": _ask("材料名称；不需要材料的，整段改为 无需材料: 是"),
                "形式": _ask("原件、复印件或者电子件"),
                "份数": "1",
                "说明": _ask(
                    "在哪里取得、什么情形可以不交；有表格的，另加两行 空表: 文件名、样表: 文件名，文件放在本页旁边"
                ),
            }
        ],
        "steps": [
            {"环节": "申请", "办理人": "申请人", "说明": _ask("网上怎样提交，现场怎样提交")},
            {"环节": "受理", "办理人": "窗口", "时限": "当场", "说明": _ask("材料不齐全的怎样一次告知")},
            {"环节": "审查", "办理人": _ask("承办处室"), "时限": _ask("几个工作日"), "说明": _ask("审查什么")},
            {"环节": "决定和送达", "办理人": "窗口", "时限": _ask("几个工作日"), "说明": _ask("怎样领取结果")},
        ],
        "places": [_ask("地址和窗口，一处一行；只在网上办的写 网上办理")],
        "hours": _ask("工作日几点至几点，中午是否休息"),
        "statutory_limit": _ask("如 二十个工作日；法律没有规定的写 无"),
        "promised_limit": _ask("如 五个工作日；当场能办的写 当场办结"),
        "fees": [
            {
                "项目": _ask("收费项目；不收费的，整段改为 收费: 不收费"),
                "依据": _ask("文件名称和文号"),
                "标准": _ask("多少钱，什么情形减免"),
            }
        ],
        "result": _ask("证照、批文或者通知的名称"),
        "delivery": [_ask("窗口领取、邮寄、电子证照等")],
        "phone": _ask("电话（处室）"),
        "complaint": _ask("监督投诉电话"),
        "remedy": _ask("行政复议、行政诉讼的机关和期限"),
        "portal": _ask("一网通办中本事项的网址；不能网上办的，整行改为 不能网办理由: 为什么"),
        "questions": [{"问题": _ask("窗口最常被问到的"), "答复": _ask("简短明确的回答")}],
    },
    "interpretation": {
        "clauses": [
            {
                "条款": [_ask("讲解了哪些条款，如 第三条、第五条至第七条、第十二条第二款；没有条文的，写标题开头的字")],
                "标题": _ask("在本页哪个标题下讲解，如 主要内容；一个标题一段"),
            }
        ],
        "measures": [
            {
                "名称": _ask("举措的名称，一项一段；没有的，整段改为 无惠企利民举措: 是"),
                "对象": ["个人", "企业"],
                "条件": _ask("对象中的哪些；改正上面的“对象”"),
                "内容": _ask("能得到什么"),
                "标准": _ask("多少钱，几天办好"),
                "申请方式": _ask("怎样得到；不用申请的写 无需申请；有截止日期的，另加一行 截止日期: 年-月-日"),
            }
        ],
        "outlets": [
            {
                "渠道": _ask("除本网站外还在哪里发布，如 政务新媒体、新闻发布会、报纸；没有的，整段删去"),
                "名称": _ask("在那里的标题"),
            }
        ],
    },
    "decision": {
        "basis": [_ask("法律、法规、规章或者文件的名称，一项一行")],
        "method": _ask("邮箱、地址、电话，寄给哪个处室，注明什么；还没有征求意见的，删去这一行"),
    },
    "meeting": {
        "place": _ask("会议地点"),
        "topics": [_ask("讨论的议题，一项一行")],
        "outcome": _ask("列席人员的意见采纳了哪些，没有采纳的为什么"),
    },
    "plan": {
        "period": _ask("如 2021—2025年"),
        "stages": [
            {"阶段": name, "说明": _ask(f"{one.tells}；加一行 开始日期: 年-月-日；还没有开始的，删去这一行")}
            for name, one in ELEMENTS.items()
        ],
    },
    "response": {
        "channel": _ask("从哪里发现的，如12345市民服务热线、报纸；只写渠道，不写是谁提的"),
        "concern": _ask("公众担心什么、问什么，一两句话"),
    },
    "consultation": {
        "method": _ask("邮箱、地址、电话，寄给哪个处室，注明什么"),
    },
    "message": {
        "subject_matter": _ask("哪一类业务，如家政服务"),
        "question": _ask("留言的原意；隐去姓名、电话、住址"),
    },
    "open-day": {
        "theme": _ask("看什么、体验什么"),
        "place": _ask("地点和集合的地方"),
        "form": _ask("参观、体验、座谈等"),
        "audience": _ask("谁可以来"),
        "signing": _ask("电话、邮箱，写明什么，满多少人为止"),
        "phone": _ask("联系电话"),
    },
    "interaction": {
        "channels": [
            {
                "名称": _ask("渠道名称，一个渠道一段"),
                "用途": _ask("收什么，怎样查进度"),
                "电话": _ask("网址、电话、邮箱、地址至少写一项"),
                "时间": _ask("什么时候受理"),
            }
        ],
    },
    "media-account": {
        "accounts": [
            {
                "平台": _ask("微信公众号、微博、移动客户端等"),
                "账号名称": _ask("读者搜索的名称"),
                "主办单位": _ask("本机关或者所属单位"),
                "链接": _ask("以 https:// 开头的网址；没有网址的，删去这一行"),
                "状态": "正常",
                "说明": _ask("发布什么；停更、注销的，写明日期和去向；另加一行 最近更新日期: 年-月-日"),
            }
        ],
    },
    "place": {
        "places": [
            {
                "名称": _ask("场所名称"),
                "类别": "政务服务场所",
                "地址": _ask("路名、门牌和楼层"),
                "开放时间": _ask("星期几、几点至几点"),
                "电话": _ask("现场能接通的固定电话"),
                "设施设备": [_ask("终端、座位、复印机等，一项一行")],
                "可以办理": [_ask("查阅、复印、提交申请等，一项一行")],
                "无障碍设施": [_ask("坡道、放大镜等；没有的删去这两行")],
            }
        ],
    },
}
"""By kind, and by field in its order; fields that are not here begin empty."""
