"""The gazetteer of a text: who bears its words in the table, and which persons it has named itself.

Nothing is asked of the table twice.
"""

from collections.abc import Iterable
from math import log10

from corrigenda.reconcile.mentions.spans import MentionSpan
from corrigenda.reconcile.mentions.tokens import Token, vocabulary
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import fold
from corrigenda.schemas.facts import EntityType

_MANY_PEOPLE = 6
"""The decimal logarithm of as many people as bear every word."""
LEAST_LETTERS = 3
"""So many letters a word of a name, Latin or native, needs to say something by itself."""


class Gazetteer:
    """The words that one text and the table know of persons, and the table's organizations by name."""

    def __init__(self, table: EntityTable) -> None:
        self._table = table
        self._borne: dict[str, bool] = {}
        self._organizations: dict[str, EntityType | None] = {}
        self._families: dict[tuple[str, ...], frozenset[str]] = {}
        self._named: set[str] = set()

    def learn(self, names: Iterable[MentionSpan]) -> None:
        """Take the words of these persons as words of persons of this text."""
        self._learn_words(word for name in names for word in name.words)

    def learn_surnames(self, names: Iterable[MentionSpan]) -> None:
        """Take the surnames of these full names as words of persons of this text.

        The last word is one, and so is what the table has as the family name of a person of just this name:
        "Park" of "Park Jin".
        """
        full = (name.words for name in names if len(name.words) > 1)
        self._learn_words(word for words in full for word in (words[-1], *self._family_names(words)))

    def is_borne(self, token: Token) -> bool:
        """Whether a person of the table bears the word, or all longer ones of its hyphened words."""
        long = [word for word in token.words if len(word) >= LEAST_LETTERS]
        return all(self.is_borne_word(word) for word in long or token.words)

    def is_borne_word(self, word: str) -> bool:
        """Whether a person of the table bears exactly this folded word."""
        if word not in self._borne:
            self._borne[word] = len(word) > 1 and self._table.name_frequency(word) > 0
        return self._borne[word]

    @property
    def telling(self) -> float:
        """How much it says that a person of the table bears a word, 0 to 1: among many people most are
        borne."""
        return max(0.0, 1 - log10(max(1, self._table.people)) / _MANY_PEOPLE)

    def is_named(self, token: Token) -> bool:
        """Whether the text has named a person so, beside a title."""
        return any(word in self._named for word in token.words)

    def is_person(self, token: Token) -> bool:
        """Whether a person of the table or of the text bears the word."""
        return self.is_named(token) or self.is_borne(token)

    def is_full_name(self, words: tuple[str, ...]) -> bool:
        """Whether these folded words, two at least, are the whole of a name of a person of the table."""
        found = self._table.named(" ".join(words)) if len(words) > 1 else ()
        people = (self._table.entity(one) for one in found)
        return any(person is not None and person.type == "person" for person in people)

    def organization_type(self, surface: str) -> EntityType | None:
        """The type of the organization or place that has exactly this name in the table."""
        key = fold(surface)
        if key not in self._organizations:
            entities = (self._table.entity(entity_id) for entity_id in self._table.named(surface))
            self._organizations[key] = next(
                (
                    entity.type
                    for entity in entities
                    if entity is not None and entity.type in {"organization", "place"}
                ),
                None,
            )
        return self._organizations[key]

    def _learn_words(self, words: Iterable[str]) -> None:
        telling = {word for word in words if len(word) >= LEAST_LETTERS}
        self._named |= telling - vocabulary().particles - vocabulary().suffixes

    def _family_names(self, words: tuple[str, ...]) -> frozenset[str]:
        """Those of the words of a full name that are the family name of a person who bears just this name."""
        if words not in self._families:
            people = (self._table.entity(one) for one in self._table.named(" ".join(words)))
            families = {
                fold(form.family) for person in people if person for form in person.names if form.family
            }
            self._families[words] = frozenset(families.intersection(words))
        return self._families[words]
