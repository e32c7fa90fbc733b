"""Numbers that the rules compare with, where no regulation fixes them or a stricter one may be set."""

from generator.model.schema import Field, Record


class Limits(Record):
    """Numbers that the rules compare with; a rule's documentation says which it uses."""

    disclosure_days: int = Field(default=20, ge=1, le=20, title="公开时限(工作日)")
    """条例 art. 26; a shorter limit may be set, never a longer one."""
    review_months: int = Field(default=12, ge=1, le=1200, title="公开属性审查周期(月)")
    """No interval is fixed by 条例 art. 18; twelve months is this generator's default."""
    review_notice_days: int = Field(default=30, ge=0, le=36500, title="公开属性审查预警(日)")
    """Calendar days before a review is due from which it stands among the limits that run out next."""
    validity_years: int = Field(default=5, ge=1, le=100, title="规范性文件有效期上限(年)")
    provisional_years: int = Field(default=2, ge=1, le=100, title="暂行、试行文件有效期上限(年)")
    expiry_notice_months: int = Field(default=6, ge=0, le=1200, title="到期预警(月)")
    budget_month: int = Field(default=4, ge=1, le=12, title="当年预算公开月份")
    """From the first day of this month the current year's budget (预算) must be published."""
    request_notice_days: int = Field(default=5, ge=0, le=20, title="申请到期预警(工作日)")
    """A request with so many working days left for its reply, or fewer, is 将到期."""
    archive_days: int = Field(default=10, ge=0, le=1000, title="归档期限(工作日)")
    """Working days between a request's end and its 归档; no text that was read fixes them (条例 art. 45)."""
    feedback_days: int = Field(default=30, ge=1, le=366, title="意见采纳情况公布期限(日)")
    """Calendar days after the end of a consultation; no rule that was read fixes them."""
    recap_days: int = Field(default=20, ge=1, le=366, title="开放日回顾期限(日)")
    """Calendar days after an open day until it must be looked back at; no rule that was read fixes them."""
    topic_days: int = Field(default=180, ge=1, le=3660, title="专题更新期限(日)")
    """Calendar days without anything new after which a topic should be archived; no rule fixes them."""
    project_gap_days: int = Field(default=100, ge=1, le=366, title="实事项目进展最长间隔(日)")
    """Calendar days between two updates; the work plan says 定期公布, and no rule fixes the interval."""
    project_closing_days: int = Field(default=31, ge=0, le=366, title="实事项目结项公布期限(日)")
    """Calendar days after a project's deadline until the final figures must be published."""
    project_telling_days: int = Field(default=31, ge=0, le=366, title="实事项目进展公布期限(日)")
    """Calendar days from the day of the figures (截至日期) until they must be published; no rule fixes them."""
    project_most_percent: int = Field(default=300, ge=100, le=100000, title="实事项目完成比例上限(%)")
    """Per cent of a target above which a figure is likely to be a slip, of the unit or of the decimal point."""
    body_characters: int = Field(default=50, ge=0, title="正文最少字数")
    backdate_days: int = Field(default=0, ge=0, le=36500, title="补录容许(日)")
    """Calendar days that a new page's publication date may lie before the last recorded publication."""


class Freshness(Record):
    """How long columns may stay as they are (国办秘函〔2019〕19号); shorter limits may be set, never longer ones."""

    home_days: int = Field(default=14, ge=1, le=14, title="首页更新期限(日)")
    news_types: tuple[str, ...] = Field(default=("工作动态",), title="动态要闻类栏目类别")
    """ColumnType of the columns that must have something new within ``news_days``."""
    news_days: int = Field(default=14, ge=1, le=14, title="动态要闻类更新期限(日)")
    media_days: int = Field(default=14, ge=1, le=14, title="政务新媒体更新期限(日)")
    """Calendar days without an update after which an account is silent."""
    paper_types: tuple[str, ...] = Field(default=("政策文件",), title="政策文件类栏目类别")
    """ColumnType of the columns that must have something new within ``paper_months``."""
    paper_names: tuple[str, ...] = Field(default=("通知公告", "通知", "公告", "公示公告"), title="通知公告类栏目名称")
    """Names of such columns; 国办发〔2017〕47号 has no type of its own for them."""
    paper_months: int = Field(default=6, ge=1, le=6, title="通知公告和政策文件类更新期限(月)")
