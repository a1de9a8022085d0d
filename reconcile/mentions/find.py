"""Names found in running text without a model: titles, capitalised words and the table's own names.

In passes: (1) a name beside a title is a person, known to the table or not, and "his Italian counterpart"
takes the office of the person before; (2) other capitalised words are a person where they share a word with
one of these or with a person of the table, or where somebody speaks; (3) organizations and places are found
by the table's own names and by how such names are built; (4) names in native script by the table's. The cost
does not grow with the table, which is asked about single words and about whole names.
"""

from collections.abc import Iterable, Iterator, Sequence

from corrigenda.reconcile.mentions.boundaries import part_words
from corrigenda.reconcile.mentions.gazetteer import Gazetteer
from corrigenda.reconcile.mentions.organizations import find_dateline, find_governments, find_organizations
from corrigenda.reconcile.mentions.person_features import text_words
from corrigenda.reconcile.mentions.persons import find_native_persons, find_other_persons
from corrigenda.reconcile.mentions.spans import MentionSpan, OrganizationName, TakenSpans, mention_span
from corrigenda.reconcile.mentions.titled_persons import find_titled_persons, offices_of_counterparts
from corrigenda.reconcile.mentions.tokens import Passage, passages
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.names import Mention


def find_mentions(
    text: str, table: EntityTable, *, spans: Sequence[tuple[int, int]] | None = None
) -> tuple[Mention, ...]:
    """The names in the text, in order; ``text[start:start + len(surface)] == surface``.

    None overlaps another, save that a government holds the name of the person that it is called after.
    ``surface`` is the name alone. ``title`` is as written, with what it leaves unsaid in square brackets:
    "Italian counterpart [foreign minister]". ``country`` is an ISO code where the text states one beside the
    name. ``spans`` limits the search to these, each of them whole paragraphs.
    """
    known = Gazetteer(table)
    paragraphs = [part_words(passage, known) for passage in passages(text, spans)]
    paragraphs.sort(key=lambda passage: passage.headline)
    found: list[MentionSpan] = []
    for passage in paragraphs:
        titled = find_titled_persons(text, passage, known)
        known.learn(titled)
        found += titled
    taken = TakenSpans(found)
    for passage in paragraphs:
        found += taken.add(_of_organizations(passage, find_dateline(text, passage, known.organization_type)))
    words = text_words(paragraphs)
    for passage in paragraphs:
        known.learn_surnames(find_other_persons(text, passage, known, words, taken))
    for passage in paragraphs:
        found += taken.add(find_other_persons(text, passage, known, words, taken))
        found += taken.add(
            _of_organizations(
                passage, find_organizations(text, passage, known.organization_type, taken.holds)
            )
        )
        found += taken.add(find_native_persons(passage, known))
    found += _governments(paragraphs, found, taken)
    found.sort(key=lambda name: (name.start, name.end))
    supplied = offices_of_counterparts(found)
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


def _of_organizations(passage: Passage, names: Iterable[OrganizationName]) -> Iterator[MentionSpan]:
    """Names of organizations and places as names of the text."""
    return (mention_span(passage, name.first, name.last, name.type) for name in names)


def _governments(
    paragraphs: Iterable[Passage], found: Iterable[MentionSpan], taken: TakenSpans
) -> list[MentionSpan]:
    """Governments called after a person, found or not."""
    persons = {(name.passage, name.end): name.start for name in found if name.type == "person"}
    governments: list[MentionSpan] = []
    for passage in paragraphs:
        places = {token.start: place for place, token in enumerate(passage.tokens)}
        starts = {
            place: places[start]
            for place, token in enumerate(passage.tokens)
            if (start := persons.get((passage.tokens[0].start, token.end))) in places
        }
        governments += _of_organizations(passage, find_governments(passage, starts, taken.holds))
    return governments
