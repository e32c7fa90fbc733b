"""What the settings say of the 主动公开标准目录: channels, pilot areas, paired districts."""

from generator.model.addresses import OPTIONAL
from generator.model.schema import Field, Record

CHANNELS = (
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏（电子屏）",
    "精准推送",
    "其他",
)
"""公开渠道和载体 as the tables of the pilot areas list them."""
AREAS = (
    "重大建设项目",
    "公共资源交易",
    "财政预决算",
    "安全生产",
    "税收管理",
    "征地补偿",
    "国有土地上房屋征收与补偿",
    "保障性住房",
    "农村危房改造",
    "生态环境",
    "公共文化服务",
    "公共法律服务",
    "扶贫",
    "救灾",
    "食品药品监管",
    "城市综合执法",
    "就业",
    "社会保险",
    "社会救助",
    "养老服务",
    "户籍管理",
    "涉农补贴",
    "义务教育",
    "医疗卫生",
    "市政服务",
    "新闻出版版权",
)
"""The 26 national pilot areas (试点领域) of 国办发〔2019〕54号; 商务 is none of them."""


class District(Record):
    """A paired district (结对区), whose counterpart keeps a catalogue of its own."""

    name: str = Field(title="名称", min_length=1)
    catalogue: str = Field(default="", title="标准目录网址", pattern=OPTIONAL)
    """Address of its 标准目录; empty while it has published none."""


class CatalogueSettings(Record):
    """What the rows of the 主动公开标准目录 are held against."""

    channels: tuple[str, ...] = Field(default=CHANNELS, title="公开渠道", min_length=1)
    """公开渠道和载体 that a row may name; what follows 其他 and a colon is free."""
    areas: tuple[str, ...] = Field(default=AREAS, title="试点领域")
    """The national pilot areas that a row may belong to."""
    districts: tuple[District, ...] = Field(default=(), title="结对区")
    """The districts whose counterparts confirm the rows (区级确认)."""
    excepted: tuple[str, ...] = Field(default=(), title="不列入目录的栏目")
    """Folders of columns that no row need cover."""
