"""Invented Chinese sentences of the kind that policies, interpretations and news are made of."""

from __future__ import annotations

from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PLACES = _words("青石 云桥 白鹭 望江 南塘 东篱 北苑 西林 安平 长乐 丰泽 广源 和顺 嘉禾 锦川 临湖 明德 宁远")
THINGS = _words(
    "早餐网点 直播基地 菜市场 便利店 家政服务 跨境仓库 展览场馆 冷链车辆 社区食堂 老字号 "
    "夜间市集 首店引进 二手车交易 成品油零售 单用途预付卡 汽车拆解 再生资源 药品流通 拍卖活动 "
    "典当经营 餐饮外卖 平行进口 服务外包 技术出口 口岸通关 应急储备 农产品批发 会展评估 "
    "电商诚信 商圈改造"
)
ACTS = _words(
    "备案 补贴 验收 评估 认定 检查 奖励 登记 公示 回访 统计 培训 退出 信用评价 名录 资金使用 合同示范 投诉处理"
)
FORMS = ("管理办法", "实施办法", "管理规定", "工作规则")
ORGANS = _words("商务主管部门 财政部门 统计机构 街道办事处 行业协会 市场运行处 政策法规处 服务窗口")
PAPERS = _words("营业执照 场地合同 人员名册 设备清单 上年度经营情况说明 承诺书 项目预算 验收记录")
GOODS = _words("粮油 蔬菜 肉类 蛋奶 方便食品 日用百货 家电 冷冻食品 图书 文具")
NUMBERS = _words("三 五 七 十 十五 二十 三十 四十五 六十")

RULES = (
    "{organ}应当自收到材料之日起{n}个工作日内完成核查，核查结果以书面形式告知申请人，并说明理由。",
    "申请人提交{paper}、{paper2}和{paper3}的，{organ}当场登记；材料不齐的，一次告知需要补正的全部内容。",
    "经营{thing}的单位应当建立台账，如实记载{good}、{good2}的来源、数量和去向，台账保存不少于{n}个月。",
    "从事{thing}活动，应当在经营场所的醒目位置公布服务项目、价格、时间和投诉方式，公布的内容与实际一致。",
    "{organ}每年抽查不少于百分之{n}的{thing}，抽查采取现场查看、资料核对和随机回访的方式，结果向社会公布。",
    "符合前款规定的，按照每处不超过{n}万元给予一次性支持；同一事项已经享受其他财政支持的，不再重复安排。",
    "{place}、{place2}等片区的{thing}，可以结合街区更新统一选址，面积不足的，以相邻网点合并计算。",
    "{organ}会同{organ2}编制{thing}名录，名录每{n}个月调整一次，调整前公开听取经营者和居民的意见。",
    "拟列入名录的，公示{n}个工作日；公示期间收到异议的，{organ}调查核实后作出决定，并答复提出异议的人。",
    "因不可抗力不能按期完成{act}的，可以申请延期，延期不超过{n}日，申请应当在期限届满前提出。",
    "支持资金实行专账核算、专款专用，不得用于购买{good}、偿还债务和发放奖金，结余资金按照规定交回。",
    "{organ}不得以{act}的名义收取费用，不得指定{thing}的服务机构，不得要求提交没有依据的证明。",
    "经营者停止{thing}业务的，应当提前{n}日公告，妥善处理未履行完毕的合同，退还预收的款项。",
    "隐瞒情况、虚报数量取得{act}资格的，撤销该资格，追回已经拨付的资金，{n}个月内不再受理其申请。",
)
POINTS = (
    "有与{thing}相适应的固定场所，场所面积不少于{n}平方米；",
    "配备{n}名以上经过培训的从业人员，其中专职管理人员不少于三名；",
    "上一年度供应{good}、{good2}的种类不少于{n}种；",
    "按照要求报送{paper}和{paper2}，没有逾期记录；",
    "在{place}、{place2}两地均设有服务点，营业时间不短于{n}小时。",
)
PLAIN = (
    "过去办{act}要跑好几个地方，这次把{paper}和{paper2}并成一张表，由{organ}一并收下，{n}个工作日办完。",
    "在{place}、{place2}做{thing}的小店最关心门槛，新的门槛比原来低：场地可以租，人员可以兼，只要账目清楚。",
    "有人问，已经领过支持的还能不能再领？可以换一个项目，但同一处{thing}三年里只算一次，避免重复。",
    "钱从哪里来、怎样发到手里，都写进了流程图：先公示，再复核，由{organ2}拨付，全程在网上能查到进度。",
    "{organ}走访了{n}家企业和两个居民区，收到意见多条，采纳了大部分，没有采纳的逐条说明了原因。",
    "以{good}和{good2}为例，一家中等规模的店一年大约可以少交材料{n}份，少跑窗口四五次。",
    "对居民来说，看得见的变化是{thing}离家更近、价格写得更明白，买到有问题的{good}，知道找谁退换。",
    "下一步，{organ}将在{place}先试一个季度，总结后再推广到全市，试行中的问题随时修正。",
    "本月{place}的{thing}客流比上月增加约{n}个百分点，{good}的价格基本平稳，{good2}略有回落。",
    "记者在{place2}看到，门口的牌子写着营业时间和投诉方式，扫一扫就能看到{act}的办理情况。",
    "培训班请{organ2}的工作人员讲解{act}的要点，现场演示填表，{n}家企业当天就交齐了{paper}。",
    "会后，参会单位到{place}查看{thing}，就停车、噪声和油烟等问题与附近居民交换意见，约定月底前答复。",
)


def sentence(bank: tuple[str, ...], chance: Random) -> str:
    """One sentence of a bank, its blanks filled."""
    place, place2 = chance.sample(PLACES, 2)
    organ, organ2 = chance.sample(ORGANS, 2)
    paper, paper2, paper3 = chance.sample(PAPERS, 3)
    good, good2 = chance.sample(GOODS, 2)
    return chance.choice(bank).format(
        place=place,
        place2=place2,
        organ=organ,
        organ2=organ2,
        paper=paper,
        paper2=paper2,
        paper3=paper3,
        good=good,
        good2=good2,
        thing=chance.choice(THINGS),
        act=chance.choice(ACTS),
        n=chance.choice(NUMBERS),
    )


def numeral(number: int) -> str:
    """A number from 1 to 99 as clauses are counted: 一, 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones else "")


def name(number: int) -> str:
    """The subject of the N-th document; the first 38 880 differ, then a batch number keeps them apart."""
    whole = len(PLACES) * len(THINGS) * len(ACTS) * len(FORMS)
    batch, at = divmod(number, whole)
    at = at * 7919 % whole  # neighbours differ in every part; 7919 shares no factor with whole: nothing repeats
    at, form = divmod(at, len(FORMS))
    at, act = divmod(at, len(ACTS))
    place, thing = divmod(at, len(THINGS))
    tail = f"（第{numeral(batch + 1)}批）" if batch else ""
    return f"示例市{PLACES[place]}{THINGS[thing]}{ACTS[act]}{FORMS[form]}{tail}"
