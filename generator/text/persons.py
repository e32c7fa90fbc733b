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
    several = (name for entry in names for name in SEVERAL.split(entry))
    yield from dict.fromkeys(name for name in several if _personal(name))


def _personal(name: str) -> bool:
    if SURNAMED.fullmatch(name):
        return True
    if name.isascii() and name.isalnum():
        return ACCOUNT.fullmatch(name) is not None and WORDS.fullmatch(name) is None
    return HELD.fullmatch(name) is not None and OFFICE.search(name) is None
