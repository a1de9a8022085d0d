"""What of an article is headline, dateline, body or furniture, as labelled spans of the raw text; its day."""

from corrigenda.extract.cleaning.clean import clean_article

__all__ = ["clean_article"]
