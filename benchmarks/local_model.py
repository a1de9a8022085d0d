"""The local model's server, for us and for the peers alike."""

from collections.abc import Iterator
from contextlib import contextmanager

from corrigenda.extract.model import Server, find, serve


@contextmanager
def local_server(base_url: str | None = None) -> Iterator[Server]:
    """The embedded model's server, started here; or the one that listens at ``base_url``.

    Raises ``WeightsError`` where the weights are not here: ``corrigenda model pull`` fetches them.
    """
    if base_url is not None:
        yield Server(base_url=base_url, key="none")
        return
    with serve(find("local")) as server:
        yield server
