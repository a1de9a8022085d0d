"""The best way to give each of one side at most one of the other."""

from collections.abc import Sequence


def assign(scores: Sequence[Sequence[float]]) -> tuple[int | None, ...]:
    """For each row its column, each column at most once, so that the scores add up to the most.

    A pair that scores 0 or less is no pair: its row gets ``None``. Of equally good ways the same one comes
    out every time. The Hungarian method by shortest augmenting paths (Jonker and Volgenant, 1987), in time
    cubic in the number of rows and columns.
    """
    rows, columns = len(scores), len(scores[0]) if scores else 0
    width = columns + rows  # a column of nothing for each row, so that none is forced into a pair
    costs = [[-max(score, 0.0) for score in row] + [0.0] * rows for row in scores]
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (width + 1)
    owner = [0] * (width + 1)  # the row, from 1, that has the column; column 0 stands for the one to place
    for row in range(1, rows + 1):
        owner[0] = row
        slack, before, visited = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        here = 0
        while owner[here]:
            visited[here] = True
            for there in range(1, width + 1):
                if visited[there]:
                    continue
                left = costs[owner[here] - 1][there - 1] - row_price[owner[here]] - column_price[there]
                if left < slack[there]:
                    slack[there], before[there] = left, here
            following = min(
                (there for there in range(1, width + 1) if not visited[there]), key=slack.__getitem__
            )
            step = slack[following]
            for there in range(width + 1):
                if visited[there]:
                    row_price[owner[there]] += step
                    column_price[there] -= step
                else:
                    slack[there] -= step
            here = following
        while here:
            owner[here] = owner[before[here]]
            here = before[here]
    given: list[int | None] = [None] * rows
    for column in range(1, columns + 1):
        row = owner[column] - 1
        if row >= 0 and scores[row][column - 1] > 0:
            given[row] = column - 1
    return tuple(given)
