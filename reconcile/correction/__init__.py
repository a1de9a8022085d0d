"""What kind of error a name is, and how it reads when it is set right in the writer's own form."""

from corrigenda.reconcile.correction.resolution import resolution_of

__all__ = ["resolution_of"]
