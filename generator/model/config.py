"""What ``site_config.toml`` says: the site, its columns, its limits, its severities.

Every field has a Chinese label (``title``), which messages use, and a docstring, which the reference prints.
"""

from datetime import date
from typing import Literal

from generator.model.addresses import ADDRESS, BASE, OPTIONAL, PHONE_OR_ACCOUNT
from generator.model.limits import Freshness, Limits
from generator.model.phase import Phase
from generator.model.schema import Annotated, Field, Record, usual
from generator.model.standard import CatalogueSettings

FIXED_COLUMNS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报")
"""The four subcolumns, names and order fixed (国办公开办函〔2019〕61号)."""

REQUEST_COLUMN = "依申请公开"
"""The entry beside the four; not a fifth subcolumn."""


class Identity(Record):
    """Who publishes the site, and under which registrations (国办发〔2017〕47号)."""

    name: str = Field(title="网站名称", min_length=2)
    """The site's 规范名称; becomes the SiteName meta tag."""
    organ: str = Field(title="主办单位", min_length=2)
    """The organ that hosts the site and issues its documents."""
    column: str = Field(default="政府信息公开", title="专栏名称")
    """The column's name; must be 政府信息公开."""
    domain: str = Field(title="网站域名")
    """The English domain name; becomes the SiteDomain meta tag."""
    domain_pattern: str = Field(default=r"^[a-z0-9-]+(\.[a-z0-9-]+)*\.gov\.cn$", title="域名格式")
    """A regular expression that the domain should match; for Shanghai departments ``\\.sh\\.gov\\.cn$``."""
    id_code: str = Field(title="网站标识码")
    """政府网站标识码: ten digits, or bm and eight digits."""
    base_url: str = Field(title="网站地址", pattern=BASE)
    """Where the column is published, sub-path included; used in meta tags, site map and feeds only."""
    address: str = Field(title="办公地址", min_length=1)
    contact: str = Field(title="联系方式", min_length=1)
    """Telephone or mail address shown in the footer."""
    icp: str = Field(title="ICP备案编号", min_length=1)
    police: str = Field(title="公安机关备案编号", min_length=1)
    party_mark: str = Field(title="党政机关网站标识链接", min_length=1, pattern=ADDRESS)
    """Address of the 党政机关网站标识 certificate page."""
    report_error: str = Field(title="我为政府网站找错链接", min_length=1, pattern=ADDRESS)
    """Address of the 我为政府网站找错 entry."""
    request_portal: str = Field(default="", title="依申请公开网上申请入口", pattern=OPTIONAL)
    """Address of the city's online application form; empty when there is none."""


class Demonstration(Record):
    """Marks a site that is not real: every page says so, and its calendar day may be fixed."""

    notice: str = Field(title="演示说明", min_length=4)
    as_of: date | None = Field(default=None, title="固定日期")
    """The day on which the demonstration stands still, so that its clocks do not run out."""


class ColumnConfig(Record):
    """One column; its place in the tree follows from its folder."""

    folder: str = Field(title="目录", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$")
    """Posix path under ``content/``, and the path of its pages."""
    name: str = Field(title="栏目名称", min_length=2)
    type: str = Field(title="栏目类别")
    """The ColumnType meta tag (国办发〔2017〕47号)."""
    description: str = Field(title="栏目说明", min_length=1)
    keywords: tuple[str, ...] = Field(default=(), title="栏目关键词")
    kinds: tuple[str, ...] = Field(default=(), title="内容类型")
    """Ids of the kinds admitted; the first is taken when a page names none. Empty: no page may stand here itself."""
    owner: str = Field(default="", title="责任处室")
    items: tuple[str, ...] = Field(default=(), title="条例事项")
    """Codes of the art. 20 items (``a20-01`` … ``a20-15``) that the column carries."""
    navigation: bool = Field(default=True, title="进入导航")
    fresh_days: int | None = Field(default=None, ge=1, le=36500, title="更新期限(日)")
    """Calendar days after which the column must have something new; without it only what [freshness] says by type."""
    absent: str = Field(default="", title="暂无内容说明")
    """Why the column has nothing to show yet; readers see it, and a column that says so is not blank (空白栏目)."""


class TopicQuery(Record):
    """One section of a topic, and what it gathers: pages that have something of each list that is given."""

    name: str = Field(title="分组名称", min_length=2)
    tags: tuple[str, ...] = Field(default=(), title="标签")
    kinds: tuple[str, ...] = Field(default=(), title="内容类型")
    """Ids or Chinese names of kinds; ids once the configuration is read."""
    owners: tuple[str, ...] = Field(default=(), title="责任处室")
    """Each of them answers for a page by itself or with others; a page without 责任处室 is its column's."""
    columns: tuple[str, ...] = Field(default=(), title="栏目")
    """Folders or names of columns; folders once the configuration is read."""
    years: tuple[Annotated[str, Field(pattern=r"^(19|20)\d{2}$")], ...] = Field(default=(), title="发布年度")


class TopicConfig(Record):
    """What a topic (专题) gathers."""

    id: str = Field(title="专题编号", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    """The id of its page."""
    sections: tuple[TopicQuery, ...] = Field(title="分组", min_length=1)


class Duty(Record):
    """责任分工: what one 处室 answers for. Posts, names and telephones are for the office and never published."""

    department: str = Field(title="处室", min_length=2)
    columns: tuple[str, ...] = Field(default=(), title="负责的栏目")
    """Folders or names of columns."""
    items: tuple[str, ...] = Field(default=(), title="负责的条例事项")
    """Codes of art. 20 items (``a20-01`` … ``a20-15``)."""
    leader: str = Field(default="", title="负责领导")
    """The post, with the name or without, of the 政务公开负责领导; never published from here."""
    liaison: str = Field(default="", title="联络员")
    """工作联络员; never published."""
    phone: str = Field(default="", title="联络电话")
    """Never published."""


class Profile(Record):
    """What 三同步 demands here (沪府办发〔2016〕9号; 国办发〔2016〕19号)."""

    interpret: tuple[str, ...] = Field(default=("规范性文件",), title="必须解读的文件类型")
    """Document types (文件类型) that must be interpreted; a page's own 须解读 field overrides."""
    interpret_since: date = Field(default=date(2016, 5, 1), title="解读要求起算日")
    """Documents published before this day need no interpretation (沪府办发〔2016〕9号)."""
    rules_since: date = Field(default=date(2020, 4, 19), title="细则要求起算日")
    """Documents published before this day need no implementing rules (2020年政务公开工作要点四（一）)."""
    objects: tuple[Literal["interpretation", "implementing-rules"], ...] = Field(
        default=("interpretation",), title="成套要素"
    )
    """What a set must hold besides the document; implementing-rules are required of documents that promise them."""
    interpretation_days: int = Field(default=3, ge=0, title="解读时限(工作日)")
    """Working days between the document's publication and its interpretation's."""
    rules_days: int = Field(default=60, ge=0, title="细则时限(工作日)")
    """Working days between the document's publication and that of its promised implementing rules."""
    draft_skew: int = Field(default=10, ge=0, title="同步起草允许相差(工作日)")
    sign_skew: int = Field(default=0, ge=0, title="同步审签允许相差(工作日)")
    elements: tuple[str, ...] = Field(
        default=("背景依据", "目标任务", "主要内容", "适用范围", "执行标准"), title="解读要素"
    )
    """Elements that each document's interpretations must cover between them."""
    copy_threshold: float = Field(default=0.8, gt=0, le=1, title="摘抄比例上限")
    """Share of the interpretation's text that may be taken from the document."""
    plan_days: int = Field(default=5, ge=0, title="解读方案宽限(工作日)")
    """Working days after the time of a plan (解读方案) within which its forms and channels must have been used."""


class Waiver(Record):
    """A recorded exemption from 三同步 for one document."""

    policy: str = Field(title="文件编号", min_length=1)
    """Id of the policy."""
    reason: str = Field(title="理由", min_length=4)
    owner: str = Field(title="批准人或处室", min_length=2)
    expires: date = Field(title="有效期至")


class Sync(Record):
    """三同步 settings."""

    profile: Profile = Field(default=usual(Profile), title="要求")
    waivers: tuple[Waiver, ...] = Field(default=(), title="豁免")


class Numbering(Record):
    """索引号 scheme of the organ."""

    index_pattern: str = Field(default=r"^[0-9A-Z]{8}[0-9A-Z]/\d{4}-\d{5}$", title="索引号格式")
    """A regular expression; the default is the national one: organisation code / year - serial (实施指引)."""
    index_example: str = Field(default="000014349/2018-00222", title="索引号示例")
    normative_suffix: str = Field(default="规", title="规范性文件代字结尾")
    prefixes: tuple[str, ...] = Field(default=(), title="规范性文件代字")
    """机关代字 of the organ's own normative documents (示商规), besides those of the papers on the site."""
    extra_patterns: tuple[str, ...] = Field(
        default=(
            "[一-龥]{2,30}(?:[ 、][一-龥]{2,30})*公告(?:(?:19|20)[0-9]{2}年)?第[1-9][0-9]{0,4}号",
            "[一-龥]{2,30}令第[一二三四五六七八九十百千零〇]{1,7}号",
        ),
        title="其他编号格式",
    )
    """Regular expressions of other series that stand in its place: 商务部公告2020年第12号, 主席令第三十一号."""


class Listing(Record):
    """How lists are cut."""

    page_size: int = Field(default=20, ge=1, title="每页条数")


class Privacy(Record):
    """What looks like personal data and is none (个人信息)."""

    office_numbers: tuple[Annotated[str, Field(pattern=PHONE_OR_ACCOUNT)], ...] = Field(default=(), title="公务号码")
    """Mobile and other numbers that are published for the public to call; only their digits count.

    One with a digit too few or too many would allow nothing, and nobody would know.
    """


class Wording(Record):
    """What pages must not say (用语)."""

    gone: tuple[str, ...] = Field(default=(), title="不得再出现的姓名")
    """Names of people who must no longer be told of; never published."""


class RuleSetting(Record):
    """A change to one rule, always with its reason."""

    severity: Literal["off", "note", "warning", "error"] = Field(title="级别")
    """无法判定 is an answer, not a weight: it cannot be chosen."""
    reason: str = Field(title="理由", min_length=4)


class SiteConfig(Record):
    """The whole of ``site_config.toml``."""

    site: Identity = Field(title="网站")
    demonstration: Demonstration | None = Field(default=None, title="演示")
    columns: tuple[ColumnConfig, ...] = Field(title="栏目", min_length=1)
    topics: tuple[TopicConfig, ...] = Field(default=(), title="专题")
    sync: Sync = Field(default=usual(Sync), title="三同步")
    limits: Limits = Field(default=usual(Limits), title="时限")
    freshness: Freshness = Field(default=usual(Freshness), title="更新")
    duties: tuple[Duty, ...] = Field(default=(), title="责任分工")
    numbering: Numbering = Field(default=usual(Numbering), title="编号")
    catalogue: CatalogueSettings = Field(default=usual(CatalogueSettings), title="标准目录")
    listing: Listing = Field(default=usual(Listing), title="列表")
    phases: dict[str, Annotated[tuple[Phase, ...], Field(min_length=1)]] = Field(default={}, title="五公开")
    """By the id of a kind, to which of 五公开 its pages belong that do not say so themselves."""
    privacy: Privacy = Field(default=usual(Privacy), title="个人信息")
    wording: Wording = Field(default=usual(Wording), title="用语")
    rules: dict[str, RuleSetting] = Field(default={}, title="规则")
    calendar: dict[date, bool] = Field(default={}, title="工作日历")
    """Corrections to the working-day calendar: true is a working day, false is not."""
