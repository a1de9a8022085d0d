"""Contexts of articles made by hand, for the tests of grounding: text, sentences, names with places."""

from collections.abc import Sequence

from corrigenda.extract.grounding import ArticleContext, DraftSource
from corrigenda.schemas.article import Article, Published, Sentence
from corrigenda.schemas.facts import EntityType
from corrigenda.schemas.names import Mention
from corrigenda.schemas.records import Provenance

SOURCE = DraftSource("w1", Provenance(model="m", prompt="facts.v1", schema_name="s", request="r"))


def made_context(
    *paragraphs: Sequence[str],
    names: Sequence[tuple[str, EntityType, str | None]] = (),
    published: Published | None = None,
) -> ArticleContext:
    """The context of paragraphs of sentences; each of ``names`` (surface, type, title) where it stands."""
    sentences: list[Sentence] = []
    text = ""
    for number, paragraph in enumerate(paragraphs):
        for words in paragraph:
            sentences.append(
                Sentence(
                    id=len(sentences) + 1,
                    start=len(text),
                    end=len(text) + len(words),
                    text=words,
                    paragraph=number,
                )
            )
            text += words + " "
        text += "\n"
    return ArticleContext(
        article=Article(id="a", text=text),
        sentences=tuple(sentences),
        names=_placed(text, names),
        published=published or Published(),
    )


def _placed(text: str, names: Sequence[tuple[str, EntityType, str | None]]) -> tuple[Mention, ...]:
    """The longest name wins where two stand in one place."""
    found: dict[int, Mention] = {}
    taken: set[int] = set()
    for surface, kind, title in sorted(names, key=lambda name: -len(name[0])):
        start = text.find(surface)
        while start >= 0:
            place = set(range(start, start + len(surface)))
            if not place & taken:
                taken |= place
                found[start] = Mention(id=f"m{start}", surface=surface, title=title, start=start, type=kind)
            start = text.find(surface, start + 1)
    return tuple(found[start] for start in sorted(found))
