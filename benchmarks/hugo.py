"""The same column as a Hugo site: the same Markdown, fields that a Hugo template can use, layouts of equal weight."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path

from benchmarks.documents import Doc

HERE = Path(__file__).resolve().parent
STYLES = HERE.parent / "layouts" / "assets"
FIELDS = {
    "标题": "title",
    "关键词": "keywords",
    "摘要": "description",
    "来源": "source",
    "作者": "author",
    "责任处室": "owner",
    "索引号": "index_number",
    "主题分类": "topic",
    "发布机构": "issuer",
    "成文日期": "written",
    "发文字号": "doc_number",
    "施行日期": "effective",
    "有效期至": "expires",
    "解读单位": "unit",
    "解读形式": "forms",
    "废止日期": "repealed_on",
}
"""Our labels, and what a Hugo site would call them."""

CUTS = ("status", "year", "topic")
"""How each column's list is cut; with Hugo, one taxonomy for each column and cut."""

STATUS = {
    "有效": "in-force",
    "尚未施行": "pending",
    "失效": "expired",
    "废止": "repealed",
}
KINDS = {"p": "policy", "i": "interpretation", "r": "regulation", "n": "news"}


def hugo_page(doc: Doc) -> str:
    """One content file of the Hugo site."""
    status = str(doc.ties["status"])
    stamp = str(doc.fields["发布日期"]).replace(" ", "T") + ":00+08:00"
    found: dict[str, object] = {"date": stamp, "kind_id": KINDS[doc.id[0]]}
    found |= {FIELDS[label]: value for label, value in doc.fields.items() if label in FIELDS}
    found |= {key: value for key, value in doc.ties.items() if value}
    if doc.attachment:
        found["attachment"] = doc.attachment
        found["attachment_title"] = f"{doc.fields['标题']}（文字版）"
    column = doc.folder.rpartition("/")[2]
    in_force = "" if doc.id.startswith("r-") else STATUS.get(status, "")  # all rules are in force: nothing to cut
    cuts = {"status": in_force, "year": doc.published[:4], "topic": _topic(doc)}
    found |= {f"{column}_{cut}": [value] for cut, value in cuts.items() if value}
    return _front(found) + f"\n{doc.body}\n"


def _topic(doc: Doc) -> str:
    return str(doc.fields.get("主题分类", "")).partition("\\")[0]


def _front(fields: Mapping[str, object]) -> str:
    """YAML; a JSON value is one, too."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
    return f"---\n{''.join(lines)}---\n"


def hugo_site(folder: Path, ours: Path) -> None:
    """Write the settings, layouts, styles, columns and the starter's pages of the Hugo site."""
    settings = tomllib.loads((ours / "site_config.toml").read_text(encoding="utf-8"))
    columns = settings["columns"]
    shutil.copytree(HERE / "hugo_layouts", folder / "layouts")
    shutil.copytree(STYLES, folder / "static" / "assets")
    for at, column in enumerate(columns):
        target = folder / "content" / column["folder"] / "_index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        found = {"title": column["name"], "description": column["description"], "weight": at + 1}
        found |= {"column_type": column["type"], "keywords": column.get("keywords", [])}
        target.write_text(_front(found), encoding="utf-8")
    for source in sorted((ours / "content").rglob("*")):
        target = folder / "content" / source.relative_to(ours / "content")
        if source.suffix == ".md":
            _starter_page(source, target)
        elif source.is_file():
            shutil.copytree(
                source.parent,
                folder / "static" / target.parent.relative_to(folder / "content"),
                ignore=shutil.ignore_patterns("*.md"),
                dirs_exist_ok=True,
            )
    (folder / "content" / "map.md").write_text(_front({"title": "站点地图", "layout": "map"}), encoding="utf-8")
    names = sorted({column["folder"].rpartition("/")[2] for column in columns})
    site = settings["site"]
    (folder / "hugo.toml").write_text(_settings(site, names), encoding="utf-8")


def _starter_page(source: Path, target: Path) -> None:
    """One of the few pages that the starter brings; its plain fields only."""
    _, front, body = source.read_text(encoding="utf-8").split("---\n", 2)
    pairs = (line.partition(": ") for line in front.splitlines() if ": " in line and not line.startswith((" ", "-")))
    plain = {key: value.strip() for key, _, value in pairs}
    day = plain.get("发布日期", "2020-10-12")[:10]
    found: dict[str, object] = {"title": plain["标题"], "date": f"{day}T10:00:00+08:00", "source": "示例市商务委员会"}
    if source.stem == "index":
        front = target.with_name("_index.md").read_text(encoding="utf-8")
        target.with_name("_index.md").write_text(front + body, encoding="utf-8")
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_front({**found, "kind_id": "page"}) + body, encoding="utf-8")


def _settings(site: Mapping[str, str], columns: list[str]) -> str:
    cuts = "".join(f'{one}_{cut} = "{one}_{cut}"\n' for one in columns for cut in CUTS)
    return f"""baseURL = {json.dumps(site["base_url"] + "/")}
title = {json.dumps(site["name"], ensure_ascii=False)}
locale = "zh-CN"
uglyURLs = true
hasCJKLanguage = true
enableRobotsTXT = true
timeZone = "Asia/Shanghai"
disableKinds = ["taxonomy"]
[pagination]
pagerSize = 20
disableAliases = true
[outputs]
home = ["html"]
section = ["html", "rss"]
term = ["html"]
[services.rss]
limit = 20
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
[markup.goldmark.extensions]
typographer = false
linkify = false
[markup.goldmark.extensions.cjk]
enable = true
eastAsianLineBreaks = true
[params]
{"".join(f"{key} = {json.dumps(value, ensure_ascii=False)}{chr(10)}" for key, value in site.items())}
[taxonomies]
{cuts}"""
