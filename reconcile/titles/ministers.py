"""Ministers and secretaries by their portfolios: the part of the grammar below ``minister``.

::

    minister  = "minister" | "secretary" [["of"] "state"], before it or behind it the first of PORTFOLIOS:
                nothing                "Secretary": any, or those of the data
              | known portfolios       "Minister of Economy, Trade and Industry"
              | other words            "Minister of Silly Walks": a role of its own
"""

from collections.abc import Callable
from dataclasses import dataclass

from corrigenda.reconcile.titles.lexicon import MINISTERS, Ministerial, Roles, read_lexicon
from corrigenda.reconcile.titles.words import BOUNDS, JOINS, LINKS, Words

_LONGEST_PORTFOLIO = 8
_OF_STATE = (("state",), ("of", "state"))


@dataclass(frozen=True, slots=True)
class _Ministry:
    """A minister or secretary, and the words before and behind; ``junior``: no full one, but "of state"."""

    head: Ministerial
    before: Words
    behind: Words
    junior: bool

    @property
    def words(self) -> Words:
        """The words that name the portfolio, on the one side or on the other."""
        return self.before or self.behind


def minister(words: Words, country: str | None) -> Roles:
    """The roles of a minister or secretary, by the first rule of ``PORTFOLIOS`` that applies."""
    ministry = _ministry(words, country)
    if ministry is None:
        return ()
    return next((roles for rule in PORTFOLIOS if (roles := rule(ministry))), ())


def _ministry(words: Words, country: str | None) -> _Ministry | None:
    """The words around the first head; none where both sides hold some, or where another office is meant."""
    found = _first_head(words)
    if found is None:
        return None
    place, head = found
    before, behind = words[:place], words[place + 1 :]
    of_state = next((rank for rank in _OF_STATE if _begins(behind, rank)), ())
    behind = behind[len(of_state) :]
    if behind and behind[0] not in LINKS:
        return None
    behind = _behind_links(behind)
    if (before and behind) or not LINKS.isdisjoint(before) or "prime" in before:
        return None
    return _Ministry(head, before, behind, bool(of_state) and not _is_full(head, country))


def _first_head(words: Words) -> tuple[int, Ministerial] | None:
    return next(
        ((place, head) for place, word in enumerate(words) for head in MINISTERS if word == head), None
    )


def _begins(words: Words, rank: Words) -> bool:
    """Whether the words begin with a rank on which a link or a comma follows, or nothing."""
    behind = words[len(rank) : len(rank) + 1]
    return words[: len(rank)] == rank and (not behind or behind[0] in LINKS or behind[0] == ",")


def _behind_links(words: Words) -> Words:
    while words and words[0] in LINKS:
        words = words[1:]
    return words


def _is_full(head: Ministerial, country: str | None) -> bool:
    """Whether a minister or secretary "of state" is no junior one in the country."""
    if country is None:
        return head == "secretary"
    return country in read_lexicon().data.full_ministers_of_state[head]


def _without_portfolio(ministry: _Ministry) -> Roles:
    """What the data says of a bare head."""
    if ministry.words:
        return ()
    if ministry.junior:
        return ("minister_of_state",) if ministry.head == "minister" else ("state_secretary",)
    return read_lexicon().bare[ministry.head]


def _of_known_portfolios(ministry: _Ministry) -> Roles:
    """The portfolios named, in order; before a head, and of a secretary, every word must belong to one."""
    whole = bool(ministry.before) or ministry.head == "secretary"
    return _roles(ministry, *_portfolios(ministry.words, whole=whole))


def _of_own_portfolio(ministry: _Ministry) -> Roles:
    """An unknown portfolio of a minister makes a role of its words."""
    if not ministry.words or ministry.head != "minister" or len(ministry.words) > _LONGEST_PORTFOLIO:
        return ()
    return _roles(ministry, "_".join(word for word in ministry.words if word != ","))


PORTFOLIOS: tuple[Callable[[_Ministry], Roles], ...] = (
    _without_portfolio,
    _of_known_portfolios,
    _of_own_portfolio,
)


def _roles(ministry: _Ministry, *portfolios: str) -> Roles:
    rank = "under_" if ministry.junior else ""
    return tuple(f"{rank}{portfolio}_minister" for portfolio in portfolios)


def _portfolios(words: Words, *, whole: bool) -> tuple[str, ...]:
    """The portfolios named, in order. With ``whole`` none is given unless every word belongs to one."""
    phrases = read_lexicon().portfolios
    found: dict[str, None] = {}
    place = 0
    while place < len(words) and words[place] not in LINKS:
        match = phrases.at(words, place)
        end = place + match[0] if match is not None else len(words)
        if match is not None and (end == len(words) or words[end] in BOUNDS):
            found[match[1]] = None
            place = end
        elif whole:
            return ()
        else:
            place = next(
                (behind for behind in range(place, len(words)) if words[behind] in BOUNDS), len(words)
            )
        while place < len(words) and words[place] in JOINS:
            place += 1
    return tuple(found)
