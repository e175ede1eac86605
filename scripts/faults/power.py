"""A disk whose power can be cut: ext4 in a file, shut down without its journal. Needs root and a loop device."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
from pathlib import Path
from typing import Final

_SHUTDOWN: Final = 0x8004587D  # EXT4_IOC_SHUTDOWN
_WITHOUT_JOURNAL: Final = struct.pack("I", 2)
_SIZE: Final = 8 << 20
_OPTIONS: Final = "loop,noauto_da_alloc"  # without ext4's kindness to programs that never flush


class Disk:
    """A file system of its own at `folder`, in the file `image`."""

    def __init__(self, folder: Path, image: Path) -> None:
        self.folder = folder
        self._image = image
        self._there = False

    def renew(self) -> None:
        """Make it empty and mount it."""
        self.remove()
        with self._image.open("wb") as image:
            image.truncate(_SIZE)
        _do("mkfs.ext4", "-q", "-F", "-m", "0", str(self._image))
        self.folder.mkdir(exist_ok=True)
        self._mount()

    def cut(self) -> None:
        """Cut the power and start again: what was not flushed is gone."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUTDOWN, _WITHOUT_JOURNAL)
        finally:
            os.close(handle)
        self.remove()
        self._mount()

    def remove(self) -> None:
        """Unmount it."""
        if self._there:
            _do("umount", str(self.folder))
            self._there = False

    def _mount(self) -> None:
        _do("mount", "-o", _OPTIONS, str(self._image), str(self.folder))
        self._there = True
        self.folder.chmod(0o700)


def _do(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


def possible(folder: Path) -> str:
    """Return why the power cannot be cut here, or nothing."""
    if os.geteuid() != 0:
        return "no root"
    disk = Disk(folder / "disk", folder / "image")
    try:
        disk.renew()
        disk.cut()
        disk.remove()
    except (OSError, subprocess.CalledProcessError) as problem:
        return str(problem)
    return ""
