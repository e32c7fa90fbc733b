"""Names of people among the names in files' properties, where an office's was to be expected.

Whether 李科 is a section chief or 王刚 a firm cannot be known; a name counts as a person's by its surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.text.patterns import lazily

SEVERAL = lazily(r"\s*[;；,，、/&|]\s*")
"""What stands between the names of a list."""
HELD = lazily(r"[一-龥]{2,4}|[一-龥]{1,4}·[一-龥]{1,8}|[A-Za-z]{2,}[ .·][A-Za-z][A-Za-z .]*")
"""What a person's name looks like."""
OFFICE = lazily("委|局|厅|部|处|科|室|中心|公司|政府|办|院|所|用户|管理员|作者|单位|示例|[Uu]ser|Admin|Office|Word|WPS")
"""Words in the names of offices, and of nobody."""
PROGRAM = lazily(
    r"\b(?:apache|poi|adobe|acrobat|foxit|aspose|spire|itext|kingsoft|yozo|founder|suwell|google|lenovo|dell|asus|acer|huawei|canon"
    r"|epson|xerox|ricoh|scanner|printer|windows|linux|deepin|ghost|openoffice|libreoffice|pdf|docx4j|npoi|unknown|undefined|default"
    r"|untitled|inc|corp|ltd|soft|software|system|pc|team|studio|microsoft)\b",
    re.IGNORECASE,
)
"""Words in the names of programs, machines and their makers, which they write where an author is asked for."""
MADE = lazily(
    "金山|未定义|未知|匿名|佚名|默认|无名|个人|本人|本机|雨林木风|番茄花园|萝卜家园|深度技术|风林火山|中国"
    "|联想|微软|惠普|戴尔|华硕|宏碁|方正|福昕|永中|数科|百度|腾讯|阿里|钉钉|小米|荣耀|华为|苹果|石墨|佳能|理光"
)
"""The same in Chinese."""
KINDS = lazily("电脑|系统|软件|技术|文档|家园|花园|打印|扫描|复印|办公|科技|之家|下载|主机|工具|论坛")
"""What such names end with."""
SURNAMES = (
    "李王张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊"
    "陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚"
)
"""The commonest surnames."""
SURNAMED = lazily(
    f"[{SURNAMES}][一-龥]{{1,2}}(?<!林业.)(?<!史志.)(?<!武装.)(?<!许可.)(?<!康复.)(?<!任免.)(?<!石油.)(?<!石化.)(?<!江苏.)(?<!程序员)(?<!钱币.)"
    "(?<!公司)(?<!中心)(?<!政府)"
)
"""A surname and a name, though that has the character of an office: 李科, 王建所."""
UNDER = lazily(f".*[处科室局委股院所心部] ?({SURNAMED.pattern})")
"""A person's name after that of an office: 政策法规处 王建国."""
SYLLABLE = (
    "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu"
    "|ou|ua|ue|ui|un|uo|a|e|i|o|u|v)"
)
ACCOUNT = lazily(
    "(?:wang|li|zhang|liu|chen|yang|zhao|huang|zhou|wu|xu|sun|hu|zhu|lin|he|guo|ma|luo|liang|song|zheng|xie|han|tang|feng|yu|dong|cheng|cao"
    "|yuan|deng|fu|shen|zeng|peng|lv|su|lu|jiang|cai|jia|ding|wei|xue|ye|pan|du|dai|xia|zhong|tian|ren|fan|shi|yao|tan|zou|xiong|hao|cui|qin|gu)"
    f"(?:{SYLLABLE}){{1,2}}[0-9]{{0,4}}",
    re.IGNORECASE,
)
"""The name of an account that is a person's in 拼音: zhangsan, lixiaoming01."""
WORDS = lazily(
    "(?:wangluo|wangzhan|caiwu|renshi|wenjian|shichang|zhongxin|yuangong|dongfang|tianjin|jiangsu|jiangxi|henan|hebei|hubei|hunan|fujian|shiyong"
    "|huawei|shenhe|weihu|weixin|shiwu|jiaoyu|fuwu|xuexi|xinxi|linshi|yewu|dangan|yuyan|xuanchuan|lixiang|fagui|fenxi|shiji|yonghu|youke|luyou)[a-z]{0,6}[0-9]{0,4}",
    re.IGNORECASE,
)
"""Words in 拼音 that begin like a surname and are none: 网络, 财务, 人事, 江苏 …"""


def persons(names: Iterable[str]) -> Iterator[str]:
    """The names of people among names and lists of names, each once."""
    several = (_own(name) for entry in names for name in SEVERAL.split(entry))
    yield from dict.fromkeys(name for name in several if _personal(name))


def _own(name: str) -> str:
    """A name without the office that stands before it, and without what pads it (王　芳)."""
    name = " ".join(name.split())
    joined = name.replace(" ", "")
    if SURNAMED.fullmatch(joined):
        return joined
    under = UNDER.fullmatch(name)
    return under[1] if under and not OFFICE.search(under[1]) else name


def _personal(name: str) -> bool:
    if PROGRAM.search(name) or MADE.fullmatch(name):
        return False
    if SURNAMED.fullmatch(name):
        return True
    if name.isascii() and name.isalnum():
        return ACCOUNT.fullmatch(name) is not None and WORDS.fullmatch(name) is None
    return HELD.fullmatch(name) is not None and OFFICE.search(name) is None and KINDS.search(name) is None
