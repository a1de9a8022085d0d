"""The grammar of offices, from the words of a title to the roles that they may mean. Read it from the top::

    title     = wording                        as it stands in the data: "chief of staff"
              | the first of READINGS          less and less of its words, as
                  offices joined by "and" | one office | the offices among what is joined
    office    = the first of OFFICES
    OFFICES   = wording                        "taoiseach"; by country: "chancellor"
              | deputy + office                "Deputy Prime Minister"
              | minister + portfolio           "Minister for Foreign Affairs": the first of MINISTERS
              | head + complement              "president of the Senate"

A rule is a function from the words, folded and without articles, and the country's code to roles; none
where it does not apply. What it looks for is in ``data/titles.yaml``. A role is a key that is free of
language: ``head_of_government``, ``foreign_minister``, ``senator``.
"""

from collections.abc import Callable, Iterator, Sequence

from corrigenda.reconcile.titles.lexicon import Roles, read_lexicon
from corrigenda.reconcile.titles.ministers import minister
from corrigenda.reconcile.titles.phrases import Phrases
from corrigenda.reconcile.titles.words import BOUNDS, JOINS, LINKS, Words, trimmed, without_articles

Rule = Callable[[Words, str | None], Roles]
NONE: Roles = ()


def title_roles(words: Words, country: str | None) -> Roles:
    """The roles that a whole title may mean: of a wording, or of the longest of its words that say any."""
    whole = without_articles(words)
    known = wording(whole, country)
    if known:
        return known
    readings = (read(whole) for read in READINGS)
    kept = (words for words in dict.fromkeys(readings) if words and words[-1] not in LINKS)
    return next((roles for words in kept if (roles := _offices(words, country))), NONE)


# 1. What of a title is read: "Secretary of the Cabinet" without "Cabinet" is no "Secretary"


def _as_it_stands(words: Words) -> Words:
    return words


def _without_address(words: Words) -> Words:
    """The words without honorifics at both ends: "Prime Minister Sir", "His Majesty King"."""
    honorifics = read_lexicon().honorifics
    while words and (found := honorifics.at(words, 0)) is not None:
        words = words[found[0] :]
    while words and honorifics.at(words, len(words) - 1) is not None:
        words = words[:-1]
    return words


def _without_opening_fillers(words: Words) -> Words:
    fillers = read_lexicon().data.fillers
    return words[next((place for place, word in enumerate(words) if word not in fillers), 0) :]


def _without_fillers(words: Words) -> Words:
    return tuple(word for word in words if word not in read_lexicon().data.fillers)


def _without_institution(words: Words) -> Words:
    """Without fillers and the institution that names the country: "White House Chief of Staff"."""
    return _without_first(_without_fillers(words), read_lexicon().implied_country)


def _without_fillers_and_address(words: Words) -> Words:
    return _without_address(_without_fillers(words))


READINGS: tuple[Callable[[Words], Words], ...] = (
    _without_address,
    _as_it_stands,
    _without_opening_fillers,
    _without_fillers,
    _without_institution,
    _without_fillers_and_address,
)


def _without_first(words: Words, phrases: Phrases[str]) -> Words:
    """The words without the first of these phrases that occurs, and without the "of" before it."""
    for start, length, _ in phrases.inside(words):
        kept = words[: start - 1] if start and words[start - 1] == "of" else words[:start]
        return kept + words[start + length :]
    return words


# 2. Offices joined


def _offices(words: Words, country: str | None) -> Roles:
    """Of offices joined by "and", of one office, or of those offices of several words that are joined."""
    parts = _parts(words)
    if parts == [words]:
        return office(words, country)
    joined = [office(part, country) for part in parts]
    if len(joined) > 1 and all(joined):
        return _united(joined)
    telling = (roles for part, roles in zip(parts, joined, strict=True) if len(part) > 1)
    return office(words, country) or _united(telling)


def _parts(words: Words) -> list[Words]:
    """What commas and "and" part."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in JOINS:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts if part]


def _united(roles: Iterator[Roles] | Sequence[Roles]) -> Roles:
    return tuple(dict.fromkeys(role for group in roles for role in group))


# 3. One office


def office(words: Words, country: str | None) -> Roles:
    """The roles of one office, by the first rule that applies."""
    return next((roles for rule in OFFICES if (roles := rule(words, country))), NONE)


def wording(words: Words, country: str | None) -> Roles:
    """A wording that is in the data as it stands; what it means in the country goes first."""
    lexicon = read_lexicon()
    phrase = " ".join(word for word in words if word != ",")
    return lexicon.by_country.get(country or "", {}).get(phrase) or lexicon.offices.get(phrase, NONE)


def deputy(words: Words, country: str | None) -> Roles:
    """A word such as "deputy" and the office of the chief: "First Deputy Prime Minister"."""
    lexicon = read_lexicon()
    limit = next((place for place, word in enumerate(words) if word in {"of", "for", ","}), len(words))
    for start, length, prefix in lexicon.deputies.inside(words[:limit]):
        chief = office(words[:start] + words[start + length :], country)
        if chief:
            role = f"{prefix}_{chief[0]}"
            return (lexicon.data.deputy_names.get(role, role),)
    return NONE


def headed(words: Words, _: str | None) -> Roles:
    """A head told by its complement: the longest head in the phrase, then the first wording that occurs.

    A head behind "to the" is that of another: "adviser to the Prime Minister".
    """
    lexicon = read_lexicon()
    heads = sorted(lexicon.heads.inside(words), key=lambda found: (-found[1], found[0]))
    for start, length, head in sorted(heads, key=lambda found: "to" in words[: found[0]]):
        before, behind = trimmed(words[:start]), words[start + length :]
        whole = completing(before + behind)
        linked = whole if _is_linked(behind) else completing(before)
        for roles, wordings in lexicon.complements[head]:
            if any(_completes(told, whole, linked) for told in wordings):
                return roles
    return NONE


OFFICES: tuple[Rule, ...] = (wording, deputy, minister, headed)


def _is_linked(behind: Words) -> bool:
    """Whether what follows a head may complete it without a link: "Prime Minister Rishi" is no title."""
    return not behind or behind[0] in BOUNDS or behind[0] in read_lexicon().vocabulary


def _completes(told: str, whole: Words, linked: Words) -> bool:
    """Whether the wording of a complement is told by the words beside a head."""
    if told == "":
        return not whole
    return bool(linked) if told == "*" else f" {told} " in f" {' '.join(whole)} "


def completing(words: Words) -> Words:
    """The words that complete a head, without the "of" that joins them to it."""
    while words and words[0] in {"of", "for", ","}:
        words = words[1:]
    return tuple(word for word in words if word != ",")
