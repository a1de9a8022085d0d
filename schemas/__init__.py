"""The frozen data between the steps, a module a subject. A type says how far a thing has come."""

__all__ = [
    "article",
    "base",
    "dates",
    "entities",
    "errors",
    "facts",
    "given_dates",
    "gold",
    "names",
    "news",
    "notebook",
    "records",
    "runs",
    "spans",
]
