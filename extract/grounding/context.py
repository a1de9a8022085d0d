"""An article as grounding sees it: raw text, numbered sentences, the names found in it, its day."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corrigenda.extract.grounding.align import plain_words
from corrigenda.schemas.article import Article, Published, Sentence
from corrigenda.schemas.names import Mention


@dataclass(frozen=True)
class ArticleContext:
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

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the character at ``position``, if any does."""
        index = bisect_right(self.sentences, position, key=lambda one: one.start) - 1
        return self.sentences[index] if index >= 0 and position < self.sentences[index].end else None

    def writes(self, surface: str) -> bool:
        """Whether the words of ``surface`` stand anywhere in the article, one after the other."""
        return plain_words(surface) in self._plain_words

    def names_within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The names that stand wholly in ``text[start:end]``."""
        first = bisect_left(self.names, start, key=_start)
        last = bisect_right(self.names, end, key=_start)
        return tuple(name for name in self.names[first:last] if end_of(name) <= end)

    def is_in_name(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` stands within a name, as "Friday" does in "Good Friday Agreement"."""
        sentence = self.sentence_at(start)
        return sentence is not None and any(
            name.start is not None and name.start <= start and end <= end_of(name)
            for name in self.names_within(sentence.start, sentence.end)
        )

    def people_in(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The persons named in a sentence, each once, in order."""
        return distinct([m for m in self.names_within(sentence.start, sentence.end) if m.type == "person"])

    def paragraph(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """All sentences of the sentence's paragraph."""
        first = bisect_left(self.sentences, sentence.paragraph, key=lambda one: one.paragraph)
        last = bisect_right(self.sentences, sentence.paragraph, key=lambda one: one.paragraph)
        return self.sentences[first:last]

    def titles_of(self, surface: str) -> tuple[str, ...]:
        """The titles, in lower case, that the article gives to anybody of the same name."""
        return tuple(
            dict.fromkeys(title for name, title in self._titled if same_words(name, words_of(surface)))
        )

    @cached_property
    def _plain_words(self) -> str:
        return plain_words(self.text)

    @cached_property
    def _titled(self) -> tuple[tuple[frozenset[str], str], ...]:
        """Each name that has a title, as its words, with that title: every such pair once."""
        return tuple(
            dict.fromkeys(
                (words_of(name.surface), name.title.casefold()) for name in self.names if name.title
            )
        )


def distinct(names: Sequence[Mention]) -> tuple[Mention, ...]:
    """The first mention of each person: "Antony Blinken" and "Blinken" are one."""
    kept: list[Mention] = []
    for name in names:
        if not any(same_name(name.surface, other.surface) for other in kept):
            kept.append(name)
    return tuple(kept)


def same_name(one: str, other: str) -> bool:
    """Whether the words of one name are all in the other: a surname and the full name."""
    return same_words(words_of(one), words_of(other))


def same_words(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the words of one name are all among the other's."""
    return words <= others or others <= words


@lru_cache(maxsize=8192)
def words_of(name: str) -> frozenset[str]:
    """The words of a name as they are compared."""
    return frozenset(name.casefold().split())


def end_of(name: Mention) -> int:
    """The offset just after the name."""
    return _start(name) + len(name.surface)


def _start(name: Mention) -> int:
    assert name.start is not None, "a name found in a text has its place"
    return name.start
