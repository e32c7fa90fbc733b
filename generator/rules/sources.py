"""Days from which the texts apply that rules rest on."""

from __future__ import annotations

from datetime import date

SECRECY = date(2008, 5, 1)
"""政府信息公开条例 in its first form (国令第492号): what must stay closed was closed from then on."""
DISCLOSURE = date(2019, 5, 15)
"""政府信息公开条例 (国令第711号) in force."""
ATTRIBUTES = date(2016, 11, 10)
"""国办发〔2016〕80号: 公开属性 are set when a document is drafted."""
WEBSITES = date(2017, 5, 15)
"""国办发〔2017〕47号 政府网站发展指引."""
INSPECTION = date(2019, 4, 1)
"""国办秘函〔2019〕19号 检查指标."""
PLATFORM = date(2020, 1, 1)
"""国办公开办函〔2019〕61号, of the end of 2019: the first day on which it surely applied."""
DIRECTORY = date(2010, 1, 1)
"""政府信息公开目录系统实施指引（试行）, of 2009: the first day on which it surely applied."""
REPORTS = date(2020, 1, 1)
"""国办公开办函〔2019〕60号, of the end of 2019: no report in its form was out before the next year.

Which form a report has, and whether it must tell of 信息处理费 (国办公开办函〔2021〕30号), follows from the year
that it is about.
"""
ACCESSIBILITY = date(2020, 3, 1)
"""GB/T 37668-2019 in force."""
PLAN = date(2020, 4, 19)
"""2020年上海市商务委员会政务公开工作要点."""

BUSINESS = date(2020, 1, 1)
"""优化营商环境条例 (国令第722号) in force."""

LOGIC = "逻辑"
"""The basis of a rule that follows from the facts alone."""
