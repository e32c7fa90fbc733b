"""Pages that the program fills: their author writes what stands around it, the tables come from the whole column."""

from typing import ClassVar

from generator.kinds.base import Document
from generator.model.phase import Phase


class AttributeRegister(Document):
    """公开属性登记表: how the 公开属性 of published documents stand and changed (条例 art. 17, 18, 44).

    Of what is not 主动公开 it gives numbers and nothing else.
    """

    kind_id: ClassVar[str] = "attribute-register"
    kind_label: ClassVar[str] = "公开属性登记表"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.MANAGEMENT,)
    folder: ClassVar[str] = "statutory/items"
    column_type: ClassVar[str] = "信息公开目录"
    accepts_title_only: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("published", "updated", "source", "owner")


class ConversionList(Document):
    """依申请转主动公开目录: what was 依申请公开 and is published for everybody now (条例 art. 44).

    It is made from what the published pages themselves say (属性变更记录), never from the request ledger.
    """

    kind_id: ClassVar[str] = "conversion-list"
    kind_label: ClassVar[str] = "依申请转主动公开目录"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.MANAGEMENT,)  # like the register, of which it is the one part
    folder: ClassVar[str] = "apply"
    column_type: ClassVar[str] = "依申请公开"
    accepts_title_only: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("published", "updated", "source", "owner")


class DutyMap(Document):
    """责任分工表: which 处室 answers for which columns and items of the law; nobody is named in it."""

    kind_id: ClassVar[str] = "duty-map"
    kind_label: ClassVar[str] = "责任分工表"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.MANAGEMENT,)
    folder: ClassVar[str] = "guide"
    column_type: ClassVar[str] = "机构职能"
    accepts_title_only: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("published", "updated", "source", "owner")


class MeasureList(Document):
    """惠企利民举措: what documents give to people and firms now, as their interpretations list it, by audience."""

    kind_id: ClassVar[str] = "measures"
    kind_label: ClassVar[str] = "惠企利民举措"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.SERVICE,)  # it gathers what can be applied for
    folder: ClassVar[str] = "statutory/interpretations"
    column_type: ClassVar[str] = "政策解读"
    accepts_title_only: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("published", "updated", "source", "owner")
