"""From a save to the page that shows it: what an editor waits for in ``gongkai serve``.

``python -m benchmarks.preview 10000`` makes a column, serves it, opens one of its pages in the distribution's Chromium,
and saves documents again and again in the ways of editors, each time after the last save is seen. Needs what the tests
need.
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from statistics import median, quantiles
from typing import TypeAlias

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as Unseen

from benchmarks.generate import generate
from benchmarks.machine import fast_place, load, machine, say
from benchmarks.measure import Failed

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
SEEN = "text => document.body !== null && document.body.innerText.includes(text)"
FINDING = "链接指向不存在的页面或附件 none.docx"
TITLE = re.compile(r"^标题: .*$", re.MULTILINE)
BODY = "a paragraph of one document"
BUDGET, LATE = 200, 400
"""Milliseconds from the save of a body to the page reloaded, with 10 000 documents."""
HEADING = "| documents | what is saved | times | median ms | 95th percentile ms | min–max |"
WARM = 3
"""Saves that are not counted: the first ones compile the layout."""
LONGEST = 60_000
"""Milliseconds until a save counts as never seen; then the rest of its turns are left out."""
TURNS = 90.0
"""Seconds after which no further turn begins, so that every row comes to an end."""


def serve(column: Path) -> tuple[subprocess.Popen[str], str]:
    """Start the preview; the address where it is.

    Raises:
        Failed: it ended instead.
    """
    command = [sys.executable, "-m", "generator", "serve", "--root", str(column), "--port", "18600", "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603  # our own
    lines = []
    for line in process.stdout or ():
        lines.append(line)
        if found := re.search(r"http://\S+?/(?=（)", line):
            return process, found[0]
    raise Failed("".join(lines))


@dataclass(frozen=True, slots=True)
class Desk:
    """A document that is written at, and the page that is looked at meanwhile."""

    page: Page
    document: Path
    text: str
    """What it says before the first save."""

    def write(self, text: str) -> None:
        """Save in place."""
        self.document.write_text(text, encoding="utf-8")

    def shows(self, said: str) -> None:
        """Wait until the page says it."""
        self.page.wait_for_function(SEEN, arg=said, timeout=LONGEST)

    def added(self, said: str) -> str:
        """The text with one more paragraph."""
        return f"{self.text.rstrip()}\n\n{said}\n"


def body(desk: Desk, said: str) -> None:
    """Add a paragraph."""
    desk.write(desk.added(said))
    desk.shows(said)


def title(desk: Desk, said: str) -> None:
    """Give it another title."""
    desk.write(TITLE.sub(f"标题: {said}", desk.text, count=1))
    desk.shows(said)


def flaw(desk: Desk, said: str) -> None:
    """Link to a file that is not there, and wait for the finding over the page."""
    desk.write(desk.added(f"{said}见[附表](none.docx)。"))
    desk.page.get_by_text(FINDING).first.wait_for(timeout=LONGEST)


def mend(desk: Desk, said: str) -> None:
    """Take the link away, and wait until the page is new and nothing stands over it."""
    body(desk, said)
    desk.page.get_by_text(FINDING).first.wait_for(state="hidden", timeout=LONGEST)


def delete(desk: Desk, _: str) -> None:
    """Take the file away, and wait until its page is missed."""
    desk.document.unlink()
    desk.shows("页面不存在")


def atomic(desk: Desk, said: str) -> None:
    """Move the old text away, write the new one, drop the old one, as Vim does."""
    old = desk.document.with_name(f"{desk.document.name}~")
    desk.document.rename(old)
    desk.write(desk.added(said))
    old.unlink()
    desk.shows(said)


def twice(desk: Desk, said: str) -> None:
    """Save twice, one keystroke apart."""
    desk.write(desk.added("第一次"))
    time.sleep(0.05)
    body(desk, said)


def after_title(desk: Desk, said: str) -> None:
    """Give it another title and, while the lists are still made, add a paragraph."""
    title(desk, said)
    desk.write(TITLE.sub(f"标题: {said}", desk.added(f"段落{said}"), count=1))
    desk.shows(f"段落{said}")


Act: TypeAlias = Callable[[Desk, str], None]
ON_PAGE: Mapping[str, Act] = {
    "a link that leads nowhere, until the finding is shown": flaw,
    "the link taken away, until the finding is gone": mend,
    "a paragraph, saved as Vim does": atomic,
    "a paragraph, saved twice": twice,
}
"""What is done in turns, in this order, at the page of a document."""
ON_TITLE: Mapping[str, Act] = {
    "the title, seen on its page": title,
    "a paragraph right after the title, both seen": after_title,
}
"""The whole site is looked through for each of these: by itself, so that nothing else is measured behind it."""
ON_LIST: Mapping[str, Act] = {"the title, seen in a list": title}
ON_DRAFT: Mapping[str, Act] = {"a paragraph of a draft": body}
ON_NEW: Mapping[str, Act] = {"a new file": body, "a file deleted": delete}


@dataclass(frozen=True, slots=True)
class Waits:
    """What one row is made of."""

    label: str
    took: list[float]
    """Milliseconds from each save until the page in the browser showed it."""
    given_up: str = ""
    """Why there are fewer than were wanted; empty when there are not."""


def waited(desk: Desk, acts: Mapping[str, Act], times: int) -> Iterator[Waits]:
    """Do these in turns, and see how long each save takes; a row for each of them, however long that is."""
    took: dict[str, list[float]] = {label: [] for label in acts}
    begun, given_up = time.perf_counter(), ""
    try:
        for number in range(times + WARM):
            if time.perf_counter() - begun > TURNS and number > WARM:
                given_up = f"given up after {TURNS:.0f} s"
                break
            for label, act in acts.items():
                said = f"第{number}次保存，{time.time_ns()}。"
                start = time.perf_counter()
                act(desk, said)
                took[label].append((time.perf_counter() - start) * 1000)
                time.sleep(0.3)
    except Unseen:
        given_up = f"given up: “{label}” not seen within {LONGEST // 1000} s"
    for label, one in took.items():
        yield Waits(label, one[WARM:], given_up)


def rows(column: Path, edited: str, address: str, page: Page, times: tuple[int, int]) -> Iterator[Waits]:
    """Everything that is measured at one column; the first row ``times[0]`` times, the others ``times[1]`` times."""

    def at(path: str, text: str = "", seen: str = "") -> Desk:
        page.goto(f"{address}{seen or path.removesuffix('.md') + '.html'}")
        document = column / "content" / path
        return Desk(page, document, text or document.read_text(encoding="utf-8"))

    yield from waited(at(edited), {BODY: body}, times[0])
    desk = at(edited)
    yield from waited(desk, ON_PAGE, times[1])
    yield from waited(desk, ON_TITLE, times[1])
    desk.write(desk.text)
    page.wait_for_timeout(2000)
    folder = edited.rpartition("/")[0]
    page.goto(f"{address}{folder}/index.html")
    listed = Path(page.locator("a[href^='p-']").first.get_attribute("href") or "").stem
    yield from waited(at(f"{folder}/{listed}.md", seen=f"{folder}/index.html"), ON_LIST, times[1])
    text = (column / "content" / edited).read_text(encoding="utf-8")
    draft = f"{edited.removesuffix('.md')}-draft.md"
    (column / "content" / draft).write_text(text.replace("---\n", "---\n草稿: true\n", 1), encoding="utf-8")
    yield from waited(at(draft), ON_DRAFT, times[1])
    (column / "content" / draft).unlink()
    yield from waited(at(f"{edited.removesuffix('.md')}-new.md", text), ON_NEW, times[1])


def measured(count: int, times: tuple[int, int], texts: Path | None) -> Iterator[str]:
    """The rows of the table for one column, each as soon as it is known, and what they say of the budget."""
    folder, told = Path(tempfile.mkdtemp(prefix="gongkai-preview-", dir=fast_place()[0])), ""
    try:
        made = generate(count, folder, texts=texts)
        process, address = serve(made.gongkai)
        try:
            with sync_playwright() as playwright:
                page = playwright.chromium.launch(executable_path=which("chromium"), args=list(FLAGS)).new_page()
                for one in rows(made.gongkai, made.edited, address, page, times):
                    yield row(count, one)
                    if one.label == BODY and one.took:
                        told = verdict(one.took)
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    yield f"\n{told}"


def row(count: int, one: Waits) -> str:
    """One row of the table."""
    took, label = one.took, f"{one.label} ({one.given_up})" if one.given_up else one.label
    if not took:
        return f"| {count} | {label} | 0 | – | – | – |"
    return (
        f"| {count} | {label} | {len(took)} | {median(took):.0f} | {late(took):.0f} | {min(took):.0f}–{max(took):.0f} |"
    )


def late(took: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(took, n=20, method="inclusive")[-1] if len(took) > 1 else took[0]


def verdict(took: list[float]) -> str:
    """Whether the save of a body keeps to its budgets."""
    told = [
        f"{name} at most {budget} ms, {'kept' if ms <= budget else 'missed'}"
        for name, ms, budget in (("median", median(took), BUDGET), ("95th percentile", late(took), LATE))
    ]
    return f"Budget for {BODY}: {'; '.join(told)}."


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1000], help="numbers of documents (1000)")
    parser.add_argument("--saves", type=int, default=40, help="counted saves of a body (40)")
    parser.add_argument("--others", type=int, default=6, help="counted times of everything else (6)")
    parser.add_argument("--texts", type=Path, help="bodies from this .jsonl.gz (fields title, body)")
    chosen = parser.parse_args()
    say(f"### From a save to the page that shows it\n\n{machine()}; load {load():.1f}.")
    for count in chosen.counts:
        say(f"\n{HEADING}\n|--:|:--|--:|--:|--:|--:|")
        for line in measured(count, (chosen.saves, chosen.others), chosen.texts):
            say(line)


if __name__ == "__main__":
    main()
