"""Names found in running text without a model: titles, capitalised words and the table's own names.

In passes: (1) a name beside a title is a person, known to the table or not, and "his Italian counterpart"
takes the office of the person before; (2) other capitalised words are a person where they share a word with
one of these or with a person of the table, or where somebody speaks; (3) organizations and places are found
by the table's own names and by how such names are built (``body_finding``); (4) names in native script by the
table's. The cost does not grow with the table, which is asked about single words and about whole names.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corrigenda.reconcile.body_finding import find_bodies
from corrigenda.reconcile.body_names import BodyName
from corrigenda.reconcile.dateline_bodies import find_dateline
from corrigenda.reconcile.governments import find_governments
from corrigenda.reconcile.keys import fold
from corrigenda.reconcile.ordinary_words import is_english_alone, is_ordinary
from corrigenda.reconcile.running_text import Passage, Token, key_of, passages, vocabulary
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.title_phrases import TitlePhrase, title_before, title_behind
from corrigenda.reconcile.titles import head_words, title_words
from corrigenda.schemas.facts import EntityType
from corrigenda.schemas.names import Mention

_LONGEST_NAME = 6
_LONGEST_NATIVE_NAME = 6
_LEAST_LETTERS = 3
"""So many letters a word of a name, Latin or native, needs to say something by itself."""
_ACRONYM = 5
_MOST_ROLES = 3
"""A title that may be more offices than these says nothing of a counterpart's."""
_ARTICLES = frozenset({"a", "an", "the"})
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_AFTER_OWNED_NAME = frozenset(',.;:)—–!?"”')


def find_mentions(
    text: str, table: EntityTable, *, spans: Sequence[tuple[int, int]] | None = None
) -> tuple[Mention, ...]:
    """The names in the text, in order; ``text[start:start + len(surface)] == surface``.

    None overlaps another, save that a government holds the name of the person that it is called after.
    ``surface`` is the name alone. ``title`` is as written, with what it leaves unsaid in square brackets:
    "Italian counterpart [foreign minister]". ``country`` is an ISO code where the text states one beside the
    name. ``spans`` limits the search to these stretches, each of them whole paragraphs.
    """
    known = _Known(table)
    parts = sorted(passages(text, spans), key=lambda part: part.headline)
    found: list[_Name] = []
    for part in parts:
        found += _titled(text, part, known)
        known.learn(found)
    taken = _Taken(found)
    for part in parts:
        found += taken.add(_of_bodies(part, find_dateline(text, part, known.body)))
    for part in parts:
        untitled = list(taken.add(_untitled(text, part, known, taken)))
        known.learn_surnames(untitled)
        found += untitled
    for part in parts:
        found += taken.add(_untitled(text, part, known, taken))
        found += taken.add(_of_bodies(part, find_bodies(text, part, known.body, taken.holds)))
        found += taken.add(_native(part, known))
    found += _governments(parts, found, taken)
    found.sort(key=lambda name: (name.start, name.end))
    supplied = _offices_of_counterparts(found)
    return tuple(
        Mention(
            id=f"m{number}",
            surface=text[name.start : name.end],
            title=name.title.text + supplied.get(name.start, "") if name.title is not None else None,
            country=name.country,
            text=text,
            start=name.start,
            type=name.type,
        )
        for number, name in enumerate(found, start=1)
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in the text and what stands beside it. ``passage`` is where its paragraph begins."""

    start: int
    end: int
    words: tuple[str, ...]
    type: EntityType
    passage: int
    title: TitlePhrase | None = None
    country: str | None = None


class _Known:
    """What is known of words: who bears them in the table, and which persons the text has named."""

    def __init__(self, table: EntityTable) -> None:
        self._table = table
        self._borne: dict[str, bool] = {}
        self._bodies: dict[str, EntityType | None] = {}
        self._named: set[str] = set()

    def learn(self, names: Iterable[_Name]) -> None:
        """Take the words of these persons as words of persons of this text."""
        telling = {word for name in names for word in name.words if len(word) >= _LEAST_LETTERS}
        self._named |= telling - vocabulary().particles - vocabulary().suffixes

    def learn_surnames(self, names: Iterable[_Name]) -> None:
        """Take the surnames of these full names as words of persons of this text.

        The last word is one, and so is what the table has as the family name of a person of just this name:
        "Park" of "Park Jin".
        """
        full = [name for name in names if len(name.words) > 1]
        self.learn(replace(name, words=name.words[-1:]) for name in full)
        for name in full:
            people = (self._table.entity(one) for one in self._table.named(" ".join(name.words)))
            families = {
                fold(form.family) for person in people if person for form in person.names if form.family
            }
            self.learn([replace(name, words=tuple(families.intersection(name.words)))])

    def is_borne(self, token: Token) -> bool:
        """Whether a person of the table bears the word, or all longer ones of its hyphened words."""
        long = [word for word in token.words if len(word) >= _LEAST_LETTERS]
        return all(self.is_borne_word(word) for word in long or token.words)

    def is_borne_word(self, word: str) -> bool:
        """Whether a person of the table bears exactly this folded word."""
        if word not in self._borne:
            self._borne[word] = len(word) > 1 and self._table.bearers(word) > 0
        return self._borne[word]

    def is_named(self, token: Token) -> bool:
        """Whether the text has named a person so, beside a title."""
        return any(word in self._named for word in token.words)

    def is_person(self, token: Token) -> bool:
        """Whether a person of the table or of the text bears the word."""
        return self.is_named(token) or self.is_borne(token)

    def body(self, surface: str) -> EntityType | None:
        """The type of the organization or place that has exactly this name in the table."""
        key = fold(surface)
        if key not in self._bodies:
            entities = (self._table.entity(entity_id) for entity_id in self._table.named(surface))
            self._bodies[key] = next(
                (
                    entity.type
                    for entity in entities
                    if entity is not None and entity.type in {"organization", "place"}
                ),
                None,
            )
        return self._bodies[key]


class _Taken:
    """The stretches of the text that are names already."""

    def __init__(self, names: Iterable[_Name]) -> None:
        self._places = {place for name in names for place in range(name.start, name.end)}

    def add(self, names: Iterable[_Name]) -> Iterator[_Name]:
        """Those of the names that overlap no other; they take their place."""
        for name in names:
            if not self.holds(name.start, name.end):
                self._places.update(range(name.start, name.end))
                yield name

    def holds(self, start: int, end: int) -> bool:
        """Whether a name stands within this stretch."""
        return not self._places.isdisjoint(range(start, end))


# 1. Names beside a title


def _titled(text: str, part: Passage, known: _Known) -> list[_Name]:
    """Persons with a title in front of them or behind them."""
    tokens = part.tokens
    found: list[_Name] = []
    shared: TitlePhrase | None = None
    floor = place = 0
    while place < len(tokens):
        end = _name_end(part, place, known)
        title = title_before(text, part, place, floor) if end > place else None
        if title is not None and tokens[place - 1].text == "," and not _stands_alone(tokens, place, end):
            title = None
        if end > place and title is None and shared is not None and place == floor:
            title = shared
        if title is None and _may_have_apposition(tokens, place, end, known):
            title = title_behind(text, part, end + 1)
        shared = None
        if title is None:
            place += 1
        elif _is_called_after(tokens, end) or key_of(tokens[place:end]) in vocabulary().no_persons:
            place = floor = end
        else:
            country = _country_behind(part, end)
            name = _name(part, place, end, "person", title)
            found.append(replace(name, country=name.country or country[1]) if country is not None else name)
            place = floor = end if country is None else country[0]
            if title.plural:
                shared = title
                place = floor = _next_of_list(tokens, place)
            elif _is_said_again(part, place, known):
                shared = title
                place = floor = place + 1
    return found


def _may_have_apposition(tokens: Sequence[Token], place: int, end: int, known: _Known) -> bool:
    """Whether a comma follows what is a person's name by itself; "Philadelphia, the head of …" is none."""
    if end == place or end >= len(tokens) or tokens[end].text != ",":
        return False
    return end - place > 1 or known.is_person(tokens[place])


def _name_end(part: Passage, place: int, known: _Known) -> int:
    """Where the name that begins at ``place`` ends, exclusive; ``place`` itself where none begins.

    In a headline only words that are known of persons belong to a name.
    """
    tokens = part.tokens
    if not _may_open(part, place, known):
        return place
    end = place
    while end < len(tokens) and end - place < _LONGEST_NAME:
        step = _step(part, end, place, known)
        telling = tokens[end + step - 1] if step else None
        if telling is None or (part.headline and not _is_telling(telling, known)):
            break
        end += step
        if telling.possessive:
            break
    return end if any(len(token.text.rstrip(".")) > 1 for token in tokens[place:end]) else place


def _may_open(part: Passage, place: int, known: _Known) -> bool:
    """Whether a name may begin with this word."""
    tokens = part.tokens
    token = tokens[place]
    if token.is_mark or token.native:
        return False
    if token.is_in(vocabulary().particles) and not token.text[0].isupper():
        step = _step(part, place + 1, place, known) if place + 1 < len(tokens) else 0
        return step > 0 and known.is_person(tokens[place + step])
    if not token.capital or token.is_in(vocabulary().suffixes):
        return False
    country = part.country(place)
    if country is not None:
        alone = country.last - country.first == 1 and country.last < len(tokens)
        return alone and known.is_borne(token) and known.is_borne(tokens[country.last])
    if token.is_in(vocabulary().calendar) and token.text.endswith("."):
        return False
    if token.is_in(vocabulary().calendar - _WEEKDAYS) and place and tokens[place - 1].is_in(head_words()):
        return True
    if token.is_in(head_words()) and place + 1 < len(tokens) and tokens[place + 1].capital:
        return False
    return not is_ordinary(token) or known.is_borne(token)


def _step(part: Passage, place: int, start: int, known: _Known) -> int:
    """How many tokens from ``place`` on go on with a name that begins at ``start``; 0 where it has ended."""
    tokens = part.tokens
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if (
        token.text == ","
        and place > start
        and following is not None
        and following.is_in(frozenset({"jr", "sr"}))
    ):
        return 2
    if token.is_mark or token.native:
        return 0
    if place == start and token.capital:
        return 1
    if token.is_in(vocabulary().particles) and not token.text[0].isupper():
        further = (
            _step(part, place + 1, start, known) if following is not None and not following.is_mark else 0
        )
        return further + 1 if further else 0
    if not token.capital or (token.opens and place > start):
        return 0
    if token.is_in(_WEEKDAYS):
        return 0
    plain = not is_ordinary(token) or (place > start and is_english_alone(token))
    return 1 if (plain and part.country(place) is None) or known.is_borne(token) else 0


def _is_telling(token: Token, known: _Known) -> bool:
    initial = len(token.text.rstrip(".")) == 1
    return initial or token.is_in(vocabulary().suffixes) or known.is_person(token)


def _stands_alone(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether a name behind a title and a comma is one: "his counterpart, Luigi Di Maio, said"."""
    return end - place > 1 and (end == len(tokens) or tokens[end].text in _AFTER_OWNED_NAME)


def _is_called_after(tokens: Sequence[Token], end: int) -> bool:
    """Whether the name is part of the name of a body or a place: "Reagan National Airport"."""
    words = vocabulary()
    for token in tokens[end : end + 3]:
        if not token.capital:
            return False
        if token.is_in(words.bodies):
            return not token.is_in(words.after_name)
    return False


def _country_behind(part: Passage, end: int) -> tuple[int, str] | None:
    """The country in "Lee of Singapore": the place behind it, and its code."""
    place = end
    for word in ("of", "the"):
        if place < len(part.tokens) and part.tokens[place].text == word:
            place += 1
        elif word == "of":
            return None
    country = part.country(place)
    return (country.last, country.code) if country is not None else None


def _is_said_again(part: Passage, dash: int, known: _Known) -> bool:
    """Whether behind a dash the name before it is said once more: "President Raparosa — Ramaphosa"."""
    tokens = part.tokens
    if dash == 0 or dash + 1 >= len(tokens) or not tokens[dash].is_dash:
        return False
    one, other = tokens[dash - 1], tokens[dash + 1]
    return (
        bool(one.words and other.words)
        and one.words[0][0] == other.words[0][0]
        and one.words != other.words
        and _name_end(part, dash + 1, known) == dash + 2
    )


def _next_of_list(tokens: Sequence[Token], place: int) -> int:
    """Behind a comma, an "and", or both."""
    for word in (",", "and"):
        if place < len(tokens) and tokens[place].text == word:
            place += 1
    return place


def _offices_of_counterparts(names: Sequence[_Name]) -> dict[int, str]:
    """For each counterpart, by its start, the office that the text supplies: that of the person before."""
    supplied: dict[int, str] = {}
    role_of: dict[str, str] = {}
    current: str | None = None
    passage = -1
    for name in (name for name in names if name.type == "person"):
        if name.passage != passage:
            passage, current = name.passage, None
        title = name.title
        if title is not None and title.is_counterpart:
            if current is not None:
                supplied[name.start] = f" [{current.replace('_', ' ')}]"
        elif title is not None and title.parsed is not None and title.parsed.roles:
            current = title.parsed.roles[0] if len(title.parsed.roles) <= _MOST_ROLES else None
            if current is not None:
                role_of[name.words[-1]] = current
        else:
            current = role_of.get(name.words[-1], current)
    return supplied


# 2. Other persons


def _untitled(text: str, part: Passage, known: _Known, taken: _Taken) -> Iterator[_Name]:
    """Capitalised words that are a person by a word they share, or because somebody speaks."""
    tokens = part.tokens
    place = 0
    while place < len(tokens):
        end = _name_end(part, place, known)
        if end == place or taken.holds(tokens[place].start, tokens[end - 1].end):
            place += 1
            continue
        if _is_person(text, part, place, end, known, taken):
            yield _name(part, place, end, "person", None)
        place = end


def _is_person(text: str, part: Passage, place: int, end: int, known: _Known, taken: _Taken) -> bool:
    tokens = part.tokens
    run = tokens[place:end]
    if _is_called_after(tokens, end) or key_of(run) in vocabulary().no_persons:
        return False
    follower = tokens[end] if end < len(tokens) else None
    incumbent = follower is not None and follower.is_in(vocabulary().after_name)
    if len(run) == 1 and "-" in run[0].text and incumbent:
        return False
    if any(known.is_named(token) for token in run):
        return True
    cut = part.headline and follower is not None and follower.capital and not is_ordinary(follower)
    if (
        cut
        or run[0].is_in(vocabulary().called)
        or _is_fragment(part, place)
        or part.countries[place] is not None
    ):
        return False
    if known.body(text[run[0].start : run[-1].end]) is not None:
        return False
    borne = any(known.is_borne(token) and not is_ordinary(token) for token in (run[0], run[-1]))
    if len(run) == 1:
        article = place > 0 and tokens[place - 1].is_in(_ARTICLES) and not incumbent
        acronym = run[0].text.isupper() and len(run[0].text) <= _ACRONYM
        short = len(run[0].text) < _LEAST_LETTERS and run[0].opens
        return borne and not (article or acronym or short)
    speaks = follower is not None and follower.is_in(vocabulary().speech)
    return borne or (not part.headline and (speaks or _is_beside_person(tokens, place, taken)))


def _is_beside_person(tokens: Sequence[Token], place: int, taken: _Taken) -> bool:
    """Whether a comma or an "and" joins the name to a person before it."""
    before = place - 1
    while before > 0 and tokens[before].text in {",", "and"}:
        before -= 1
    return 0 <= before < place - 1 and taken.holds(tokens[before].start, tokens[before].end)


def _is_fragment(part: Passage, place: int) -> bool:
    """Whether the name is what is left of a longer capitalised run: "York" of "New York"."""
    before = part.tokens[place - 1] if place else None
    if before is None or not before.capital or before.possessive:
        return False
    if before.opens and not before.is_in(vocabulary().called):
        return False
    return not before.is_in(title_words() | vocabulary().calendar) and part.country(place - 1) is None


# 3. Organizations and places


def _of_bodies(part: Passage, bodies: Iterable[BodyName]) -> Iterator[_Name]:
    """They as names of the text."""
    return (_name(part, body.first, body.last, body.type, None) for body in bodies)


def _governments(parts: Iterable[Passage], found: Iterable[_Name], taken: _Taken) -> list[_Name]:
    """Governments called after a person, found or not."""
    persons = {(name.passage, name.end): name.start for name in found if name.type == "person"}
    governments: list[_Name] = []
    for part in parts:
        places = {token.start: place for place, token in enumerate(part.tokens)}
        starts = {
            place: places[start]
            for place, token in enumerate(part.tokens)
            if (start := persons.get((part.tokens[0].start, token.end))) in places
        }
        governments += _of_bodies(part, find_governments(part, starts, taken.holds))
    return governments


# 4. Names in native script


def _native(part: Passage, known: _Known) -> Iterator[_Name]:
    """Persons of the table by their native spelling, the longest first. A part alone must stand alone."""
    for token in part.tokens:
        if token.native:
            place = 0
            while place < len(token.text):
                size = _native_size(token.text, place, known)
                if size:
                    start = token.start + place
                    word = token.text[place : place + size]
                    yield _Name(start, start + size, (word,), "person", part.tokens[0].start)
                place += size or 1


def _native_size(text: str, place: int, known: _Known) -> int:
    for size in range(min(_LONGEST_NATIVE_NAME, len(text) - place), 1, -1):
        if size < _LEAST_LETTERS and size != len(text):
            continue
        if known.is_borne_word(fold(text[place : place + size])):
            return size
    return 0


def _name(part: Passage, place: int, end: int, kind: EntityType, title: TitlePhrase | None) -> _Name:
    run = part.tokens[place:end]
    return _Name(
        start=run[0].start,
        end=run[-1].end,
        words=tuple(word for token in run for word in token.words),
        type=kind,
        passage=part.tokens[0].start,
        title=title,
        country=title.country if title is not None else None,
    )
