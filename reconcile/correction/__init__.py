"""What kind of error a name is, and how it reads when it is set right in the writer's own form."""

from corrigenda.reconcile.correction.error_kinds import error_of, variant_of, variant_of_nil
from corrigenda.reconcile.correction.name_form import in_writers_form
from corrigenda.reconcile.correction.title_form import right_title

__all__ = ["error_of", "in_writers_form", "right_title", "variant_of", "variant_of_nil"]
