"""The output folder is always a whole site, holds exactly what is ours, and keeps what is not."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.building import exchange as swapping
from generator.building import manifest, publishing, succession
from generator.building.manifest import Busy, ForeignFolder
from generator.building.publishing import clean, edition
from generator.building.result import Changes
from generator.building.succession import spare_of
from generator.model.site import Artifact


def publish(
    artifacts: Mapping[str, Artifact],
    assets: Mapping[str, Path],
    output: Path,
    records: Mapping[Path, bytes] = MappingProxyType({}),
) -> Changes:
    """Publish some files, as a build does."""
    contents = {path: assets[one.source] if one.source else one.content for path, one in artifacts.items()}
    with edition(output) as made:
        return made.publish({path: digest(content) for path, content in contents.items()}, contents, records)


def digest(content: bytes | Path) -> str:
    """SHA-256 of a file to be published; of one that is missing, whatever it may have been."""
    if isinstance(content, Path):
        content = content.read_bytes() if content.exists() else b""
    return sha256(content).hexdigest()


def site(**files: str) -> dict[str, Artifact]:
    """A site of text files; double underscores in names stand for slashes."""
    named = {name.replace("__", "/") + ".html": text for name, text in files.items()}
    return {name: Artifact(name, text.encode()) for name, text in named.items()}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, the manifest aside."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found.pop(manifest.NAME, None)
    return found


def leftovers(output: Path) -> set[str]:
    """What publishing left beside the folder, and names in the spare tree of what does not stand in the folder."""
    spare = spare_of(output)
    files = [path for path in spare.rglob("*") if path.is_symlink() or path.is_file()]
    names = {path.relative_to(spare).as_posix(): path for path in files}
    stale = {name for name, path in names.items() if path.lstat().st_ino != (output / name).lstat().st_ino}
    return {path.name for path in output.parent.iterdir()} - {output.name, f".{output.name}.busy", spare.name} | stale


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def test_a_first_build_writes_everything(output: Path) -> None:
    assert publish(site(index="a", guide__index="b"), {}, output) == Changes(("guide/index.html", "index.html"), (), 0)
    assert tree(output) == {"index.html": b"a", "guide/index.html": b"b"}
    assert leftovers(output) == set()


def test_an_equal_build_touches_nothing(output: Path) -> None:
    publish(site(index="a", guide__index="b"), {}, output)
    before = {path: path.stat().st_mtime_ns for path in [output, *output.rglob("*")]}
    assert publish(site(index="a", guide__index="b"), {}, output) == Changes((), (), 2)
    assert {path: path.stat().st_mtime_ns for path in [output, *output.rglob("*")]} == before


def test_only_what_changed_is_written_and_only_ours_is_removed(output: Path) -> None:
    publish(site(index="a", old="x", guide__index="b"), {}, output)
    (output / "CNAME").write_text("example")
    (output / "guide" / "notes.txt").write_text("kept")
    assert publish(site(index="a2", guide__index="b"), {}, output) == Changes(("index.html",), ("old.html",), 1)
    assert tree(output) == {
        "index.html": b"a2",
        "guide/index.html": b"b",
        "CNAME": b"example",
        "guide/notes.txt": b"kept",
    }


def test_a_tampered_file_is_mended(output: Path) -> None:
    publish(site(index="a"), {}, output)
    (output / "index.html").write_text("tampered")
    assert publish(site(index="a"), {}, output).written == ("index.html",)
    assert (output / "index.html").read_bytes() == b"a"


def test_assets_are_copied(output: Path, tmp_path: Path) -> None:
    source = tmp_path / "form.docx"
    source.write_bytes(b"\x00\x01")
    artifacts = {"apply/form.docx": Artifact("apply/form.docx", b"", source="content/apply/form.docx")}
    publish(artifacts, {"content/apply/form.docx": source}, output)
    assert tree(output) == {"apply/form.docx": b"\x00\x01"}


def test_the_manifest_lets_anyone_verify_a_copy(output: Path) -> None:
    publish(site(index="a"), {}, output)
    assert manifest.read(output) == {"index.html": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}


@pytest.mark.parametrize("content", [b"", b"{}", b'{"generator": "other", "files": {}}', b"\xff"])
def test_a_folder_with_a_manifest_that_is_not_ours_is_refused(output: Path, content: bytes) -> None:
    output.mkdir()
    (output / manifest.NAME).write_bytes(content)
    with pytest.raises(ForeignFolder):
        publish(site(index="a"), {}, output)
    assert tree(output) == {}


def test_a_foreign_folder_is_refused_and_stays_as_it_was(output: Path) -> None:
    output.mkdir()
    (output / "thesis.txt").write_text("mine")
    with pytest.raises(ForeignFolder, match="不是本程序生成的目录"):
        publish(site(index="a"), {}, output)
    with pytest.raises(ForeignFolder):
        clean(output)
    assert tree(output) == {"thesis.txt": b"mine"}


def test_a_file_or_a_link_in_the_folder_s_place_is_refused(output: Path, tmp_path: Path) -> None:
    output.write_text("file")
    with pytest.raises(ForeignFolder):
        publish(site(index="a"), {}, output)
    output.unlink()
    (tmp_path / "elsewhere").mkdir()
    output.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ForeignFolder):
        publish(site(index="a"), {}, output)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_empty_folder_is_taken(output: Path) -> None:
    output.mkdir()
    publish(site(index="a"), {}, output)
    assert tree(output) == {"index.html": b"a"}


def test_a_disk_that_refuses_leaves_the_old_site(output: Path, tmp_path: Path) -> None:
    publish(site(index="a"), {}, output)
    missing = {"a.docx": Artifact("a.docx", b"", source="content/a.docx")}
    with pytest.raises(OSError, match="gone"):
        publish(site(index="b") | missing, {"content/a.docx": tmp_path / "gone"}, output)
    assert tree(output) == {"index.html": b"a"}
    assert leftovers(output) == set()


def test_clean_takes_away_what_is_ours_and_nothing_else(output: Path) -> None:
    publish(site(index="a", guide__index="b", statutory__policies__p="c"), {}, output)
    (output / "guide" / "notes.txt").write_text("kept")
    removed = clean(output).removed
    assert removed == ("guide/index.html", "index.html", "statutory/policies/p.html", manifest.NAME)
    assert tree(output) == {"guide/notes.txt": b"kept"}
    (output / "guide" / "notes.txt").unlink()


def test_clean_of_a_whole_folder_leaves_none(output: Path) -> None:
    publish(site(index="a", guide__index="b"), {}, output)
    clean(output)
    assert not output.exists()
    assert clean(output) == Changes((), (), 0)


def test_two_processes_do_not_publish_to_one_folder(output: Path) -> None:
    publish(site(index="a"), {}, output)
    with FileLock(output.with_name(".output.busy")), pytest.raises(Busy):
        publish(site(index="b"), {}, output)
    assert tree(output) == {"index.html": b"a"}


def test_a_swap_without_the_system_s_help_gives_the_same(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swapping, "_at_once", lambda *_: False)
    publish(site(index="a", old="x"), {}, output)
    publish(site(index="b"), {}, output)
    assert tree(output) == {"index.html": b"b"}
    assert leftovers(output) == set()


def test_a_swap_that_was_interrupted_is_undone(output: Path) -> None:
    publish(site(index="a"), {}, output)
    output.rename(output.with_name(".output.aside"))
    assert publish(site(index="a"), {}, output) == Changes((), (), 1)
    assert tree(output) == {"index.html": b"a"}


def _publish_for_ever(output: Path, sites: list[dict[str, Artifact]]) -> None:
    while True:
        for one in sites:
            publish(one, {}, output)


def test_killed_at_any_moment_the_folder_is_one_whole_site(output: Path) -> None:
    """Twenty kills at random moments: what stands is always exactly the old or exactly the new site."""
    names = [f"page-{n}" for n in range(60)]
    sites = [site(**dict.fromkeys(names, text)) for text in ("old", "new")]
    publish(sites[0], {}, output)
    context = multiprocessing.get_context("fork")
    seen = set()
    for number in range(20):
        process = context.Process(target=_publish_for_ever, args=(output, sites))
        process.start()
        time.sleep(0.01 + number * 0.003)
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        process.close()
        found = tree(output)
        assert found.keys() == {f"{name}.html" for name in names}
        assert len(set(found.values())) == 1
        seen |= set(found.values())
    publish(sites[0], {}, output)
    assert leftovers(output) == set()


names = st.sampled_from(["a", "b", "c/d", "c/e", "f/g/h"])
sites = st.dictionaries(names, st.sampled_from(["1", "2"]), max_size=5)


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(sites, min_size=1, max_size=5))
def test_any_sequence_of_builds_ends_like_the_last_one_alone(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    for step in steps:
        publish({name: Artifact(name, text.encode()) for name, text in step.items()}, {}, folder / "many")
    publish({name: Artifact(name, text.encode()) for name, text in steps[-1].items()}, {}, folder / "one")
    assert tree(folder / "many") == tree(folder / "one")
    assert manifest.read(folder / "many") == manifest.read(folder / "one")


def test_the_staging_folder_stands_on_the_same_file_system(output: Path) -> None:
    assert publishing._staging(output).parent == output.parent  # noqa: SLF001  # a rename across systems would copy


def claim(output: Path, name: str) -> None:
    """A manifest of ours that lists one file."""
    output.mkdir(exist_ok=True)
    (output / manifest.NAME).write_text(json.dumps({"generator": manifest.MARK, "files": {name: "x"}}))


@pytest.mark.parametrize(
    "name", ["../victim.txt", "a/../../victim.txt", "/victim.txt", "..\\victim.txt", "C:victim.txt", "", "a//b", "./a"]
)
def test_a_manifest_that_names_what_lies_elsewhere_is_refused(output: Path, name: str) -> None:
    victim = output.parent / "victim.txt"
    victim.write_text("mine")
    claim(output, name)
    for run in (lambda: clean(output), lambda: publish(site(index="a"), {}, output)):
        with pytest.raises(ForeignFolder, match="可能指向目录之外"):
            run()
    assert victim.read_text() == "mine"


def test_a_manifest_that_names_a_file_behind_a_link_is_refused(output: Path) -> None:
    elsewhere = output.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "victim.txt").write_text("mine")
    claim(output, "link/victim.txt")
    (output / "link").symlink_to(elsewhere)
    with pytest.raises(ForeignFolder):
        clean(output)
    assert (elsewhere / "victim.txt").read_text() == "mine"


@pytest.mark.parametrize("path", [manifest.NAME, "Manifest.json", "../index.html", "/index.html"])
def test_an_artifact_does_not_take_the_manifest_s_place_or_leave_the_folder(output: Path, path: str) -> None:
    with pytest.raises(ValueError, match="不能作为网页或附件的路径"):
        publish({path: Artifact(path, b"x")}, {}, output)
    assert not output.exists()


def test_a_manifest_below_the_root_is_a_file_like_any_other(output: Path) -> None:
    path = f"guide/{manifest.NAME}"
    assert publish({path: Artifact(path, b"x")}, {}, output).written == (path,)


def test_a_swap_whose_second_step_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swapping, "_at_once", lambda *_: False)
    (tmp_path / "old").mkdir()
    with pytest.raises(OSError, match="gone"):
        swapping.exchange(tmp_path / "old", tmp_path / "gone")
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_a_swap_interrupted_after_its_second_step_is_finished(output: Path) -> None:
    publish(site(index="new"), {}, output)
    publish(site(index="old"), {}, output.with_name(".output.aside"))
    output.with_name("..output.aside.busy").unlink()
    publish(site(index="newer"), {}, output)
    assert tree(output) == {"index.html": b"newer"}
    assert leftovers(output) == set()


def test_the_old_site_stands_aside_as_long_as_something_foreign_has_its_place(output: Path) -> None:
    publish(site(index="old"), {}, output)
    aside = output.rename(output.with_name(".output.aside"))
    output.mkdir()
    (output / "letter.txt").write_text("mine")
    with pytest.raises(ForeignFolder):
        publish(site(index="new"), {}, output)
    assert tree(aside) == {"index.html": b"old"}


def test_permissions_and_others_empty_folders_are_kept(output: Path) -> None:
    output.mkdir(mode=0o700)
    output.chmod(0o750)
    publish(site(index="a", gone__index="b"), {}, output)
    (output / "uploads" / "2020").mkdir(parents=True)
    (output / "uploads").chmod(0o770)
    publish(site(index="c"), {}, output)
    assert {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_dir()} == {
        "uploads",
        "uploads/2020",
    }
    assert [path.stat().st_mode & 0o777 for path in (output, output / "uploads")] == [0o750, 0o770]
    clean(output)
    assert (output / "uploads" / "2020").is_dir()


def test_a_mount_point_is_named_as_such(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system answers a rename of a mount point so; a test cannot mount."""

    def busy(*_: Path) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    publish(site(index="a"), {}, output)
    monkeypatch.setattr(succession, "exchange", busy)
    with pytest.raises(OSError, match="目录是挂载点") as caught:
        publish(site(index="b"), {}, output)
    assert (caught.value.errno, caught.value.filename) == (errno.EBUSY, str(output))
    assert tree(output) == {"index.html": b"a"}


def test_from_the_third_edition_on_only_what_differs_is_linked(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tree before is at hand, without what no longer stands."""
    names = [f"page-{n}" for n in range(20)]
    publish(site(**dict.fromkeys(names, "a"), gone="a"), {}, output)
    (output / "letter.txt").write_text("mine")
    (output / "shortcut").symlink_to("letter.txt")
    publish(site(**dict.fromkeys(names, "a") | {"page-3": "b"}), {}, output)
    assert leftovers(output) == set()
    linked = []
    link = os.link
    monkeypatch.setattr(
        os, "link", lambda source, *more, **named: linked.append(source) or link(source, *more, **named)
    )
    publish(site(**dict.fromkeys(names, "a") | {"page-3": "b", "page-5": "b", "deep__page": "b"}), {}, output)
    assert {path.removeprefix(f"{output}/") for path in linked} == {"page-3.html", "shortcut"}
    assert tree(output) == {f"{name}.html": b"a" for name in names} | {
        "page-3.html": b"b",
        "page-5.html": b"b",
        "deep/page.html": b"b",
        "letter.txt": b"mine",
        "shortcut": b"mine",
    }
    assert (output / "shortcut").is_symlink()
    assert leftovers(output) == set()


def test_whatever_is_done_to_the_spare_tree_the_site_is_whole(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("outside")
    publish(site(a="1", b="1", c__d="1"), {}, output)
    publish(site(a="2", b="1", c__d="1"), {}, output)
    spare = spare_of(output)
    (spare / "b.html").unlink()
    (spare / "b.html").mkdir()
    (spare / "b.html" / "x").write_text("x")
    (spare / "c" / "d.html").unlink()
    (spare / "c" / "d.html").write_text("1")
    (spare / "e.html").symlink_to(outside)
    publish(site(a="3", b="1", c__d="1", e="1"), {}, output)
    assert tree(output) == {"a.html": b"3", "b.html": b"1", "c/d.html": b"1", "e.html": b"1"}
    assert (leftovers(output), outside.read_text()) == ({"outside.txt"}, "outside")


def test_what_was_withdrawn_stays_nowhere(output: Path) -> None:
    publish(site(a="secret", b="1"), {}, output)
    publish(site(b="2"), {}, output)
    publish(site(b="3"), {}, output)
    assert [path for path in output.parent.rglob("*") if path.is_file() and path.read_bytes() == b"secret"] == []
    clean(output)
    assert leftovers(output) == set()
    assert not spare_of(output).exists()


def test_where_nothing_can_be_linked_nothing_is_spared(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copies would take as much room again."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    publish(site(a="1", b="1"), {}, output)
    publish(site(a="2", b="1"), {}, output)
    assert tree(output) == {"a.html": b"2", "b.html": b"1"}
    assert not spare_of(output).exists()


def test_a_lock_that_the_system_refuses_is_not_another_process(output: Path) -> None:
    output.with_name(".output.busy").mkdir()
    with pytest.raises(IsADirectoryError):
        publish(site(index="a"), {}, output)


def test_records_are_written_with_the_site_or_not_at_all(output: Path, tmp_path: Path) -> None:
    record, blocked = tmp_path / "record", tmp_path / "blocked"
    publish(site(index="a"), {}, output, {record: b"1"})
    assert record.read_bytes() == b"1"
    blocked.mkdir()
    with pytest.raises(IsADirectoryError):
        publish(site(index="b"), {}, output, {record: b"2", blocked: b"2"})
    missing = {"a.docx": Artifact("a.docx", b"", source="a")}
    with pytest.raises(OSError, match="gone"):
        publish(missing, {"a": tmp_path / "gone"}, output, {record: b"2"})
    assert (record.read_bytes(), tree(output)) == (b"1", {"index.html": b"a"})
    assert leftovers(output) == {"record", "blocked"}
