"""Titles read: the words beside a name parsed into role, country and tense. Knowledge: ``data/titles.yaml``.

A role is a key that is free of language: ``head_of_government``, ``foreign_minister``, ``senator``. Offices
come in four kinds: whole wordings ("taoiseach"), wordings whose meaning hangs on the country ("chancellor"),
ministers of a portfolio ("Minister for Foreign Affairs"), and heads told by what stands beside them
("president of the Senate").
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, cast

from corrigenda.reconcile.countries import bare_word, country_at
from corrigenda.reconcile.text import fold
from corrigenda.reconcile.titles.lexicon import ARTICLES, Phrases, read_lexicon
from corrigenda.schemas.base import Frozen

OfficeTense = Literal["current", "former", "incoming", "acting", "unknown"]
Words = tuple[str, ...]

_TOKEN = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*|[,;&/()\[\]]")
_PARTING = frozenset(",;&/()[]")
_LINKS = frozenset(
    {"of", "for", "in", "at", "on", "to", "with", "responsible", "responsibility", "charge", "as"}
)
_JOINS = frozenset({"and", ","})
_BOUNDS = _LINKS | _JOINS
_ELSEWHERE = frozenset({"for", "to", "with", "on", "in", "at", "against", "toward"})
"""After these a country is what the office is about, or where it is: "ambassador to Japan"."""
_LONGEST_PHRASE = 40
_LONGEST_PORTFOLIO = 8


class ParsedTitle(Frozen):
    """What a title says.

    ``roles`` are the offices that it may mean: one, several held together ("State Councilor and Foreign
    Minister"), or several among which it does not tell ("Secretary"). ``country`` is an ISO code; ``assumed``
    means that the title does not state it and that it follows from usage ("Foreign Secretary": GB).
    ``honorific``: an address, a rank or a degree and no office; its tense is ``unknown``. ``misheaded`` is
    the right head where another stands beside a body: "Administrator" for "EPA Secretary".
    """

    text: str
    roles: tuple[str, ...]
    country: str | None
    tense: OfficeTense
    honorific: bool
    assumed: bool = False
    misheaded: str | None = None


@lru_cache(maxsize=16384)
def parse_title(text: str, *, country: str | None = None) -> ParsedTitle | None:
    """What the words beside a name say of an office, or ``None`` where they say nothing that is known.

    ``country`` is the ISO code known from elsewhere (a table's column); a country in the text goes before it.
    """
    written = _written(text)
    if len(written) > _LONGEST_PHRASE or title_words().isdisjoint(map(fold, written)):
        return None
    rest, stated = _without_country(written)
    plurals = read_lexicon().plurals
    rest, tense = _without_tense(tuple(plurals.get(word, word) for word in map(fold, rest)))
    if not rest:
        return None
    region = _region(rest)
    known = stated or region or _implied(rest) or country
    usual = _usual(rest) if known is None else None
    own = _own_head(rest)
    roles = _fitting(_roles(own or rest, known or usual), known or usual)
    if region is not None:
        roles = tuple(role if role in read_lexicon().regional else f"regional_{role}" for role in roles)
    if roles:
        return ParsedTitle(
            text=text,
            roles=roles,
            country=known or usual,
            tense=tense or "current",
            honorific=False,
            assumed=known is None and usual is not None,
            misheaded=" ".join(own[: own.index("of")]).title() if own is not None else None,
        )
    if _is_address(rest):
        return ParsedTitle(text=text, roles=(), country=stated, tense=tense or "unknown", honorific=True)
    return None


def roles_there(text: str, country: str | None) -> tuple[str, ...]:
    """The offices that a title may mean in a country (ISO code); none where it says nothing that is known."""
    title = parse_title(text, country=country)
    return title.roles if title is not None else ()


def mixed_up(told: str, country: str) -> frozenset[str]:
    """The roles held by people of the country who are called by the role told by mistake.

    ``minister`` stands for every ministry.
    """
    known = read_lexicon().mixed_up
    return frozenset(role for code in ("*", country) for role in known.get(code, {}).get(told, ()))


def is_called_so(role: str) -> bool:
    """Whether the news calls the holders of a role by no other title; ``minister`` is every ministry."""
    return role in read_lexicon().called_so


def is_single(role: str) -> bool:
    """Whether at most one person holds the role at a time, in a country or, for an organization, at all."""
    return role in read_lexicon().single


def is_of_parts(role: str) -> bool:
    """Whether parts of a country, or bodies in it, have the office under the same words: attorney general."""
    return role in read_lexicon().of_parts


def other_heads() -> frozenset[str]:
    """The folded heads of titles that are wrong beside a body whose chief has another one."""
    return read_lexicon().other_heads


def supposing_words() -> tuple[frozenset[str], frozenset[str]]:
    """The folded words before a title and behind the name by which the office is only thought of."""
    return read_lexicon().supposing


def plural_heads() -> frozenset[str]:
    """The folded heads that stand before several names: presidents, ministers."""
    return frozenset(read_lexicon().plurals)


def filler_words() -> frozenset[str]:
    """The folded words inside titles that name no office: ruling, his, senior."""
    return read_lexicon().fillers


def modifier_words() -> frozenset[str]:
    """The folded words that change an office and stay in lower case before it: former, acting, deputy."""
    return read_lexicon().modifiers


def title_words() -> frozenset[str]:
    """Every folded word that can stand in a title: heads, portfolios, complements, tenses, honorifics."""
    return read_lexicon().vocabulary


def head_words() -> frozenset[str]:
    """The folded words on which a title ends or to which "of …" is joined: minister, president, sen, mr."""
    return read_lexicon().head_words


# 1. From text to words


def _written(text: str) -> Words:
    return tuple(bare_word(token) if token not in _PARTING else "," for token in _TOKEN.findall(text))


def _without_country(words: Words) -> tuple[Words, str | None]:
    """The words without the country whose office it is, and its code; only the first one counts.

    The unions stay in the phrase, for it is by their bodies that their offices are told.
    """
    no_country = read_lexicon().no_country
    lowered = [word.lower() for word in words]
    place = 0
    while place < len(words):
        starts = (max(0, place - 1), place)
        passed = max(start + (no_country.at(lowered, start) or (0, ""))[0] for start in starts)
        if passed > place:
            place = passed
            continue
        found = country_at(words, place)
        if found is not None and words[place][0].isupper() and found[1] != "UN":
            before = place - 1 if place and words[place - 1].lower() in ARTICLES else place
            link = words[before - 1].lower() if before else ""
            if link not in _ELSEWHERE:
                if found[1] == "EU":
                    return words, "EU"
                rest = words[place + found[0] :]
                alone = not rest or rest[0].lower() in _BOUNDS | {"without"}  # "of Iraqi Kurdistan"
                kept = words[: before - 1] if link == "of" and alone else words[:before]
                return kept + rest, found[1]
            place += found[0]
        else:
            place += 1
    return words, None


def _without_tense(words: Words) -> tuple[Words, OfficeTense | None]:
    lexicon = read_lexicon()
    kept: list[str] = []
    tense: OfficeTense | None = None
    place = 0
    while place < len(words):
        found = lexicon.tenses.at(words, place)
        if found is None:
            kept.append(words[place])
            place += 1
        else:
            tense = tense or cast(OfficeTense, found[1])
            place += found[0]
    return _trimmed(tuple(kept)), tense


def _implied(words: Words) -> str | None:
    return next((code for _, _, code in read_lexicon().implied_country.inside(words)), None)


def _region(words: Words) -> str | None:
    """The country whose part the title names: the Governor of Florida."""
    return next((code for _, _, code in read_lexicon().regions.inside(words)), None)


def _usual(words: Words) -> str | None:
    """The country whose office a wording without country usually means."""
    usual = read_lexicon().usual_country
    phrase = [word for word in words if word != "," and word not in ARTICLES]
    openings = (" ".join([*phrase[:length], "*"]) for length in range(len(phrase) - 1, 0, -1))
    return next((usual[key] for key in (" ".join(phrase), *openings) if key in usual), None)


def _fitting(roles: tuple[str, ...], country: str | None) -> tuple[str, ...]:
    """The roles without those of another country; without a country all of them.

    A counterpart is what an office beside it says: "Italian counterpart [foreign minister]".
    """
    if len(roles) > 1:
        roles = tuple(role for role in roles if role != "counterpart")
    own = read_lexicon().role_country
    unions = [role for role in roles if own.get(role) == country]
    if country is None or len(roles) == 1:
        return roles
    return tuple(unions) or tuple(role for role in roles if role not in own)


def _is_address(words: Words) -> bool:
    """Whether a phrase is made of honorifics alone."""
    lexicon = read_lexicon()
    found = False
    place = 0
    while place < len(words):
        address = lexicon.honorifics.at(words, place) or lexicon.ranks.at(words, place)
        if address is not None:
            found = True
            place += address[0]
        elif words[place] == "," or words[place] in lexicon.fillers:
            place += 1
        else:
            return False
    return found


def _trimmed(words: Words) -> Words:
    while words and words[0] == ",":
        words = words[1:]
    while words and (words[-1] == "," or words[-1] in _LINKS):
        words = words[:-1]
    return words


# 2. From words to roles


def _roles(words: Words, country: str | None) -> tuple[str, ...]:
    """Roles of a phrase: as it stands, without its fillers, or of the offices that it joins by "and"."""
    lexicon = read_lexicon()
    whole = tuple(word for word in words if word not in ARTICLES)
    opening = next((place for place, word in enumerate(whole) if word not in lexicon.fillers), 0)
    bare = tuple(word for word in whole if word not in lexicon.fillers)
    named = _whole(whole, country)
    if named:
        return named
    variants = (
        _without_address(whole),
        whole,
        whole[opening:],
        bare,
        _without_first(bare, lexicon.implied_country),
        _without_address(bare),
    )
    for variant in dict.fromkeys(variants):
        if not variant or variant[-1] in _LINKS:  # "Secretary of the Cabinet" is no "Secretary"
            continue
        joined = [_single(segment, country) for segment in _segments(variant)]
        if len(joined) > 1 and all(joined):
            return _united(joined)
        roles = _single(variant, country)
        if roles:
            return roles
        telling = [
            found
            for segment, found in zip(_segments(variant), joined, strict=True)
            if len(segment) > 1 and found
        ]
        if telling:
            return _united(telling)
    return ()


def _single(words: Words, country: str | None) -> tuple[str, ...]:
    """The roles of one office, in the order in which the kinds of wordings are tried."""
    return _whole(words, country) or _deputy(words, country) or _minister(words, country) or _headed(words)


def _whole(words: Words, country: str | None) -> tuple[str, ...]:
    """The roles of a wording that is in the data as it stands."""
    lexicon = read_lexicon()
    phrase = " ".join(word for word in words if word != ",")
    return lexicon.by_country.get(country or "", {}).get(phrase) or lexicon.offices.get(phrase, ())


def _own_head(words: Words) -> Words | None:
    """The title of a body's chief, head first, where another head stands beside the body: EPA Secretary."""
    lexicon = read_lexicon()
    told = tuple(word for word in words if word not in ARTICLES)
    for start, length, _ in lexicon.own_heads.inside(told):
        body = told[start : start + length]
        head = " ".join(_completing(told[:start] + told[start + length :])).removesuffix(" of")
        right = lexicon.head_of_body[" ".join(body)]
        if head in lexicon.other_heads and head != right:
            return (*right.split(), "of", *body)
    return None


def _deputy(words: Words, country: str | None) -> tuple[str, ...]:
    lexicon = read_lexicon()
    limit = next((place for place, word in enumerate(words) if word in {"of", "for", ","}), len(words))
    for start, length, prefix in lexicon.deputies.inside(words[:limit]):
        chief = _single(words[:start] + words[start + length :], country)
        if chief:
            named = (f"{prefix}_{role}" for role in chief[:1])
            return tuple(lexicon.deputy_names.get(role, role) for role in named)
    return ()


def _minister(words: Words, country: str | None) -> tuple[str, ...]:
    """Ministers and secretaries by their portfolios. An unknown portfolio makes a role of its words."""
    lexicon = read_lexicon()
    place = next((i for i, word in enumerate(words) if word in {"minister", "secretary"}), None)
    if place is None:
        return ()
    is_minister = words[place] == "minister"
    before, after = words[:place], words[place + 1 :]
    aide = False
    if after[:1] == ("state",) and (len(after) == 1 or after[1] in _LINKS or after[1] == ","):
        full = country in lexicon.full_ministers_of_state if is_minister else country in {None, "GB"}
        aide, after = not full, after[1:]
    elif after[:2] == ("of", "state") and (len(after) == 2 or after[2] in _LINKS or after[2] == ","):
        full = country in lexicon.full_ministers_of_state if is_minister else country in {None, "GB"}
        aide, after = not full, after[2:]
    if after and after[0] not in _LINKS:
        return ()
    while after and after[0] in _LINKS:
        after = after[1:]
    if not before and not after:
        if aide:
            return ("minister_of_state" if is_minister else "state_secretary",)
        bare = lexicon.bare["minister" if is_minister else "secretary"]
        return tuple(f"{portfolio}_minister" for portfolio in bare)
    if (before and after) or not _LINKS.isdisjoint(before) or "prime" in before:
        return ()
    portfolios = _portfolios(before or after, whole=bool(before) or not is_minister)
    if not portfolios and is_minister and len(before or after) <= _LONGEST_PORTFOLIO:
        portfolios = ("_".join(word for word in before or after if word != ","),)
    return tuple(
        f"under_{portfolio}_minister" if aide else f"{portfolio}_minister" for portfolio in portfolios
    )


def _portfolios(words: Words, *, whole: bool) -> tuple[str, ...]:
    """The portfolios named, in order. With ``whole`` none is given unless every word belongs to one."""
    phrases = read_lexicon().portfolios
    found: dict[str, None] = {}
    place = 0
    while place < len(words):
        match = phrases.at(words, place)
        end = place + match[0] if match is not None else len(words)
        if match is not None and (end == len(words) or words[end] in _BOUNDS):
            found[match[1]] = None
            place = end
        elif whole:
            return ()
        else:
            place = _after_bound(words, place)
        while place < len(words) and words[place] in _JOINS:
            place += 1
        if place < len(words) and words[place] in _LINKS:
            break
    return tuple(found)


def _after_bound(words: Words, start: int) -> int:
    return next((i for i in range(start, len(words)) if words[i] in _BOUNDS), len(words))


def _headed(words: Words) -> tuple[str, ...]:
    """Heads told by their complement: the longest head in the phrase, then the first wording that occurs.

    A head behind "to the" is that of another: "adviser to the Prime Minister". A word that follows a head
    without a link completes it only where the data has that word: "Prime Minister Rishi" is no title.
    """
    lexicon = read_lexicon()
    heads = sorted(lexicon.heads.inside(words), key=lambda found: (-found[1], found[0]))
    for start, length, head in sorted(heads, key=lambda found: "to" in words[: found[0]]):
        before, behind = _trimmed(words[:start]), words[start + length :]
        whole = _completing(before + behind)
        joined = not behind or behind[0] in _BOUNDS or behind[0] in lexicon.vocabulary
        linked = whole if joined else _completing(before)
        for roles, wordings in lexicon.complements[head]:
            for wording in wordings:
                if wording in {"", "*"}:
                    told = bool(linked if wording == "*" else not whole)
                else:
                    told = f" {wording} " in f" {' '.join(whole)} "
                if told:
                    return roles
    return ()


def _completing(words: Words) -> Words:
    """The words that complete a head, without the "of" that joins them to it."""
    while words and words[0] in {"of", "for", ","}:
        words = words[1:]
    return tuple(word for word in words if word != ",")


def _without_address(words: Words) -> Words:
    """The words without honorifics at both ends: "Prime Minister Sir", "His Majesty King"."""
    honorifics = read_lexicon().honorifics
    while words and (found := honorifics.at(words, 0)) is not None:
        words = words[found[0] :]
    while words and honorifics.at(words, len(words) - 1) is not None:
        words = words[:-1]
    return words


def _without_first(words: Words, phrases: Phrases) -> Words:
    """The words without the first of these phrases that occurs, and without the "of" before it."""
    for start, length, _ in phrases.inside(words):
        kept = words[: start - 1] if start and words[start - 1] == "of" else words[:start]
        return kept + words[start + length :]
    return words


def _segments(words: Words) -> list[Words]:
    segments: list[Words] = []
    current: list[str] = []
    for word in words:
        if word in _JOINS:
            segments.append(tuple(current))
            current = []
        else:
            current.append(word)
    segments.append(tuple(current))
    return [segment for segment in segments if segment]


def _united(roles: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for group in roles for role in group))
