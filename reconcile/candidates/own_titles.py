"""Titles in the table's own words: "Liverpool manager" and "captain" where it has a "manager of Liverpool".

The grammar of titles knows the offices of states. Those of a company, a club or a university are whatever the
table calls them: what stands beside a name is held against the table's own wordings, in any order of their
words, or against the head alone, which may then be that of several.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corrigenda.reconcile.context import ParsedMention, around_name
from corrigenda.reconcile.countries import words_of
from corrigenda.reconcile.names import tokenize_name
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import Tokens, fold, tokens
from corrigenda.reconcile.titles import ParsedTitle, without_tense

_LINKS = frozenset({"of", "at", "for", "in", "the", "to"})
_BOUND = re.compile(r"[,.;:()\"“”—–\n]|\s-\s")
_LONGEST = 8
"""Words beside a name that may be such a title."""
_NEAR = 120
"""Characters before and behind a name in which they stand."""
_KEPT_TABLES = 8


@dataclass(frozen=True)
class OwnTitles:
    """The wordings of a table: roles by the set of their words, and by the head that stands before a link."""

    by_words: dict[frozenset[str], Tokens]
    by_head: dict[Tokens, Tokens]

    def roles(self, words: Tokens) -> Tokens:
        """The roles that these words are, whole or as a head alone; none where they are neither."""
        return self.by_words.get(frozenset(words) - _LINKS, ()) or self.by_head.get(words, ())


def with_own_titles(
    mentions: Sequence[ParsedMention], text: str | None, table: EntityTable
) -> tuple[ParsedMention, ...]:
    """The mentions, each with the table's own titles that stand beside it."""
    own = _own_titles(table.own_roles)
    if not own.by_head:
        return tuple(mentions)
    return tuple(
        _retitled(mention, mention.title, own, table)
        if mention.title is not None and mention.roles
        else _titled(mention, text, own)
        for mention in mentions
    )


def _titled(mention: ParsedMention, text: str | None, own: OwnTitles) -> ParsedMention:
    if mention.raw.type not in (None, "person"):
        return mention
    for words, offset in _beside(mention, text):
        if (found := _title_in(words, own)) is not None:
            name = mention.name[offset:]
            around = f"{found.text} {' '.join(around_name(mention.raw, text))}"
            return replace(
                mention,
                name=name,
                offset=mention.offset + offset,
                written=tokenize_name(name),
                title=found,
                sentence=f" {fold(' '.join(words_of(around)))} ",
                trade="",
            )
    return mention


def _retitled(
    mention: ParsedMention, title: ParsedTitle, own: OwnTitles, table: EntityTable
) -> ParsedMention:
    """A title that the grammar knows: as the table words it, where nobody there held that office."""
    words, _ = without_tense(tokens(title.text))
    roles = own.roles(words)
    if not roles or table.holders(title.roles, None):
        return mention
    return replace(mention, country=None, title=title.model_copy(update={"roles": roles, "country": None}))


def _title_in(words: Tokens, own: OwnTitles) -> ParsedTitle | None:
    """The longest run of words at the end that is a title of the table."""
    kept, tense = without_tense(words[-_LONGEST:])
    for start in range(len(kept)):
        if roles := own.roles(kept[start:]):
            return ParsedTitle(
                text=" ".join(kept[start:]),
                roles=roles,
                country=None,
                tense=tense or "current",
                honorific=False,
            )
    return None


def _beside(mention: ParsedMention, text: str | None) -> Iterator[tuple[Tokens, int]]:
    """Words that may be the title, and how many characters of the name they are.

    Those told, those that the name begins with, those before it, those behind it.
    """
    if mention.raw.title:
        yield tokens(mention.raw.title), 0
    head = mention.name.split(" ")
    for count in range(len(head) - 1, 0, -1):
        yield tokens(" ".join(head[:count])), len(" ".join(head[:count])) + 1
    start = mention.raw.start
    if text is None or start is None:
        return
    yield tokens(_BOUND.split(text[max(0, start - _NEAR) : start])[-1]), 0
    behind = text[start + len(mention.raw.surface) :][:_NEAR]
    if behind.startswith(", "):
        yield tokens(_BOUND.split(behind[2:])[0]), 0


@lru_cache(maxsize=_KEPT_TABLES)
def _own_titles(roles: frozenset[str]) -> OwnTitles:
    by_words: dict[frozenset[str], Tokens] = {}
    by_head: dict[Tokens, Tokens] = {}
    for role in sorted(roles):
        words = tuple(role.partition(":")[2].split())
        key, head = frozenset(words) - _LINKS, _head(words)
        by_words[key] = (*by_words.get(key, ()), role)
        by_head[head] = (*by_head.get(head, ()), role)
    return OwnTitles(by_words, by_head)


def _head(words: Tokens) -> Tokens:
    """The words before the first link: "chief executive" of "chief executive of Renault"."""
    end = next((place for place, word in enumerate(words) if word in _LINKS), len(words))
    return words[:end]
