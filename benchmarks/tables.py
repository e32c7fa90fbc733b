"""What was measured, as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.measure import Cost
from benchmarks.rounds import Cells, Row


def compared(rows: Sequence[Row], cells: Cells) -> Iterator[str]:
    """The builds; ratios are to the first tool in the same situation."""
    yield "| | | wall s, median (min–max) | ratio | CPU s | ratio | memory MB | ratio | pages | page MB | written |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for row in rows:
        cell, base = cells[row.name], cells[row.what, rows[0].tool.name]
        walls, cpus = _walls(cell.costs), _cpus(cell.costs)
        yield (
            f"| {row.what} | {row.tool.name} | {spread(walls)} | {ratio(walls, _walls(base.costs))} "
            f"| {median(cpus):.2f} | {ratio(cpus, _cpus(base.costs))} "
            f"| {cell.memory:.0f} | {cell.memory / base.memory if base.memory else 0:.2f} "
            f"| {cell.after.count('.html')} | {cell.after.size() / 1e6:.1f} | {cell.written} |"
        )


def listed(rows: Sequence[Row], cells: Cells) -> Iterator[str]:
    """What stands beside nothing else."""
    yield "| gongkai alone | wall s, median (min–max) | CPU s | memory MB |"
    yield "|---|--:|--:|--:|"
    for row in rows:
        cell = cells[row.name]
        walls, cpus = _walls(cell.costs), _cpus(cell.costs)
        yield f"| {row.what} | {spread(walls, 3)} | {median(cpus):.3f} | {cell.memory:.0f} |"


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Median, least and most."""
    return f"{median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """The ratio of the medians, then the least and the most of the ratios within one round."""
    same = theirs[: len(ours)]  # some tools run in the first rounds only
    rounds = [one / other for one, other in zip(ours, same, strict=True)]
    return f"{median(ours) / median(same):.2f} ({min(rounds):.2f}–{max(rounds):.2f})"


def _walls(costs: Sequence[Cost]) -> list[float]:
    return [one.wall for one in costs]


def _cpus(costs: Sequence[Cost]) -> list[float]:
    return [one.cpu for one in costs]
