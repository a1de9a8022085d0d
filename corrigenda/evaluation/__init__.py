"""How good a run is: its names and facts beside gold, field by field, and every miss."""

from corrigenda.evaluation.evaluate import Evaluation, evaluate_run, types_of
from corrigenda.evaluation.gold import read_gold
from corrigenda.evaluation.scoring import Miss, Tally

__all__ = ["Evaluation", "Miss", "Tally", "evaluate_run", "read_gold", "types_of"]
