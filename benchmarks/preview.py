"""From a save to the page that shows it: what an editor waits for in ``gongkai serve``.

``python -m benchmarks.preview 10000`` makes a column, serves it, opens one of its pages in the distribution's Chromium,
and saves that page's document again and again, each time after the last save is seen. Needs what the tests need.
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
from pathlib import Path
from shutil import which
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

from benchmarks.generate import generate
from benchmarks.machine import fast_place, load, machine, say
from benchmarks.measure import Failed

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
SEEN = "text => document.body !== null && document.body.innerText.includes(text)"
WARM = 3
"""Saves that are not counted: the first ones compile the layout."""
LONGEST = 60_000
"""Milliseconds until a save counts as never seen."""


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


def waited(page: Page, document: Path, saves: int) -> list[float]:
    """Milliseconds from each save until the page in the browser shows it."""
    text = document.read_text(encoding="utf-8").rstrip("\n")
    took = []
    for number in range(saves + WARM):
        said = f"第{number}次保存，{time.time_ns()}。"
        start = time.perf_counter()
        document.write_text(f"{text}\n\n{said}\n", encoding="utf-8")
        page.wait_for_function(SEEN, arg=said, timeout=LONGEST)
        took.append((time.perf_counter() - start) * 1000)
        time.sleep(0.3)
    return took[WARM:]


def measured(count: int, saves: int, texts: Path | None) -> str:
    """One row of the table."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-preview-", dir=fast_place()[0]))
    try:
        made = generate(count, folder, texts=texts)
        process, address = serve(made.gongkai)
        try:
            with sync_playwright() as playwright:
                page = playwright.chromium.launch(executable_path=which("chromium"), args=list(FLAGS)).new_page()
                page.goto(f"{address}{made.edited.removesuffix('.md')}.html")
                took = waited(page, made.gongkai / "content" / made.edited, saves)
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    late = quantiles(took, n=20)[-1]
    return f"| {count} | {saves} | {median(took):.0f} | {late:.0f} | {min(took):.0f}–{max(took):.0f} |"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1000], help="numbers of documents (1000)")
    parser.add_argument("--saves", type=int, default=40, help="counted saves (40)")
    parser.add_argument("--texts", type=Path, help="bodies from this .jsonl.gz (fields title, body)")
    chosen = parser.parse_args()
    say(f"### From a save to the page that shows it\n\n{machine()}; load {load():.1f}.\n")
    say("| documents | saves | median ms | 95th percentile ms | min–max |\n|--:|--:|--:|--:|--:|")
    for count in chosen.counts:
        say(measured(count, chosen.saves, chosen.texts))


if __name__ == "__main__":
    main()
