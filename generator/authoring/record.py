"""A new record of the request ledger: the next number of the year, what is known, and what is to be done by when."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from generator.authoring.fields import Misuse, needed, read_fields
from generator.authoring.new import Draft, Wish, labelled
from generator.authoring.quoting import Value, document
from generator.kinds.course import NOTICE, REPLY
from generator.kinds.request import Request, number, requests
from generator.model.diagnostics import Severity
from generator.model.site import Site
from generator.model.sources import REQUESTS, Source
from generator.reading.study import study
from generator.rules.clock import due
from generator.text.calendar import NoCalendar
from generator.text.dates import chinese_date, parse_day

NAMES = frozenset({Request.kind_id, Request.kind_label, "依申请公开申请", "申请"})
"""Every spelling by which a record is asked for."""
PREFIX = "ysq-"
DIGITS = 3
_SERIES = re.compile(r"(.*?)(\d{4})-(\d{1,5})")
_FILE = re.compile(r"[0-9A-Za-z\u3400-\u9fff〔〕._-]+")


def draft(site: Site, wish: Wish) -> Draft:
    """Compose a record for a ledger.

    Raises:
        Misuse: there is no such field, the number is taken or can be no file's name, or the wish is one for pages.
    """
    if wish.about or wish.title or wish.column:
        raise Misuse("登记申请不用 --for、--title、--column；用 --set 字段=值 填写")
    today = site.as_of.isoformat()
    given: dict[str, Value] = read_fields(Request, wish.values)
    values: dict[str, Value] = {"received": today, "registered": today} | given
    known = _next(site) if "number" not in given else str(given["number"])
    taken = {number(parsed, record) for parsed, record in requests(site)}
    if known in taken or not _FILE.fullmatch(known):
        raise Misuse(f"登记编号 {known} " + ("已经用过" if known in taken else "不能用作文件名"))
    values = {"number": known} | values
    questions = tuple(needed(Request, values))
    text = document(labelled(Request, values), _body(site, str(values["received"])))
    path = f"{REQUESTS}/{site.as_of.year}/{known}.md"
    if questions:
        return Draft(path, text, questions)
    found = study(Source(path, text.encode("utf-8", "replace")), site.config).findings
    return Draft(path, text, findings=tuple(one for one in found if one.severity >= Severity.WARNING))


def _next(site: Site) -> str:
    """The next number of the year, in the form that the ledger's numbers have."""
    year = f"{site.as_of.year}"
    used = [found for parsed, one in requests(site) if (found := _SERIES.fullmatch(number(parsed, one)))]
    prefixes = Counter(found[1] for found in used)
    prefix = max(sorted(prefixes), key=lambda one: prefixes[one], default=PREFIX)
    digits = max((len(found[3]) for found in used), default=DIGITS)
    last = max((int(found[3]) for found in used if found[1] == prefix and found[2] == year), default=0)
    return f"{prefix}{year}-{last + 1:0{digits}d}"


def _body(site: Site, received: str) -> str:
    """What comes next, each with its last day."""
    try:
        start = parse_day(received)
    except ValueError:
        start = site.as_of
    correction, reply = (due(site.config, start, limit) for limit in (NOTICE, REPLY))
    return "\n".join(
        (
            "（请写：办理记录，写完后删去下列提示。）",
            "",
            f"- 审核：内容不明确的，{_by(correction)}前一次性告知补正，写“补正”：通知日期、补正期限。",
            "- 涉及第三方或者由其他机关联合制作的，写“征求意见”：征求对象、发函日期、收函日期、回复日期、同意公开。",
            f"- 答复：{_by(reply)}前；需要延长的，在此以前告知申请人，写“延期”：告知日期、延长工作日、理由。",
            "- 答复后写答复日期、办理结果、答复文号，再写归档日期。可以公开并且多人申请的，写“转主动公开”。",
            "- 只告知已经主动公开的信息在哪里的，办理结果写“予以公开”，另写“已主动公开: 是”。",
        )
    )


def _by(last: date | NoCalendar) -> str:
    return f"（{last}）" if isinstance(last, NoCalendar) else chinese_date(last)
