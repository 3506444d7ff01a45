"""Where a store is, as the tables of mounts of each system have it."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from guide.cli.records import run
from guide.storage import StoreError, network_drives, open_store
from guide.storage.database_file import file_warnings
from guide.storage.network_drives import Mount, find_mount, mac_mount, network_text, windows_mount

TABLE = r"""
sysfs /sys sysfs rw,nosuid 0 0
/dev/sda1 / ext4 rw,relatime 0 0
/dev/sdb1 /mnt ext4 rw 0 0
server:/export /mnt/nfs nfs4 rw,vers=4.2,local_lock=none 0 0
server:/export /mnt/nfs3 nfs rw,vers=3,nolock,local_lock=all 0 0
server:/old /mnt/posix nfs rw,vers=3,local_lock=posix 0 0
//server/team /mnt/team\040drive cifs rw,vers=3.1.1 0 0
//server/more /mnt/more smb3 rw 0 0
//server/team /mnt/nobrl cifs rw,nobrl 0 0
me@server: /mnt/ssh fuse.sshfs rw 0 0
rclone: /mnt/cloud fuse.rclone rw 0 0
/dev/sdc1 /mnt/ntfs fuseblk rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdd1 /mnt/nfs/below ext4 rw 0 0
over /mnt/twice ext4 rw 0 0
server:/twice /mnt/twice nfs4 rw 0 0
short
"""


@pytest.mark.parametrize(
    ("path", "kind", "remote", "locks"),
    [
        ("/home/me/interviews.db", "ext4", False, True),
        ("/mnt/interviews.db", "ext4", False, True),
        ("/mnt/nfs/deep/down/interviews.db", "nfs4", True, True),
        ("/mnt/nfsx/interviews.db", "ext4", False, True),
        ("/mnt/nfs3/interviews.db", "nfs", True, False),
        ("/mnt/posix/interviews.db", "nfs", True, False),
        ("/mnt/team drive/interviews.db", "cifs", True, True),
        ("/mnt/more/interviews.db", "smb3", True, True),
        ("/mnt/nobrl/interviews.db", "cifs", True, False),
        ("/mnt/ssh/interviews.db", "fuse.sshfs", True, False),
        ("/mnt/cloud/interviews.db", "fuse.rclone", True, False),
        ("/mnt/ntfs/interviews.db", "fuseblk", False, True),
        ("/run/user/1000/gvfs/smb-share/interviews.db", "fuse.gvfsd-fuse", True, False),
        ("/mnt/nfs/below/interviews.db", "ext4", False, True),
        ("/mnt/twice/interviews.db", "nfs4", True, True),
    ],
)
def test_the_drive_of_a_file_is_found(path: str, kind: str, remote: bool, locks: bool) -> None:
    mount = find_mount(Path(path), TABLE)
    assert mount is not None
    assert (mount.kind, mount.remote, mount.locks) == (kind, remote, locks)


@pytest.mark.parametrize(
    ("path", "drive_type", "remote"),
    [
        (r"C:\Users\me\interviews.db", 3, False),
        (r"Z:\team\interviews.db", 4, True),
        (r"\\server\team\interviews.db", 1, True),
        (r"\\?\UNC\server\team\interviews.db", 1, True),
        (r"\\?\C:\interviews.db", 3, False),
        ("//server/team/interviews.db", 1, True),
    ],
)
def test_a_drive_of_windows_is_known_by_name_or_type(path: str, drive_type: int, remote: bool) -> None:
    assert windows_mount(path, drive_type).remote is remote


@pytest.mark.parametrize(
    ("kind", "flags", "remote", "locks"),
    [
        ("apfs", 0x1000, False, True),
        ("smbfs", 0, True, True),
        ("macfuse", 0, True, True),
        ("webdav", 0, True, False),
    ],
)
def test_a_drive_of_macos_is_known_by_its_flags(kind: str, flags: int, remote: bool, locks: bool) -> None:
    head = struct.pack("<Ii5Q2iIIII", 4096, 4096, *range(5), 0, 0, 501, 1, flags, 0)
    assert len(head) == 72
    mount = mac_mount(
        head + kind.encode().ljust(16, b"\0") + b"/Volumes/Team".ljust(1024, b"\0") + bytes(1100)
    )
    assert (mount.folder, mount.kind, mount.remote, mount.locks) == ("/Volumes/Team", kind, remote, locks)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def place(kind: str, *options: str) -> None:
        monkeypatch.setattr(network_drives, "find_mount", lambda _: Mount("/", kind, frozenset(options)))

    return place


def test_a_drive_of_this_computer_is_passed_over(tmp_path: Path) -> None:
    assert network_text(tmp_path / "interviews.db") == ""
    assert file_warnings(tmp_path / "interviews.db") == ()


def test_a_drive_that_locks_is_used_and_told(
    tmp_path: Path, on: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "interviews.db"
    on("nfs4")
    with open_store(path).reading() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert "is on a network drive (nfs4)" in file_warnings(path)[0]
    assert run(["verify", "--store", str(path)]) == 0
    assert "is on a network drive (nfs4)" in capsys.readouterr().out


def test_a_drive_that_does_not_lock_is_refused(tmp_path: Path, on: Callable[..., None]) -> None:
    for kind, options in (("fuse.sshfs", ()), ("nfs", ("nolock",)), ("cifs", ("nobrl",))):
        on(kind, *options)
        with pytest.raises(StoreError, match="whose locks other computers do not see"):
            open_store(tmp_path / "folder" / "interviews.db")
    assert list(tmp_path.iterdir()) == []


def test_a_write_ahead_log_is_used_nowhere(tmp_path: Path) -> None:
    """It needs memory that two computers never share. A store that another program gave one loses it."""
    path = tmp_path / "interviews.db"
    store = open_store(path)
    store.connection.execute("PRAGMA journal_mode = WAL")
    store.close()
    store = open_store(path)
    assert store.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert path.read_bytes()[18:20] == b"\x01\x01"
    assert [file.name for file in tmp_path.iterdir()] == ["interviews.db"]
