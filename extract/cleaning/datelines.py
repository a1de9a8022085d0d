"""The words before an article's text that say where it was filed: ``TOKYO, March 3 (Reuters) -``."""

import re

from corrigenda.extract.cleaning.layout import matches
from corrigenda.extract.times import month_number
from corrigenda.schemas.base import Frozen


class Dateline(Frozen):
    """The words before an article's text, up to ``end``, the dash included: ``TOKYO, March 3 (Reuters) -``.

    ``month`` and ``day`` are printed without a year more often than not.
    """

    place: str | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    told: bool = False
    """A day or an agency stands beside a place: no title begins so."""
    end: int


_LONGEST = 160
"""Characters: no dateline is longer."""

_CAPITALS = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’-]+"
_WORD = r"[^\W\d_][\w.'’-]+"
_REGION = rf",\s{_WORD}(?:\s{_WORD})?(?=\s?[,(:–—-])"
_DAY = r"""(?:(?P<month>[A-Za-z]{3,9})\.?\s(?P<day>\d\d?)|(?P<day2>\d\d?)\.?\s(?P<month2>[A-Za-z]{3,9})\.?)
           (?:,?\s(?P<year>\d{4}))?"""
_WESTERN = re.compile(
    rf"""(?: (?P<capitals>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}})(?:{_REGION})?
           | (?P<place>{_WORD}(?:[ ]{_WORD}){{0,2}}) )?
        (?:,?\s\(?{_DAY}\)?)?
        (?:,?\s?\((?P<agency>[^()\n]{{2,60}})\)|,\s(?P<bare>[A-Z][A-Za-z]{{2,12}}))?
        ,?\s*(?P<dash>--|[-–—―:])(?=\s|$|[“"]|(?<=[–—―])[A-Z])\s*""",
    re.VERBOSE,
)
_EASTERN = re.compile(
    r"""[【\[(（](?P<place>[^=＝】\])）\s]{1,12})[=＝・][^】\])）\n]{1,40}[】\])）]\s*
      | \w{2,6}[社网網](?P<place2>\D{1,6}?)(?P<month>\d\d?)月(?P<day>\d\d?)日[电電讯訊]\s*""",
    re.VERBOSE,
)


def read_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline with which ``text[start:end]`` begins, ``None`` where it has none.

    A place in capitals may stand before a dash or colon alone; any other needs a date or an agency beside it.
    """
    last = min(end, start + _LONGEST)
    if (match := _EASTERN.match(text, start, last)) is not None:
        return _eastern(match)
    match = _WESTERN.match(text, start, last)
    return _western(match) if match is not None else None


def _eastern(match: re.Match[str]) -> Dateline:
    return Dateline(
        place=match["place"] or match["place2"],
        month=_number(match["month"]),
        day=_number(match["day"]),
        told=True,
        end=match.end(),
    )


def _western(match: re.Match[str]) -> Dateline | None:
    month = month_number(match["month"] or match["month2"] or "")
    day = _number(match["day"] or match["day2"])
    dated = month is not None and day is not None
    if not dated and (day is not None or match["bare"] is not None):
        return None
    told = dated or match["agency"] is not None
    if not told and not _stands_alone(match["capitals"]):
        return None
    place = match["capitals"] or match["place"]
    year = _number(match["year"])
    return Dateline(
        place=place, month=month, day=day, year=year, told=told and place is not None, end=match.end()
    )


def _stands_alone(capitals: str | None) -> bool:
    """Whether words in capitals name a place where nothing but a dash or colon stands behind them."""
    return capitals is not None and len(capitals) >= 3 and not matches("no place", capitals)


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)
