"""Rows of a large sorted file, found where they are: nothing is parsed before it is asked for."""

from functools import lru_cache

from corrigenda.reconcile.text.data import data_path

_COMMENT = b"#"


class SortedRows:
    """Lines of a word, a tab and what is said of it, sorted by their words; comments stand before them."""

    def __init__(self, lines: bytes) -> None:
        """Take the content of a file."""
        self._lines = lines
        self._start = 0
        while lines[self._start : self._start + 1] == _COMMENT:
            self._start = lines.index(b"\n", self._start) + 1

    def get(self, word: str) -> str | None:
        """What stands behind the word; ``None`` where it has no row.

        Binary search: ``low`` and ``high`` are always the beginnings of lines, or the end.
        """
        sought, lines = word.encode(), self._lines
        low, high = self._start, len(lines)
        while low < high:
            middle = lines.rfind(b"\n", 0, (low + high) // 2) + 1
            tab, end = lines.index(b"\t", middle), lines.index(b"\n", middle)
            here = lines[middle:tab]
            if here == sought:
                return lines[tab + 1 : end].decode()
            if here < sought:
                low = end + 1
            else:
                high = middle
        return None


@lru_cache(maxsize=8)
def sorted_rows(name: str) -> SortedRows:
    """The rows of a file of ``reconcile/data``, read once."""
    return SortedRows(data_path(name).read_bytes())
