"""A batch: read, process, keep and write every article. One bad article never stops it.

``run`` is the flow: articles as they lie there, the work queue, the client, the store, and the files made of
it.
"""

from corrigenda.batch.progress import Monitor, Snapshot
from corrigenda.batch.run import WORKERS, run_batch

__all__ = [
    "WORKERS",
    "Monitor",
    "Snapshot",
    "run_batch",
]
