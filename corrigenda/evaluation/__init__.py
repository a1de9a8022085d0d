"""How good a run is: its names and facts beside gold, and beside those of another run."""

from corrigenda.evaluation.changes import Change, RunComparison, compare_runs, write_comparison
from corrigenda.evaluation.evaluate import Evaluation, evaluate_run, types_of
from corrigenda.evaluation.gold import read_gold
from corrigenda.evaluation.scoring import Miss, Tally

__all__ = [
    "Change",
    "Evaluation",
    "Miss",
    "RunComparison",
    "Tally",
    "compare_runs",
    "evaluate_run",
    "read_gold",
    "types_of",
    "write_comparison",
]
