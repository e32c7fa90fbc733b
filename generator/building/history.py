"""The project's past: which commit was the newest on a day, and its files as they then were.

git is asked through its own program. What a commit holds is laid out in a folder of its own, outside the project; from
one commit to the next only what differs is written. A shallow clone, a missing program, a folder that is in no
repository: each is an answer with a reason, never an empty past.
"""

from __future__ import annotations

import os
import subprocess  # git is asked through its own program
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from generator.model.values import Struct, field

ZONE = timezone(timedelta(hours=8))
"""A day of the history ends at midnight in Asia/Shanghai, wherever the commits were made."""
ASIDE = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"})
"""What git sets for its hooks: it would look into another repository than that of the folder."""
SETTINGS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
"""Plain words, nothing written, nothing fetched, nothing asked."""
LINK, SUBMODULE = "120000", "160000"
"""Modes of tree entries that are no files."""


class NoHistory(Exception):
    """The past cannot be told; the message says why, in Chinese."""


class Commit(Struct, frozen=True):
    """One commit of the current branch."""

    name: str
    """Its object name, hexadecimal."""
    when: int
    """Seconds since 1970 when it was committed (the committer's date)."""


class History(Struct, frozen=True):
    """The commits of the current branch, each merge as one step."""

    top: Path
    """Where the repository's files are."""
    prefix: str
    """Where the project is in it: ``web/`` or nothing."""
    commits: tuple[Commit, ...]
    """From the tip back."""
    shallow: bool
    """What lies before the last of them is not at hand."""

    def newest(self, day: date) -> Commit:
        """The commit with the latest committer date up to the end of a day; of equal ones that nearest to the tip.

        Raises:
            NoHistory: there was none, or nobody knows.
        """
        end = (datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(days=1)).timestamp()
        then = [one for one in self.commits if one.when < end]
        if then:
            return max(then, key=lambda one: one.when)
        if self.shallow:
            raise NoHistory(f"仓库是浅克隆，看不到 {day} 的提交；运行 git fetch --unshallow")
        first = datetime.fromtimestamp(min(one.when for one in self.commits), ZONE).date()
        raise NoHistory(f"{day} 还没有提交，第一次提交在 {first}")


def ask(folder: Path, *arguments: str) -> str:
    """What git answers.

    Raises:
        NoHistory: it is not there, or it refuses.
    """
    command = ["git", "-C", str(folder), "-c", "core.quotepath=false", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=_environment(), stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise NoHistory("没有找到 git 程序") from None
    if done.returncode:
        raise NoHistory(_refusal(done.stderr.decode("utf-8", "replace").strip()))
    return done.stdout.decode("utf-8", "surrogateescape")


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ASIDE} | SETTINGS


def _refusal(said: str) -> str:
    if "not a git repository" in said:
        return "项目目录不在 git 仓库中"
    if "dubious ownership" in said:
        return "git 不肯读取这个仓库，因为它属于别的用户；按 git 的提示登记 safe.directory"
    lines = said.splitlines() or ["没有说明原因"]
    return f"git 无法回答：{next((line for line in lines if line.startswith('fatal:')), lines[-1])}"


def read_history(root: Path) -> History:
    """Read the history of the repository that holds a project.

    Raises:
        NoHistory: there is no program, no repository or no commit.
    """
    told = ask(root, "rev-parse", "--is-shallow-repository", "--show-prefix", "--show-toplevel")
    shallow, prefix, top = told.removesuffix("\n").split("\n", 2)
    try:
        ask(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except NoHistory:
        raise NoHistory("仓库中还没有提交") from None
    log = ask(root, "log", "--first-parent", "-z", "--format=%H %ct", "HEAD", "--")
    pairs = (line.split() for line in log.split("\0") if line)
    commits = tuple(Commit(name, int(when)) for name, when in pairs)
    return History(Path(top), prefix, commits, shallow == "true")


def tree_of(history: History, commit: Commit) -> str:
    """The object name of the project's folder in a commit: equal names, equal files.

    Raises:
        NoHistory: the project was not in it.
    """
    try:
        return ask(history.top, "rev-parse", "--verify", "--quiet", f"{commit.name}:{history.prefix}").strip()
    except NoHistory:
        raise NoHistory("那时仓库中还没有这个项目目录") from None


class Checkout(Struct):
    """A folder that shows the project as it was; goes from commit to commit."""

    history: History
    root: Path
    """The folder."""
    _objects: subprocess.Popen[bytes]
    _shown: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By path, mode and object name of what lies there."""

    def show(self, commit: Commit, wanted: Sequence[str]) -> Path:
        """Lay out those top names of the project that are wanted, as they were in a commit.

        Raises:
            NoHistory: git does not have what the commit holds.
            OSError: the disk refused.
        """
        then = self._listed(commit, frozenset(wanted))
        for path in [path for path, entry in self._shown.items() if then.get(path) != entry]:
            (self.root / path).unlink(missing_ok=True)
            del self._shown[path]
        for path, (mode, name) in then.items():
            if path not in self._shown:
                self._write(path, mode, self._content(name))
                self._shown[path] = (mode, name)
        return self.root

    def _listed(self, commit: Commit, wanted: frozenset[str]) -> Mapping[str, tuple[str, str]]:
        listing = ask(self.history.top, "ls-tree", "-r", "-z", tree_of(self.history, commit))
        found = {}
        for line in filter(None, listing.split("\0")):
            entry, _, path = line.partition("\t")
            mode, _, name = entry.split(" ")
            parts = PurePosixPath(path).parts
            if mode != SUBMODULE and parts[0] in wanted and not {"..", ".git"} & set(parts):
                found[path] = mode, name
        return found

    def _content(self, name: str) -> bytes:
        """The bytes of an object, as they are stored."""
        asking, answering = _pipes(self._objects)
        asking.write(f"{name}\n".encode())
        asking.flush()
        told = answering.readline().split()
        if len(told) != len(("name", "type", "size")):  # else it says that the name is missing
            raise NoHistory(f"git 中缺少对象 {name[:12]}（部分克隆或者仓库损坏）")
        data = answering.read(int(told[2]))
        answering.read(1)
        return data

    def _write(self, path: str, mode: str, data: bytes) -> None:
        file = self.root / path
        above = [one for one in file.parents if one.is_relative_to(self.root) and one != self.root]
        if any(one.is_symlink() for one in above):  # names that differ in case alone, where case does not count
            raise NoHistory(f"{path} 与一个符号链接重名，无法在这台电脑上重建")
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():  # emptied, for what lay in it is gone
            _remove_empty(file)
        if mode == LINK:
            file.symlink_to(data.decode("utf-8", "surrogateescape"))
        else:
            file.write_bytes(data)


def _remove_empty(folder: Path) -> None:
    for inner in folder.iterdir():
        _remove_empty(inner)
    folder.rmdir()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise NoHistory("git 没有应答")
    return process.stdin, process.stdout


@contextmanager
def checkout(history: History) -> Iterator[Checkout]:
    """A folder for commits, gone when the block ends, however it ends."""
    command = ["git", "-C", str(history.top), "cat-file", "--batch"]
    with TemporaryDirectory(prefix="gongkai-") as folder:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        )
        try:
            yield Checkout(history, Path(folder), process)
        finally:
            process.kill()
            process.communicate()
