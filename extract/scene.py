"""An article as grounding sees it: raw text, numbered sentences, the names found in it, its day."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corrigenda.schemas.article import Article, Published, Sentence
from corrigenda.schemas.names import Mention


@dataclass(frozen=True)
class Scene:
    """``names`` are mentions with offsets into ``article.text``, in order; ``place``: the dateline's city."""

    article: Article
    sentences: tuple[Sentence, ...]
    names: tuple[Mention, ...]
    published: Published
    place: str | None = None

    @property
    def text(self) -> str:
        """The raw text that every offset points into."""
        return self.article.text

    def sentence(self, number: int) -> Sentence:
        """The sentence with this number; numbers count from 1 without gaps."""
        return self.sentences[number - 1]

    def neighbours(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The sentence before and the one after, as far as there are such."""
        index = sentence.id - 1
        return (*self.sentences[max(0, index - 1) : index], *self.sentences[index + 1 : index + 2])

    def names_within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The names that stand wholly in ``text[start:end]``."""
        first = bisect_left(self.names, start, key=_start)
        last = bisect_right(self.names, end, key=_start)
        return tuple(name for name in self.names[first:last] if end_of(name) <= end)

    def people_in(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The persons named in a sentence, each once, in order."""
        return distinct([m for m in self.names_within(sentence.start, sentence.end) if m.type == "person"])

    def paragraph(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """All sentences of the sentence's paragraph."""
        return tuple(one for one in self.sentences if one.paragraph == sentence.paragraph)


def distinct(names: Sequence[Mention]) -> tuple[Mention, ...]:
    """The first mention of each person: "Antony Blinken" and "Blinken" are one."""
    kept: list[Mention] = []
    for name in names:
        if not any(same_name(name.surface, other.surface) for other in kept):
            kept.append(name)
    return tuple(kept)


def same_name(one: str, other: str) -> bool:
    """Whether the words of one name are all in the other: a surname and the full name."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return words <= others or others <= words


def end_of(name: Mention) -> int:
    """The offset just after the name."""
    return _start(name) + len(name.surface)


def _start(name: Mention) -> int:
    assert name.start is not None, "a name found in a text has its place"
    return name.start
