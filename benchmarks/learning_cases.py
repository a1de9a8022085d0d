"""Names whose entity is known, with what is observed of each candidate: what the weights are learned from.

- **Documents**: the readouts that ``made_slips`` does not measure on. Each class of ``slip_kinds`` is put
  into them; names that are linked as they stand are right ones; and a third of the people linked is taken
  out of the table, then the next third, so that their names are nobody's. Without a title a name with one
  part that is another real name is a stranger's more often than a slip; a surname that has nothing of the
  holder's behind an office (the predecessor's) is told and never rewritten, so that it is nobody's here.
  Once more with names drawn from the lists of names for all persons, who are strangers then; and lists of
  members of Congress with a slip or a stranger among them.
  Each name is linked in its document, so that what its features say of the other mentions is what the
  decision sees.
  Names of the table told with a trade or an age and no office are a namesake's.
- **Forms**: names made of office holders in every way that sources write them (``calibration_cases``), with
  relatives and others whom the table does not know, misreadings, and names beside an office; names drawn from
  the lists that come near one of the table; other spellings of names of another script, which the table has
  and which are taken away for their case; names read in another language's way.
- **News**: names of ``news_links`` in the half of its documents that is learned from, linked by others.
- **Pairs** of ``name_bench``: with a prior of their own, since half of the pairs are the same.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import accumulate, chain
from random import Random
from typing import Literal

from benchmarks import cross_readings
from benchmarks.calibration_cases import SLIPS, Known, known_names, office_of, recent_terms
from benchmarks.made_slips import (
    MOST_OF_ONE,
    PARTS,
    READOUTS,
    SEED,
    Case,
    Text,
    corrected,
    linked_person,
    make_cases,
    places_in,
    put_in,
    throughout,
)
from benchmarks.made_titles import make_cases as wrong_titles
from benchmarks.set_name_bench import features_of_pair, read_pairs
from benchmarks.shared import rows_of
from benchmarks.slip_kinds import CLASSES, Names, Place, Slip, Spoken
from benchmarks.tables import office_holders, stacked
from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.candidates.context import make_context
from corrigenda.reconcile.candidates.retrieve import Retrieved, retrieve_candidates
from corrigenda.reconcile.context import Decisions, DocumentContext, EvidenceKind, reviewed_weights
from corrigenda.reconcile.context.mention import parse_mention
from corrigenda.reconcile.link import Linker
from corrigenda.reconcile.mentions import find_mentions
from corrigenda.reconcile.names import Comparison, compare_names, make_ready
from corrigenda.reconcile.scoring import LinkResult
from corrigenda.reconcile.scoring.evidence import observe_candidate, observe_nil
from corrigenda.reconcile.scoring.observation import Features, features_of
from corrigenda.reconcile.scoring.ranking import paths_of
from corrigenda.reconcile.scoring.wrong_office import find_wrong_office
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import read_lines
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.names import CorrectedText, Document, Mention

RIGHT = "a right name"
STRANGER = "a stranger"
RELATIVE = "a relative or namesake"
NEAR_NAMESAKE = "a stranger of a like name"
NAMESAKE = "a namesake told with a trade or an age"
NAMESAKES = (
    "The {trade} {name} has moved to the coast.",
    "{name}, a {trade}, lost the match.",
    "{name}, {age}, was asked twice.",
)
SPELLING = "another romanisation"
TITLED = 0.6
"""How many of the other romanisations stand behind an office."""
PREDECESSOR = next(label for label, _ in CLASSES if label.startswith("h "))
TITLES_FOR_LIFE = frozenset({"US"})
REAL_NAMES = frozenset(label for label, _ in CLASSES if label.startswith(("e ", "f ")))
"""Classes that put a real name in the place of one part: without a title it is likelier somebody else's."""
SLIP_COUNTS = 2.0
"""How much a slip counts beside a right name or a stranger.

Real texts have far fewer slips, and far fewer strangers who are one letter from an office holder, too.
"""
PAIR_COUNTS = 0.3
COUNTS = {RIGHT: 1.0, STRANGER: 1.0, RELATIVE: 2 * SLIP_COUNTS, NAMESAKE: 0.2}
FORMS = 3000
FORMS_ABROAD = 100
DRAWN, DRAWN_COUNTS = 2000, 2.0
"""Names drawn from the lists, and how much one that is near a name of the table counts: in the news there are
far more strangers to a slip than are learned from."""
WRONG = SLIPS | {label for label, _ in CLASSES}
"""Kinds that are errors: what could be another romanisation is a slip there, and nowhere else."""

Source = Literal["documents", "forms", "news", "pairs"]


@dataclass(frozen=True)
class Example:
    """The features of each path of each candidate, then those of nobody, and which of them is right.

    ``kind`` is the way in which the name is right or wrong, ``text`` the document, before anything was
    changed in it, or what else must not be divided between learning and measuring.
    """

    source: Source
    kind: str
    text: str
    options: tuple[Features, ...]
    right: int
    counts: float


def learning_examples(limit: int) -> Iterator[Example]:
    """Every example of every source, ``limit`` slips of a class at the most."""
    yield from _of_documents(limit)
    yield from _of_forms()
    yield from _of_news()
    yield from _of_pairs()


# Documents


def texts_to_learn_from() -> list[Text]:
    """The readouts that ``made_slips`` leaves out."""
    rows = rows_of("wh_readouts.jsonl")
    measured = {row["text"] for row in Random(SEED).sample(rows, READOUTS)}
    return [Text(row["date"], row["text"], ()) for row in rows if row["text"] not in measured]


def _of_documents(limit: int) -> Iterator[Example]:
    texts = texts_to_learn_from()
    before = {text.text: corrected(text.text, text.day) for text in texts}
    yield from _slips(texts, before, limit)
    yield from _wrong_titles(texts, before)
    yield from _others(texts, before)
    yield from _lists(limit // 2)
    yield from _introduced(limit)
    yield from _right_names(texts, before)
    yield from _strangers(texts, before)


def _slips(texts: Sequence[Text], before: dict[str, CorrectedText], limit: int) -> Iterator[Example]:
    places = list(chain.from_iterable(places_in(text, before[text.text].names) for text in texts))
    names = Names(stacked())
    for label, make in CLASSES:
        for alone in make_cases(places, make, names, limit):
            if label == PREDECESSOR and alone.place.entity.country in TITLES_FOR_LIFE:
                yield from _of_former_holder(alone)
                continue
            for case in (alone, throughout(alone)):
                yield from _of_case(case, label)
            if label in REAL_NAMES and not alone.place.spoken.title:
                yield from _of_case(alone, RELATIVE)


def _others(texts: Sequence[Text], before: dict[str, CorrectedText]) -> Iterator[Example]:
    """Documents with a name out of the lists of names in the place of each person's: all are strangers.

    None stands behind an office whose holder is known, where there are no strangers in the news.
    """
    random = Random(SEED)
    for text in texts[::2]:
        places = list(places_in(text, before[text.text].names))
        people = {place.entity.id for place in places}
        drawn = {one: (drawn_name("given", random), drawn_name("family", random)) for one in sorted(people)}
        pieces, at, starts = list[str](), 0, set[int]()
        for place in sorted(places, key=lambda place: place.spoken.start):
            given, family = drawn[place.entity.id]
            if stacked().named(f"{given} {family}"):
                continue
            pieces.append(text.text[at : place.spoken.start])
            starts.add(sum(map(len, pieces)))
            pieces.append(f"{given} {family}" if place.spoken.given else family)
            at = place.spoken.start + len(place.spoken.surface)
        changed = "".join((*pieces, text.text[at:]))
        for mention, link in _linked(changed, text.day, stacked()) if starts else ():
            if mention.start in starts and link.context.incumbent is None and not _is_holder(link):
                yield from _in_document(STRANGER, text.text, link, None)


def _is_holder(link: LinkResult) -> bool:
    """Whether a surname that was drawn is by chance that of one who holds the office told."""
    return not link.context.mention.full and any(
        one.has(EvidenceKind.OFFICE_HELD, EvidenceKind.OFFICE_OPEN)
        and one.candidate.comparison.family.relation == "same"
        for one in link.ranking.scored
    )


def drawn_name(part: Literal["given", "family"], random: Random) -> str:
    """A name as often as people bear it."""
    words, weights = _borne()[part]
    return random.choices(words, cum_weights=weights)[0].title()


@cache
def _borne() -> dict[str, tuple[list[str], list[float]]]:
    """The names of ``name_frequencies.tsv`` with the sums of their shares."""
    rows = [line.split() for line in read_lines("name_frequencies.tsv")][1:]
    return {
        part: (
            [row[0] for row in rows if row[place] != "--"],
            list(accumulate(10 ** (-int(row[place]) / 10) for row in rows if row[place] != "--")),
        )
        for place, part in ((1, "given"), (2, "family"))
    }


def _lists(limit: int) -> Iterator[Example]:
    """Lists of colleagues, with a slip in one of the names, or a stranger among them."""
    random, names = Random(SEED), Names(stacked())
    for label, make in CLASSES:
        for _ in range(limit if label[0] in "acdefg" else 0):
            places = _list_of_colleagues(random)
            chosen = random.choice(places)
            if (slip := make(chosen, names, random)) is not None:
                yield from _of_case(put_in(chosen, slip, ()), label)
    for _ in range(limit):
        chosen = random.choice(_list_of_colleagues(random))
        surface = f"{drawn_name('given', random)} {drawn_name('family', random)}"
        if not stacked().named(surface):
            yield from _of_case(put_in(chosen, Slip(chosen.spoken.surface, surface), ()), STRANGER)


def _list_of_colleagues(random: Random) -> list[Place]:
    """Some of those who held an office of many on a day, one after the other, behind their title or none."""
    role, title = random.choice((("senator", "Senators "), ("representative", "Representatives ")))
    day = date(random.randint(2013, 2024), random.randint(1, 12), random.randint(1, 28))
    holders = stacked().holders((role,), "US", (day, day))
    text = random.choice((title, "The members are: ", "He thanked ", f"{title}such as "))
    places = []
    for held in random.sample(holders, random.randint(3, 8)):
        entity = stacked().entity(held.entity_id)
        form = make_ready(entity).forms[0] if entity is not None else None
        if entity is None or form is None or len(form.family_words) != 1 or not form.given_words:
            continue
        given, family = form.given_words[0].text, form.family_words[0].text
        places.append((entity, Spoken(len(text), f"{given} {family}", family, given, None)))
        text += f"{given} {family}, "
    text = text.removesuffix(", ") + " attended the meeting."
    return [Place(day.isoformat(), text, entity, spoken, ()) for entity, spoken in places]


def _introduced(limit: int) -> Iterator[Example]:
    """Names of the table's people told with a trade or an age, and no office: somebody else's."""
    random, trades = Random(SEED), [*read_lines("trades.txt")]
    people = [entity for entity in stacked().entities() if entity.type == "person" and recent_terms(entity)]
    for text in limit * NAMESAKES:
        entity = random.choice(people)
        _, _, day = office_of(random.choice(recent_terms(entity)), random)
        told = text.format(name=entity.canonical, trade=random.choice(trades), age=random.randint(19, 81))
        start = told.index(entity.canonical)
        for mention, link in _linked(told, day, stacked()):
            if mention.start == start:
                yield from _in_document(NAMESAKE, told, link, None)


def _wrong_titles(texts: Sequence[Text], before: dict[str, CorrectedText]) -> Iterator[Example]:
    places = list(chain.from_iterable(places_in(text, before[text.text].names) for text in texts))
    for case in wrong_titles(places):
        start = case.place.spoken.start + len(case.wrong) - len(case.title)
        for mention, link in _linked(case.text, case.place.day, stacked()):
            if mention.start == start:
                yield from _in_document("t  another title", case.place.text, link, case.place.entity.id)


def _of_former_holder(case: Case) -> Iterator[Example]:
    """ "President Carter" in 2022 is he: where titles are kept for life, the predecessor is meant."""
    for mention, link in _linked(case.text, case.place.day, stacked()):
        if mention.start == case.start:
            former = (one for one in link.ranking.scored if one.has(EvidenceKind.OFFICE_COURTESY))
            right = next((one for one in former if not one.candidate.comparison.wrong), None)
            if right is not None:
                yield from _in_document(RIGHT, case.place.text, link, right.candidate.entity.id)


def _of_case(case: Case, kind: str) -> Iterator[Example]:
    for mention, link in _linked(case.text, case.place.day, stacked()):
        start = mention.start if mention.start is not None else -1
        if start < case.end and start + len(mention.surface) > case.start:
            right = None if kind in (STRANGER, RELATIVE, PREDECESSOR) else case.place.entity.id
            yield from _in_document(kind, case.place.text, link, right)


def _right_names(texts: Sequence[Text], before: dict[str, CorrectedText]) -> Iterator[Example]:
    for text in texts:
        right = {
            name.start: entity.id
            for name in before[text.text].names
            if (entity := linked_person(name)) is not None
        }
        for mention, link in _linked(text.text, text.day, stacked()):
            if mention.start in right:
                yield from _in_document(RIGHT, text.text, link, right[mention.start])


def _strangers(texts: Sequence[Text], before: dict[str, CorrectedText]) -> Iterator[Example]:
    linked = (linked_person(name) for result in before.values() for name in result.names)
    people = sorted({entity.id for entity in linked if entity is not None})
    Random(SEED + MOST_OF_ONE).shuffle(people)
    for part in range(PARTS):
        out = frozenset(people[part::PARTS])
        with EntityTable.of(entity for entity in stacked().entities() if entity.id not in out) as table:
            for text in texts:
                gone = {name.start for name in before[text.text].names if name.entity_id in out}
                for mention, link in _linked(text.text, text.day, table) if gone else ():
                    if mention.start in gone:
                        yield from _in_document(STRANGER, text.text, link, None)


def _linked(text: str, day: str | None, table: EntityTable) -> Iterator[tuple[Mention, LinkResult]]:
    document = Document(id="text", text=text, date=day, mentions=find_mentions(text, table))
    links = Linker(table, Decisions(), reviewed_weights()).link(document)
    return zip(document.mentions, links, strict=True)


def _in_document(
    kind: str, text: str, link: LinkResult, right: str | None, source: Source = "documents"
) -> Iterator[Example]:
    """Nothing where the right one was not retrieved: no weight can help there."""
    counts = COUNTS.get(kind, SLIP_COUNTS)
    yield from _example(source, kind, text, link.context, link.context.retrieved.candidates, right, counts)


def _example(
    source: Source,
    kind: str,
    text: str,
    context: LinkingContext,
    candidates: Sequence[Candidate],
    right: str | None,
    counts: float,
) -> Iterator[Example]:
    if right is not None and right not in {candidate.entity.id for candidate in candidates}:
        return
    paths = [path for candidate in candidates for path in paths_of(candidate)]
    options = [features_of(observe_candidate(context, one, find_wrong_office(context, one))) for one in paths]
    nil = features_of(observe_nil(context))
    own = [place for place, path in enumerate(paths) if path.entity.id == right]
    place = (own[-1] if kind in WRONG else own[0]) if own else len(paths)
    yield Example(source, kind, text, (*options, nil), place, counts)


# Forms of names, one by one


def _of_forms() -> Iterator[Example]:
    table = office_holders()
    for known in known_names(table, count=FORMS):
        yield from _of_known(known, table)
    yield from _drawn_strangers(stacked(), Random(SEED))
    yield from _read_abroad(table)
    yield from _other_spellings(stacked(), Random(SEED))


def _drawn_strangers(table: EntityTable, random: Random) -> Iterator[Example]:
    """Names out of the lists of names, told once with nothing beside them: some are near those of the table.

    Those that nobody comes near teach nothing, and are left out.
    """
    for number in range(DRAWN):
        surface = f"{drawn_name('given', random)} {drawn_name('family', random)}"
        day = date(random.randint(2005, 2024), random.randint(1, 12), 1).isoformat()
        text = f"{surface} came."
        told = Mention(id=f"{number}", surface=surface, text=text, start=0, date=day, type="person")
        mention = parse_mention(told)
        found = retrieve_candidates(mention, table, DocumentContext())
        near = tuple(one for one in found.candidates if not _is_unlike(one.comparison))
        if near and not table.named(surface):
            context = make_context(mention, DocumentContext(), table, replace(found, candidates=near))
            yield from _example("forms", NEAR_NAMESAKE, surface, context, near, None, DRAWN_COUNTS)


def _is_unlike(comparison: Comparison) -> bool:
    relations = {comparison.family.relation, comparison.given.relation}
    return bool(relations & {"different", "missing"}) or comparison.whole


def _read_abroad(table: EntityTable) -> Iterator[Example]:
    """Names read in another language's way, with an office and without."""
    people = [one for one in cross_readings.japanese_people(table) if cross_readings.is_learned_from(one.id)]
    cases = Random(SEED).sample(cross_readings.cases(people, Random(SEED)), FORMS_ABROAD)
    for office in (True, False):
        for case, mention in cross_readings.mentions(cases, table, office=office):
            yield from _of_known(Known(mention, case.id, "misreading"), table)


def _other_spellings(table: EntityTable, random: Random) -> Iterator[Example]:
    """Every spelling that the table has beside another for a name of another script, as if it had it not."""
    for entity in table.entities():
        forms = make_ready(entity).forms if entity.type == "person" else ()
        for form in forms[1:] if forms and make_ready(entity).traits.romanised else ():
            left = tuple(name for name in entity.names if name.text != form.name.text)
            bare = entity.model_copy(update={"names": left})
            known = {(one.family_key, one.given_key) for one in make_ready(bare).forms} if left else set()
            if not left or not form.given or (form.family_key, form.given_key) in known:
                continue
            yield from _as_other_spelling(entity, bare, form.name.text, table, random)


def _as_other_spelling(
    entity: Entity, bare: Entity, surface: str, table: EntityTable, random: Random
) -> Iterator[Example]:
    terms = recent_terms(entity)
    title, country, day = office_of(random.choice(terms), random) if terms else (None, None, None)
    title = title if random.random() < TITLED else None
    mention = parse_mention(
        Mention(id=entity.id, surface=surface, title=title, country=country, date=day, type="person")
    )
    written = compare_names(mention.written, make_ready(bare))
    if written.as_slip is None or "different" in (written.family.relation, written.given.relation):
        return
    found = retrieve_candidates(mention, table, DocumentContext())
    candidates = tuple(
        replace(one, entity=bare, comparison=written) if one.entity.id == entity.id else one
        for one in found.candidates
    )
    context = make_context(mention, DocumentContext(), table, replace(found, candidates=candidates))
    yield from _example("forms", SPELLING, entity.id, context, candidates, entity.id, 1.0)


def _of_known(known: Known, table: EntityTable) -> Iterator[Example]:
    mention = parse_mention(known.mention, known.mention.text)
    found = retrieve_candidates(mention, table, DocumentContext())
    if known.without is not None:
        found = Retrieved(
            tuple(one for one in found.candidates if one.entity.id != known.without),
            tuple(one for one in found.holders if one.entity_id != known.without),
            tuple(one for one in found.told if one.entity_id != known.without),
        )
    context = make_context(mention, DocumentContext(), table, found)
    kind = STRANGER if known.right is None else known.form if known.form in SLIPS else RIGHT
    counts = SLIP_COUNTS if kind in SLIPS else 1.0
    text = known.right or known.without or known.mention.id
    yield from _example("forms", kind, text, context, found.candidates, known.right, counts)


# News linked by others


def is_learned_from(text: str) -> bool:
    """Whether the document is in the half of ``news_links`` that is learned from, by its own hash."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 0


def _of_news() -> Iterator[Example]:
    table = office_holders()
    for name in ("news_links/news-fair-v2-no-coref.jsonl", "news_links/rss-500.jsonl"):
        for row in rows_of(name):
            if is_learned_from(row["text"]):
                gold = {label["span"][0]: label for label in row["labels"]}
                for mention, link in _linked(row["text"], day_of(row["title"]), table):
                    label = gold.get(mention.start)
                    if label is not None and label["span"][1] - label["span"][0] == len(mention.surface):
                        known = table.entity(label["entity_id"]) is not None
                        right = label["entity_id"] if known else None
                        kind = RIGHT if known else STRANGER
                        yield from _in_document(kind, row["text"], link, right, "news")


def day_of(title: str) -> str | None:
    """The day that the title of a row of ``news_links`` begins with, if it does."""
    head = title[:8]
    return f"{head[:4]}-{head[4:6]}-{head[6:]}" if len(head) == 8 and head.isdigit() else None


# Pairs of names


def _of_pairs() -> Iterator[Example]:
    for pair in read_pairs():
        options: Iterable[Features] = (features_of_pair(pair), {})
        kind = "a pair" if pair.same else "two names"
        yield Example("pairs", kind, pair.one, tuple(options), 0 if pair.same else 1, PAIR_COUNTS)
