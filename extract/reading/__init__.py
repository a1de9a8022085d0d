"""Files in, articles out: whatever encoding or markup they are in, and a reject for what cannot be read."""

from corrigenda.extract.reading.files import Source, read_articles

__all__ = ["Source", "read_articles"]
