"""A right name in the writer's form: the same order, capitals and initials, and no more of the name."""

import re

from corrigenda.reconcile.candidates import Candidate
from corrigenda.reconcile.context import ParsedMention
from corrigenda.reconcile.names import ComparedPart, write
from corrigenda.reconcile.text import tokens
from corrigenda.schemas.entities import Entity, EntityName

_WORD = re.compile(r"\S+")
_AROUND = re.compile(r"(?P<before>\W*).*?(?P<after>(?:['’]s?)?\W*)", re.DOTALL)
_WRONG = frozenset({"reading", "typo", "different"})


def in_writers_form(mention: ParsedMention, candidate: Candidate) -> str:
    """The name of the mention with only its wrong parts set right; in another script than Latin as it is."""
    comparison = candidate.comparison
    if not mention.written.key.isascii():
        return mention.name
    if comparison.whole:
        return _whole(mention.name, comparison.name.text)
    family, given = _display_parts(candidate.entity)
    edits = [
        edit
        for part, right in ((comparison.family, family), (comparison.given, given))
        if part.relation in _WRONG and (edit := _edit(mention.name, part, right)) is not None
    ]
    name = mention.name
    if len(edits) > 1 and edits[0][:2] == edits[1][:2]:
        order = (family, given) if comparison.swapped else (given, family)
        return _in_case(name, " ".join(order))
    for start, end, replacement in sorted(edits, reverse=True):
        name = name[:start] + replacement + name[end:]
    return name


def _whole(written: str, right: str) -> str:
    article = re.match(r"(?i)the\s+", written)
    if article is None or right.lower().startswith("the "):
        return _in_case(written, right)
    return article[0] + _in_case(written[article.end() :], right)


def _display_parts(entity: Entity) -> tuple[str, str]:
    """Family and given name as they are shown; the table's split, else the last word is the family name."""
    name = _canonical(entity)
    if name.family is not None:
        return name.family, name.given or _other_words(name.text, name.family)
    known = next((other.family for other in entity.names if other.family and other.family in name.text), None)
    if known is not None:
        return known, _other_words(name.text, known)
    words = name.text.split()
    return words[-1], " ".join(words[:-1])


def _canonical(entity: Entity) -> EntityName:
    return next((name for name in entity.names if name.kind == "canonical"), entity.names[0])


def _other_words(text: str, part: str) -> str:
    return " ".join(text.replace(part, " ", 1).split())


def _edit(name: str, part: ComparedPart, right: str) -> tuple[int, int, str] | None:
    """Start, end and replacement for the words of a part; a suffix ("Jr.") and signs around them stay."""
    spans = [match.span() for match in _WORD.finditer(name)]
    words = write(name).words
    places = [place for place in range(part.start, part.end) if words[place]]
    if not places or not right:
        return None
    start, end = spans[places[0]][0], spans[places[-1]][1]
    written = name[start:end]
    around = _AROUND.fullmatch(written)
    assert around is not None  # both groups may be empty
    before, after = around["before"], around["after"]
    core = written[len(before) : len(written) - len(after)]
    if len(tokens(core)) == 1 and len(tokens(core)[0]) == 1:
        return start, start + len(before) + 1, before + right[0]
    return start, end, before + _in_case(core, right) + after


def _in_case(written: str, right: str) -> str:
    letters = [letter for letter in written if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return right.upper()
    if letters and all(letter.islower() for letter in letters):
        return right.lower()
    return right
