"""Whether a store is on a drive of another computer, and whether that drive locks files for everybody.

SQLite keeps two programs from writing at the same time by locks on the file. On a network drive it can
promise no more than the drive does (https://www.sqlite.org/useovernet.html and howtocorrupt.html): many do
lock, some do not, and some only pretend to. A write-ahead log would need memory that all programs share, and
two computers share none (https://www.sqlite.org/wal.html); so stores keep to the rollback journal.
"""

import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

from guide.storage.errors import StoreError

_NETWORK = {
    *(
        "afpfs",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "fuse.ceph-fuse",
        "fuse.glusterfs",
        "glusterfs",
        "gfs",
    ),
    *(
        "gfs2",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs3",
        "nfs4",
        "ocfs2",
        "orangefs",
        "prl_fs",
        "smb2",
        "smb3",
        "smbfs",
    ),
}
"""File systems on other computers that pass locks on, or can."""
_UNLOCKED = {
    *(
        "davfs",
        "fuse.davfs2",
        "fuse.gcsfuse",
        "fuse.google-drive-ocamlfuse",
        "fuse.goofys",
        "fuse.gvfsd-fuse",
    ),
    *("fuse.onedrive", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "macfuse_sshfs", "vboxsf", "webdav"),
}
"""File systems whose locks no other computer sees."""
_UNLOCKED_OPTIONS = {"nolock", "nobrl", "local_lock=all", "local_lock=posix"}
"""Options of a mount by which locks stay on this computer."""
_REMOTE = "remote"
"""Stands among the options where the system itself says that the drive is not of this computer."""
_MNT_LOCAL = 0x1000
"""A flag of macOS."""
_DRIVE_REMOTE = 4
"""A type of drive of Windows."""


class Mount(NamedTuple):
    """A file system in the tree of folders.

    Attributes:
        folder: Where it is.
        kind: Its type, as the operating system names it.
        options: How it was mounted.
    """

    folder: str
    kind: str
    options: frozenset[str] = frozenset()

    @property
    def remote(self) -> bool:
        """Whether its files are on another computer."""
        return self.kind in _NETWORK or _REMOTE in self.options or not self.locks

    @property
    def locks(self) -> bool:
        """Whether programs on other computers see the locks, as far as that can be known."""
        return self.kind not in _UNLOCKED and not self.options & _UNLOCKED_OPTIONS


def network_text(path: Path) -> str:
    """Return a warning where a store is on a network drive; "" where it is not, or nobody can tell."""
    mount = find_mount(path)
    if mount is None or not mount.remote:
        return ""
    return (
        f"{path} is on a network drive ({mount.kind}). One at a time writes there, and others wait, as far as"
        " the drive locks files. Make backups; keep a store that you alone use on a disk of your own."
    )


def refuse_unlocked_drive(path: Path) -> None:
    """Raise StoreError where programs on other computers would not see that this one is writing."""
    mount = find_mount(path)
    if mount is not None and not mount.locks:
        raise StoreError(
            f"{path} is on a drive ({mount.kind}) whose locks other computers do not see, so that two people"
            " could destroy each other's records. Copy it to another drive, and name it there (--store"
            " FILE). Nothing that was kept is changed."
        )


def find_mount(path: Path, table: str | None = None) -> Mount | None:
    """Return the file system on which a file is or would be; None where that cannot be found out.

    ``table`` is what Linux has in /proc/self/mounts, which is read where it is not given.
    """
    real = Path(os.path.realpath(path))
    if table is None:
        if sys.platform == "win32":
            return _windows_mount(real)
        if sys.platform == "darwin":
            return _mac_mount(real)
        try:
            table = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return None
    found = None
    for line in table.splitlines():
        _, folder, kind, options, *_ = [*line.split(" "), "", "", "", ""]
        folder = _unescape(folder)
        # Of several in one place, the last one is on top.
        if real.is_relative_to(folder or "?") and (found is None or len(folder) >= len(found.folder)):
            found = Mount(folder, kind, frozenset(options.split(",")))
    return found


def _unescape(folder: str) -> str:
    """Return the name of a folder in the table, in which spaces and the like are octal numbers."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), folder)


def windows_mount(path: str, drive_type: int) -> Mount:
    """Return the file system of a Windows path. ``drive_type`` is what GetDriveTypeW says of its root."""
    plain = path.replace("/", "\\")
    unc = plain.startswith(("\\\\?\\UNC\\", "\\\\")) and not re.match(r"\\\\[?.]\\[A-Za-z]:", plain)
    return Mount(path, "Windows", frozenset({_REMOTE} if unc or drive_type == _DRIVE_REMOTE else ()))


def _windows_mount(real: Path) -> Mount | None:
    try:
        from ctypes import windll  # type: ignore[attr-defined,unused-ignore]

        return windows_mount(str(real), windll.kernel32.GetDriveTypeW(f"{real.anchor}"))
    except (ImportError, AttributeError, OSError):
        return None


def mac_mount(status: bytes) -> Mount:
    """Return the file system from the ``struct statfs`` of macOS, as <sys/mount.h> lays it out (64 bits)."""
    flags = int.from_bytes(status[64:68], "little")
    kind = status[72:88].split(b"\0")[0].decode(errors="replace")
    folder = status[88:1112].split(b"\0")[0].decode(errors="replace")
    return Mount(folder, kind, frozenset(() if flags & _MNT_LOCAL else {_REMOTE}))


def _mac_mount(real: Path) -> Mount | None:
    from ctypes import CDLL, create_string_buffer

    existing = next(folder for folder in (real, *real.parents) if folder.exists())
    buffer = create_string_buffer(4096)
    library = CDLL(None)
    call = getattr(library, "statfs$INODE64", None) or library.statfs
    return mac_mount(buffer.raw) if call(os.fsencode(existing), buffer) == 0 else None
