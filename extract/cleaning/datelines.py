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
    last = min(end, start + 160)
    match = _EASTERN.match(text, start, last)
    if match is not None:
        return Dateline(
            place=match["place"] or match["place2"],
            month=_number(match["month"]),
            day=_number(match["day"]),
            told=True,
            end=match.end(),
        )
    match = _WESTERN.match(text, start, last)
    if match is None:
        return None
    place = match["capitals"] or match["place"]
    month = month_number(match["month"] or match["month2"] or "")
    day = _number(match["day"] or match["day2"])
    dated = month is not None and day is not None
    told = dated or match["agency"] is not None
    if (day is not None and month is None) or (match["bare"] is not None and not dated):
        return None
    if match["capitals"] is None and not told:
        return None
    if (
        match["capitals"] is not None
        and not told
        and (len(match["capitals"]) < 3 or matches("no place", match["capitals"]))
    ):
        return None
    year = _number(match["year"])
    return Dateline(
        place=place, month=month, day=day, year=year, told=told and place is not None, end=match.end()
    )


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)
