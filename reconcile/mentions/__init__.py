"""The names that a text mentions, found with no model: by titles, capitals and the table's own names."""

from corrigenda.reconcile.mentions.find import find_mentions
from corrigenda.reconcile.mentions.tokens import vocabulary

__all__ = ["find_mentions", "vocabulary"]
