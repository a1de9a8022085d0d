"""One run at a time in a directory: a lock that the system lets go of when its process ends, however it
ends.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

_SECONDS = 0.5
"""How long the processes of a run that was killed may take to notice it."""


class DirectoryLock:
    """Holds the file ``path``, which is there only as long as it is held. Readers need not know of it."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        self._file = file

    @classmethod
    def take(cls, path: Path) -> "DirectoryLock | None":
        """The lock, or ``None`` where another run holds it. Raises ``OSError`` where there can be none."""
        latest = time.monotonic() + _SECONDS
        while True:
            file = path.open("ab")
            # Whoever held it before may have removed the file that was opened here.
            if _locked(file) and path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return cls(path, file)
            file.close()
            if time.monotonic() > latest:
                return None
            time.sleep(0.02)

    def release(self) -> None:
        """Let others in."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._file.close()


def _locked(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
