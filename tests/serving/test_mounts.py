"""Where the system tells of no changes, it is known from its list of mounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.serving import mounts
from generator.serving.mounts import file_system, silent

LINES = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
30 27 0:27 / /mnt/c rw,noatime - 9p C:\134 rw,aname=drvfs;path=C:\;uid=1000
31 27 0:28 / /mnt/c/linux rw,noatime shared:1 master:2 - ext4 /dev/vdb rw
32 27 0:29 / /srv/共享\040文件 rw - cifs //host/share rw
33 27 0:30 / /home rw - nfs4 host:/home rw
34 27 0:31 / /home rw - ext4 /dev/vdc rw
short
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/site/content", "ext4"),
        ("/mnt/c/site", "9p"),
        ("/mnt/c/linux/site", "ext4"),
        ("/mnt/cc/site", "ext4"),
        ("/srv/共享 文件/site", "cifs"),
        ("/home/site", "ext4"),
    ],
)
def test_the_innermost_and_latest_mount_decides(path: str, expected: str) -> None:
    assert file_system(Path(path), LINES) == expected


def test_an_empty_list_says_nothing() -> None:
    assert file_system(Path("/site"), "") == ""


@pytest.mark.parametrize("kind", ["9p", "drvfs", "nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "vboxsf", "virtiofs"])
def test_one_silent_place_is_enough(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = tmp_path / "mountinfo"
    listing.write_text(f"1 1 0:1 / / rw - ext4 /dev/vda rw\n2 1 0:2 / {tmp_path}/drive rw - {kind} host rw\n")
    monkeypatch.setattr(mounts, "MOUNTS", listing)
    assert silent([tmp_path / "content", tmp_path / "drive/layouts/not/yet"]) == kind
    assert silent([tmp_path / "content"]) == ""


def test_where_there_is_no_list_changes_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mounts, "MOUNTS", tmp_path / "none")
    assert silent([tmp_path]) == ""
