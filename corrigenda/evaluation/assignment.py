"""The best way to give each of one side at most one of the other."""

from collections.abc import Sequence


def assign(scores: Sequence[Sequence[float]]) -> tuple[int | None, ...]:
    """For each row its column, each column at most once, so that the scores add up to the most.

    A pair that scores 0 or less is no pair: its row gets ``None``. Of equally good ways the same one comes
    out every time. The Hungarian method by shortest augmenting paths (Jonker and Volgenant, 1987), in time
    cubic in the number of rows and columns.
    """
    rows, columns = len(scores), len(scores[0]) if scores else 0
    placing = _Placing(scores, width=columns + rows)  # a column of nothing for each row: none is forced
    for row in range(1, rows + 1):
        placing.place(row)
    given: list[int | None] = [None] * rows
    for column in range(1, columns + 1):
        row = placing.owner[column] - 1
        if row >= 0 and scores[row][column - 1] > 0:
            given[row] = column - 1
    return tuple(given)


class _Placing:
    """Rows placed so far, at the least cost. Rows and columns count from 1.

    ``owner`` is the row that has a column, 0 for none; column 0 stands for the row that is to be placed.
    """

    def __init__(self, scores: Sequence[Sequence[float]], *, width: int) -> None:
        self._costs = [[-max(score, 0.0) for score in row] + [0.0] * len(scores) for row in scores]
        self._row_price = [0.0] * (len(scores) + 1)
        self._column_price = [0.0] * (width + 1)
        self._columns = range(1, width + 1)
        self.owner = [0] * (width + 1)

    def place(self, row: int) -> None:
        """Give the row a column, and move others on where that is cheaper."""
        self.owner[0] = row
        here, before = self._shortest_path()
        while here:
            self.owner[here] = self.owner[before[here]]
            here = before[here]

    def _shortest_path(self) -> tuple[int, list[int]]:
        """The free column that is cheapest to reach, and for each column the one before it on the way."""
        size = len(self.owner)
        slack, before, visited = [float("inf")] * size, [0] * size, [False] * size
        here = 0
        while self.owner[here]:
            visited[here] = True
            ahead = [column for column in self._columns if not visited[column]]
            for column in ahead:
                left = self._left(self.owner[here], column)
                if left < slack[column]:
                    slack[column], before[column] = left, here
            here = min(ahead, key=slack.__getitem__)
            self._raise_prices(slack[here], slack, visited)
        return here, before

    def _left(self, row: int, column: int) -> float:
        return self._costs[row - 1][column - 1] - self._row_price[row] - self._column_price[column]

    def _raise_prices(self, step: float, slack: list[float], visited: Sequence[bool]) -> None:
        for column, seen in enumerate(visited):
            if seen:
                self._row_price[self.owner[column]] += step
                self._column_price[column] -= step
            else:
                slack[column] -= step
