"""What reading finds in files, front matter (页首) and bodies."""

from __future__ import annotations

from generator.model.diagnostics import Severity
from generator.rules.declaring import Declared, declare
from generator.rules.sources import ACCESSIBILITY

declare(
    __name__,
    Declared(
        "file-content-missing",
        "项目中没有内容目录 content/。",
        "页面和附件都放在 content/ 下。请在项目目录中运行命令，或者用 gongkai init 新建专栏。",
    ),
    Declared(
        "file-unreadable",
        "文件读不出来：没有权限，或者不是普通文件。",
        "读不出来的文件不会发布，公众就少看到一页。检查文件的权限，把管道、设备一类的东西移出 content/。",
    ),
    Declared(
        "file-encoding",
        "文件不是 UTF-8 编码。",
        "别的编码（如 GBK）在不同电脑上会读成乱码。用编辑器另存为 UTF-8；有无 BOM 都可以。",
    ),
    Declared(
        "file-control",
        "文件含有不可见的控制字符。",
        "控制字符多半来自复制粘贴，会破坏网页、检索和订阅文件。删去它，重新输入它两边的文字。",
    ),
    Declared("file-empty", "文件是空的。", "空文件不能成为页面，多半是保存时出了错。写上内容，或者删去文件。"),
    Declared(
        "file-size",
        "页面文件太大，没有读取。",
        "正文是文字，几兆字节的 Markdown 里多半嵌了图片数据。把图片、表格改为附件，放在页面旁边。",
    ),
    Declared(
        "file-symlink",
        "content/ 中的符号链接指到 content/ 之外。",
        "这样的链接会把不该公开的文件带进网站，在别人的电脑上又往往是断的。删去它，把文件本身放进 content/。",
    ),
    Declared(
        "file-name-encoding",
        "文件名不是 UTF-8 编码，或者含有不可显示的字符。",
        "这样的文件名在别的系统上打不开，也无法写进链接。给文件改名。",
    ),
    Declared(
        "file-name-collision",
        "两个文件的名字只有大小写或者字符组合方式不同。",
        "在 Windows 和 macOS 上它们是同一个文件，取出时一个会盖掉另一个。给其中一个改名。",
    ),
    Declared(
        "front-matter-missing",
        "文件没有页首。",
        "页首是文件开头两行 --- 之间的部分，标题、发布日期、公开属性都写在那里；没有它，就不知道能不能公开。\n\n"
        "在文件最前面加上页首，或者用 gongkai new 新建页面。",
    ),
    Declared(
        "front-matter-unterminated",
        "页首没有结束的 --- 行。",
        "缺了结束行，正文会被当成页首，或者页首被当成正文而公开出去。在页首末尾补上单独一行 ---。",
    ),
    Declared(
        "front-matter-shape",
        "页首不是“字段: 值”的形式。",
        "页首每一行写一个字段：名称、半角冒号、空格、值。整段写成文字或者清单，就分不清哪个值属于哪个字段。",
    ),
    Declared(
        "front-matter-syntax",
        "页首的 YAML 写法有错。",
        "写法有错，整个页首都读不出来，页面不会发布。常见的原因是用制表符缩进、引号不成对、值里有冒号而没有加引号。",
    ),
    Declared(
        "front-matter-duplicate",
        "页首中同一个字段写了两次。",
        "两个值取哪一个都可能是错的；许多程序不声不响地取后一个。删去不对的一个。",
    ),
    Declared(
        "front-matter-alias",
        "页首用了 YAML 的锚点、别名或者标签。",
        "页首只写文字和清单；& * ! 开头的写法会让人看到的和程序读到的不一样。值本身以这些符号开头的，加上引号。",
    ),
    Declared(
        "front-matter-depth",
        "页首的内容套的层次太多。",
        "没有哪个字段需要这么多层，多半是括号没有加引号，或者缩进错了。减少层次，或者给整个值加上引号。",
    ),
    Declared(
        "front-matter-comment",
        "值里有 # 号，它后面的文字被当作注释丢掉了。",
        "YAML 中空格之后的 # 开始一段注释，标题“方案 #2”就只剩下“方案”。是值的一部分的，给整个值加上引号。",
        Severity.WARNING,
    ),
    Declared(
        "field-unknown",
        "页首有这种内容没有的字段。",
        "写错的名称等于没有写：把“有效期至”写成“有效期”，文件就没有有效期。照提示改正；每个字段的中英文名称都可以用。",
    ),
    Declared(
        "field-duplicate",
        "同一个字段用中文名和英文名各写了一次。",
        "中文名和英文名指的是同一个字段，两个值只能有一个是对的。删去一个。",
    ),
    Declared("field-missing", "页首缺少这种内容必有的字段。", "没有它，页面不能成立，也就不会发布。照提示补写。"),
    Declared(
        "field-value",
        "字段的值不合这个字段的格式。",
        "每个字段只接受一定的写法，如“是”或“否”、四位数的年度、清单中的一项。照提示改正。",
    ),
    Declared(
        "table-missing",
        "页首写的数据文件不存在，或者不是 CSV 文件。",
        "目录、清单的各行在数据文件里；找不到它，页面就是空的。把文件放在页面旁边，文件名一字不差；"
        "Excel 文件另存为“CSV UTF-8（逗号分隔）”，或者用 gongkai import 转换。",
    ),
    Declared(
        "table-shape",
        "数据文件读不成表格。",
        "第一行写列名，从第二行起每行一条，格与格用半角逗号分隔；文字里有逗号、引号或者换行的，整格用半角引号括起来，"
        "Excel 保存时会自动加上。原表有标题和两层表头的，用 gongkai import 转换。",
    ),
    Declared(
        "kind-unknown",
        "没有这种内容类型。",
        "内容类型决定页首有哪些字段、适用哪些规则。写 gongkai schema 列出的中文或者英文名称之一。",
    ),
    Declared(
        "kind-missing",
        "没有写内容类型，栏目又收不止一种。",
        "栏目只收一种内容时可以不写；收几种的，程序不去猜。在页首写“内容类型”。",
    ),
    Declared(
        "date-valid",
        "日期不存在，或者读不出来。",
        "四月三十一日这样的日期、只有年月的日期，都无法据以计算时限。写作 2020-04-09 或者 2020年4月9日。",
    ),
    Declared(
        "raw-html",
        "正文中有 HTML 标记。",
        "为了安全和统一，正文只用 Markdown；HTML 标记在页面上照原样显示为文字。改用 Markdown 写法，"
        "要显示标记本身时用反引号括起来。",
        Severity.WARNING,
    ),
    Declared(
        "a11y-alt",
        "图片没有替代文字。",
        "视障人士靠替代文字知道图上是什么，图片打不开时也靠它。在方括号中写出图片的内容，如 ![办事流程图](flow.png)。",
        basis="GB/T 37668；《中华人民共和国政府信息公开条例》第四十三条",
        since=ACCESSIBILITY,
        fixed=False,
    ),
)
