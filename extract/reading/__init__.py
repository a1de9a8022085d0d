"""Files in, articles out: whatever encoding or markup they are in, and a reject for what cannot be read."""

from corrigenda.extract.reading.files import (
    RawArticle,
    Source,
    count_articles,
    find_articles,
    find_misnamed_keys,
    read_articles,
)

__all__ = [
    "RawArticle",
    "Source",
    "count_articles",
    "find_articles",
    "find_misnamed_keys",
    "read_articles",
]
