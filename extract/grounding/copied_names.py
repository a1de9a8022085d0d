"""Which name the words mean that a model copied for one: without title, in full, or in part."""

from corrigenda.extract.grounding.align import Aligned, align_surface
from corrigenda.extract.grounding.context import ArticleContext, end_of
from corrigenda.schemas.article import Sentence
from corrigenda.schemas.names import Mention
from corrigenda.schemas.spans import Offsets

_BESIDE_NAMES = frozenset({"", "and", "&", "the", "mr", "ms", "mrs", "dr"})
"""Words that may stand beside a name and its title, and are no part of what is said."""


def bare_names(place: Aligned, context: ArticleContext) -> tuple[Mention, ...]:
    """The names in a place that holds nothing else but their titles and what joins them."""
    within = context.names_within(place.start, place.end)
    names = tuple(name for name in within if not any(name.surface in (o.title or "") for o in within))
    if not names:
        return ()
    rest = context.text[place.start : place.end]
    for name in names:
        rest = rest.replace(name.surface, " ", 1)
        for word in (name.title or "").split():
            rest = rest.replace(word, " ", 1)
    left = {word.strip(",.").casefold() for word in rest.split()}
    return () if left - _BESIDE_NAMES else names


def whole_name(place: Aligned, context: ArticleContext) -> Offsets:
    """Where the one name that is meant stands: without its title, or the longer one of which this is a part.

    A model writes "Secretary Blinken" or "Blinken" for "Antony Blinken". Else it is the place itself.
    """
    names = bare_names(place, context)
    meant = names if len(names) == 1 else _names_around(place, context)
    return _offsets(meant[-1]) if meant else (place.start, place.end)


def _names_around(place: Aligned, context: ArticleContext) -> tuple[Mention, ...]:
    sentence = context.sentence_at(place.start)
    if sentence is None:
        return ()
    return tuple(
        name
        for name in context.names_within(sentence.start, sentence.end)
        if name.start is not None and name.start <= place.start and place.end <= end_of(name)
    )


def align_part(surface: str, context: ArticleContext, sentence: Sentence) -> Aligned | None:
    """The last or first word of a full name, where the sentence has only that, and the article the rest."""
    words = surface.split()
    if len(words) < 2:
        return None
    for part in (words[-1], words[0]):
        place = align_surface(part, context.text, sentence.start, sentence.end)
        if place is not None and context.writes(surface):
            return place
    return None


def _offsets(name: Mention) -> Offsets:
    assert name.start is not None, "a name found in a text has its place"
    return name.start, end_of(name)
