"""What putting the site together finds: configuration, places, ties, layouts, the lock, suppressions."""

from __future__ import annotations

from generator.model.diagnostics import Severity
from generator.rules.declaring import Declared, declare

declare(
    __name__,
    Declared(
        "config-syntax",
        "site_config.toml 的 TOML 写法有错。",
        "配置读不出来，就不知道有哪些栏目，什么也不能生成。照提示的行号改正；文字须加引号，表名写在方括号中。",
    ),
    Declared(
        "config-unknown-key",
        "site_config.toml 中有不认识的项。",
        "写错的项等于没有写，程序会不声不响地用默认值。照提示改正名称。",
    ),
    Declared(
        "config-value",
        "site_config.toml 中某一项的值不合要求。",
        "每一项都有类型和范围，如公开时限只能缩短、不能超过二十个工作日。照提示改正。",
    ),
    Declared("config-missing", "site_config.toml 缺少必有的项。", "没有它，网站的标识或者栏目就不完整。照提示补写。"),
    Declared(
        "config-rule-unknown",
        "site_config.toml 的 rules 中写了不存在的规则。",
        "规则名称写错，调整就不起作用，以为关掉的仍在报告，以为加重的仍很轻。用 gongkai rule 列出全部规则，照着改正。",
    ),
    Declared(
        "column-missing",
        "文件不在任何栏目中。",
        "不在栏目中的页面没有导航、没有列表，公众到不了，因此不生成。把文件移到栏目的目录，"
        "或者在 site_config.toml 的 columns 中登记这个目录。",
    ),
    Declared(
        "column-kind",
        "栏目不收这种内容。",
        "栏目收哪些内容由 site_config.toml 中该栏目的 kinds 规定，以免政策文件混在工作动态里。"
        "把文件移到合适的栏目，改正内容类型，或者调整 kinds。",
    ),
    Declared(
        "id-format",
        "文件名或者页面编号不能用作网址。",
        "网址一经公布就不再改变，须在任何系统上都能用，因此只用小写字母、数字和连字符。"
        "给文件改名，或者在页首另写“页面编号”，如 2020-003。",
    ),
    Declared(
        "id-collision",
        "两个文件的页面编号相同。",
        "页面编号在全站只能有一个主人，解读、细则都凭它找到文件。给其中一个另写“页面编号”。",
    ),
    Declared(
        "url-collision",
        "两个文件的网址相同。",
        "后写的会盖掉先写的，公众少看到一份。给其中一个改名，或者另写“页面编号”。",
    ),
    Declared(
        "relation-unknown",
        "页首提到的文件，本栏目中没有。",
        "解读、细则、替代关系断了，两边都不会显示对方。写对方的页面编号或者发文字号；提示中有最接近的名称。",
    ),
    Declared(
        "relation-kind",
        "页首提到的文件不是能有这种关系的内容，或者就是页面自己。",
        "例如项目进展所属的须是实事项目，上位文件须是政策文件。写对方正确的页面编号或者发文字号。",
    ),
    Declared(
        "lock-unreadable",
        "site.lock 读不懂。",
        "site.lock 记着每份文件的索引号、网址和首次发布日期，据以发现改网址、换索引号、倒填日期；读不懂就无从比较。"
        "从 git 恢复它，合并冲突时保留两边的条目，不要手工改写。",
    ),
    Declared(
        "layout-error",
        "版式出错，网页没有生成。",
        "layouts/ 中的模板有语法错误，或者用了没有提供的内容。照提示的文件和行号改正，或者删去它，用默认版式。",
    ),
    Declared(
        "suppress-unknown",
        "页首忽略了一条不存在的规则。",
        "名称写错，忽略不起作用，也说明不了什么。用 gongkai rule 列出全部规则，照着改正。",
    ),
    Declared(
        "suppress-unused",
        "页首忽略的规则并没有触发。",
        "问题已经改好，忽略却留着，以后再犯就没有人知道。删去这一条忽略。",
        Severity.WARNING,
    ),
    Declared(
        "suppress-fixed",
        "页首忽略了不允许忽略的规则。",
        "有的规则（如未公开内容泄露）任何页面都不能例外。改正问题本身，删去这一条忽略。",
    ),
)
