"""Gold read from JSON Lines, with the place of whatever is wrong in it."""

from pathlib import Path

from pydantic import ValidationError

from corrigenda.schemas.errors import InputError
from corrigenda.schemas.gold import GoldArticle


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """The articles of a gold file, in its order; blank lines are passed over.

    Raises ``InputError`` where the file cannot be read, holds no article, holds one twice, or has a line that
    is no gold: the message names line, field and value.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(f"{str(path)!r} is not UTF-8: convert it first", path=path) from error
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror or error}", path=path) from error
    found: dict[str, GoldArticle] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            article = GoldArticle.model_validate_json(line)
        except ValidationError as error:
            raise InputError(
                f"line {number} of {str(path)!r} is no gold: {_why(error)}; see 'corrigenda eval --help'",
                path=path,
            ) from error
        if article.article_id in found:
            raise InputError(
                f"line {number} of {str(path)!r}: article {article.article_id!r} is there twice; put its"
                " mentions and facts on one line",
                path=path,
            )
        found[article.article_id] = article
    if not found:
        raise InputError(f"{str(path)!r} holds no gold: write one article a line", path=path)
    return tuple(found.values())


def _why(error: ValidationError) -> str:
    """The first thing that is wrong, with its place, and how many more there are."""
    first, more = error.errors()[0], error.error_count() - 1
    place = ".".join(map(str, first["loc"]))
    words = first["msg"].removeprefix("Value error, ")
    given = (
        "" if first["type"] in {"json_invalid", "missing", "value_error"} else f" (given: {first['input']!r})"
    )
    return f"{place + ': ' if place else ''}{words}{given}" + (f", and {more} more" if more else "")
