"""How an interpretation is told other than in words of its own: who speaks, where the press was met, what is shown."""

from posixpath import splitext

from generator.kinds.fields import Moment, WebAddress
from generator.model.schema import Field, Record

_ENDINGS = {
    **dict.fromkeys((".mp4", ".webm", ".ogv"), "video"),
    **dict.fromkeys((".mp3", ".ogg", ".m4a"), "audio"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"), "image"),
}


def medium(name: str) -> str:
    """How a file is shown, by its ending: ``video``, ``audio``, ``image``, else ``file``."""
    return _ENDINGS.get(splitext(name)[1].lower(), "file")


class Speaker(Record):
    """解读人: the expert or the head who interprets (专家解读, 负责人解读)."""

    name: str = Field(default="", title="姓名")
    organ: str = Field(default="", title="单位")
    post: str = Field(default="", title="职务")
    """Office or professional title: 处长, 研究员."""


class Briefing(Record):
    """发布会: a 新闻发布会 or 媒体通气会, as those who were not there need to know it."""

    time: Moment | None = Field(default=None, title="时间")
    place: str = Field(default="", title="地点")
    record: WebAddress = Field(default="", title="实录")
    """Where what was said can be read; it may stand in the body instead, under a heading 实录."""


class Step(Record):
    """One step of a 流程演示."""

    name: str = Field(title="名称", min_length=1)
    text: str = Field(title="说明", min_length=1)
    """What to do, in words: it is the picture's text alternative as well."""
    picture: str = Field(default="", title="图片")
    """File beside the page."""
