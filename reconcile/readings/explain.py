"""How a name in native characters can be read in Latin letters, and which reading a source took.

茂木敏充 is read Toshimitsu Motegi; the same characters can be read Toshimichi Mogi or Shigeki. Whoever writes
"Mogi" of this man misread his name, and did not mean somebody else. Japanese, Chinese and Korean each bring
their pieces (``japanese``, ``chinese``, ``korean``); here they are put together and compared.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal, NamedTuple

from corrigenda.reconcile.readings.keys import LONGEST_SURFACE, runs_of
from corrigenda.reconcile.readings.lattice import MERGED_VOWELS, Path, spell
from corrigenda.reconcile.readings.romaji import romaji_key, syllables
from corrigenda.reconcile.readings.segment import (
    UNREAD,
    Language,
    NamePart,
    Spelling,
    Split,
    Tongue,
    WrittenPart,
    foreign_spellings_of,
    key_of,
    languages_of,
    readings_of,
    spellings_of,
    splits_of,
)
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.entities import EntityName

ReadingRelation = Literal["right", "variant", "other", "possible"]

_SOURCES = ("table", "kana", "pinyin", "hangul", "names", "jmnedict", "wade-giles", "cantonese", "surname",
            "heteronym", "japanese", "hanja", "characters")  # fmt: skip
"""From the surest to the most far-fetched."""
Spellings = Callable[[WrittenPart], Iterable[Spelling]]
_WAYS_OF_WRITING = frozenset({"pinyin", "wade-giles", "cantonese", "surname", "hangul"})
"""Sources whose forms are another spelling of the right reading, and no misreading."""


class PartReading(Frozen):
    """How a surface reads one part of a name.

    ``relation``: the right reading; a variant spelling of it (Wade-Giles, Lee for Yi); another reading of the
    same characters; or a possible one where the table does not say which is right. ``source`` says who knows
    the reading: the table, a dictionary of names, or the readings of the single characters. ``tongue`` is the
    language in which the part is read, where that is not the name's own.
    """

    part: NamePart
    written: str
    read: str
    relation: ReadingRelation
    right: str | None
    source: str
    tongue: Tongue | None = None

    @property
    def sentence(self) -> str:
        """The finding in words."""
        match self.relation:
            case "right":
                return f"{self.written} is read {self.read}"
            case "variant":
                return f"{self.written} is also written {self.read} ({self.source})"
            case "other":
                language = f" as {self.tongue}" if self.tongue is not None else ""
                own = f"; this person reads it {self.right}" if self.right is not None else ""
                return f"{self.written} can be read{language} {self.read}{own}"
            case "possible":
                return f"{self.written} can be read {self.read}"


class ReadingMatch(Frozen):
    """A surface explained as a reading of a native name.

    ``plausibility`` is 1 for the right reading and falls towards 0 the more far-fetched the reading is; it is
    a rank, not a probability.
    """

    surface: str
    parts: tuple[PartReading, ...]
    order: Literal["family_first", "given_first"]
    plausibility: float

    @property
    def matched(self) -> Literal["family", "given", "full"]:
        """Which part of the name the surface writes."""
        return "full" if len(self.parts) > 1 else self.parts[0].part

    @property
    def right(self) -> bool:
        """Whether every part is read rightly, if perhaps in another spelling."""
        return all(part.relation in ("right", "variant") for part in self.parts)

    @property
    def misread(self) -> bool:
        """Whether a part is read otherwise than this person reads it."""
        return any(part.relation == "other" for part in self.parts)

    @property
    def tongue(self) -> Tongue | None:
        """The language in which the name is read, where that is not its own: parts do not mix languages."""
        return next((part.tongue for part in self.parts if part.tongue is not None), None)

    @property
    def detail(self) -> str:
        """The finding in words, the misread parts first; a whole name read in another language as one."""
        if self.matched == "full" and self.tongue is not None:
            in_order = sorted(self.parts, key=lambda part: part.part)
            written = "".join(part.written for part in in_order)
            return f"{written} read as {self.tongue}: {' '.join(part.read for part in in_order)}"
        ordered = sorted(self.parts, key=lambda part: part.relation == "right")
        return "; ".join(part.sentence for part in ordered)


class _Explanation(NamedTuple):
    """Parts of a name in the order of the surface, each with the path that reads it."""

    cost: float
    parts: tuple[tuple[WrittenPart, Path], ...]
    tongue: Tongue | None = None


def explain_reading(surface: str, name: EntityName) -> ReadingMatch | None:
    """The surface as a reading of the native name, or ``None`` where its characters cannot be read so.

    The surface may be the whole name in either order, its words split or joined anyhow, or one part of it.
    What can be read in the name's own language is not looked at in another.
    """
    languages = languages_of(name)
    if len(surface) > LONGEST_SURFACE or not languages:
        return None
    for finds in (*(_OWN if _may_be_own(surface, languages) else ()), *_FOREIGN):
        best: _Explanation | None = None
        for split in splits_of(name):
            if best is not None and best.cost <= split.cost:
                break
            for found in finds(surface, split):
                if best is None or found.cost < best.cost:
                    best = found
        if best is not None:
            return _match(surface, best)
    return None


def _may_be_own(surface: str, languages: tuple[Language, ...]) -> bool:
    """Whether the letters can be a reading in these languages; asked first, for it needs no dictionary."""
    return languages != ("ja",) or bool(syllables(romaji_key(surface)))


def with_readings(name: EntityName, latin: str) -> EntityName:
    """The native name split in two and read as ``latin``, this person's name in Latin letters, has it.

    ``latin`` is in either order. What the name already says stays; where no split agrees with ``latin``, the
    name comes back unchanged.
    """
    if name.family_readings and name.given_readings:
        return name
    words = latin.replace("-", " ").split()
    halves = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    agreeing = [
        (cost + split.cost, split, family, given)
        for split in splits_of(name)
        for first, second in halves
        for family, given in ((first, second), (second, first))
        if (cost := _reads_as(split.family, family) + _reads_as(split.given, given)) < 2 * UNREAD
    ]
    if not agreeing:
        return name
    _, split, family, given = min(agreeing, key=lambda agreed: agreed[0])
    return name.model_copy(
        update={
            "family": split.family.written,
            "given": split.given.written,
            "family_readings": (family, *(r for r in name.family_readings if r != family)),
            "given_readings": (given, *(r for r in name.given_readings if r != given)),
        }
    )


def _reads_as(part: WrittenPart, latin: str) -> float:
    return min((path.cost for path, _ in _whole_paths(spellings_of(part), latin)), default=UNREAD)


def _find_right(surface: str, split: Split) -> Iterator[_Explanation]:
    """The surface as the very readings of the table; needs no dictionary."""
    key = key_of(split.family.language)
    for parts in ((split.family, split.given), (split.given, split.family), (split.family,), (split.given,)):
        readings = [part.readings[0] for part in parts if part.readings]
        if len(readings) == len(parts) and key(surface) == key(" ".join(readings)):
            paths = (Path(0.0, reading, ("table",)) for reading in readings)
            yield _Explanation(split.cost, tuple(zip(parts, paths, strict=True)))


def _find_full(spellings: Spellings, surface: str, split: Split) -> Iterator[_Explanation]:
    for first, second in ((split.family, split.given), (split.given, split.family)):
        for key, first_pieces, tongue in spellings(first):
            written = key(surface)
            if key is romaji_key and not syllables(written):
                continue
            merged = _merged(key)
            for stop, path in spell(first_pieces, written, 0, merged).items():
                for other, second_pieces, language in spellings(second):
                    if other is not key or language != tongue:
                        continue
                    end = spell(second_pieces, written, stop, merged).get(len(written))
                    if end is not None:
                        cost = path.cost + end.cost + split.cost
                        yield _Explanation(cost, ((first, path), (second, end)), tongue)


def _find_part(spellings: Spellings, surface: str, split: Split) -> Iterator[_Explanation]:
    for part in (split.family, split.given):
        for path, tongue in _whole_paths(spellings(part), surface):
            yield _Explanation(path.cost + split.cost, ((part, path),), tongue)


def _whole_paths(spellings: Iterable[Spelling], latin: str) -> Iterator[tuple[Path, Tongue | None]]:
    """The paths that read a part so spelled as all of ``latin``, each with the language it is read in."""
    for key, pieces, tongue in spellings:
        written = key(latin)
        path = spell(pieces, written, 0, _merged(key)).get(len(written)) if written else None
        if path is not None:
            yield path, tongue


_OWN = (_find_right, partial(_find_full, spellings_of), partial(_find_part, spellings_of))
_FOREIGN = (partial(_find_full, foreign_spellings_of), partial(_find_part, foreign_spellings_of))


def _merged(key: Callable[[str], str]) -> frozenset[str]:
    return MERGED_VOWELS if key is romaji_key else frozenset()


def _match(surface: str, found: _Explanation) -> ReadingMatch:
    given_first = found.parts[0][0].part == "given" and len(found.parts) > 1
    return ReadingMatch(
        surface=surface,
        parts=tuple(_part_reading(surface, part, path, found.tongue) for part, path in found.parts),
        order="given_first" if given_first else "family_first",
        plausibility=math.exp(-found.cost),
    )


def _part_reading(surface: str, part: WrittenPart, path: Path, tongue: Tongue | None) -> PartReading:
    right = _right(part)
    source = max(path.sources, key=_SOURCES.index)
    key = key_of(part.language)
    relation: ReadingRelation
    if right is not None and key(path.shown) == key(right):
        relation = "right"
    elif tongue is not None:
        relation = "other"
    elif source in _WAYS_OF_WRITING or part.language == "ko":
        relation = "variant"
    else:
        relation = "possible" if right is None else "other"
    return PartReading(
        part=part.part,
        written=part.written,
        read=_as_surface_has_it(surface, path.shown),
        relation=relation,
        right=right,
        source=source,
        tongue=tongue if relation == "other" else None,
    )


def _as_surface_has_it(surface: str, shown: str) -> str:
    """The words of the surface that are this reading; the reading itself where no words are just that."""
    same = (run for run in runs_of(surface.split()) if romaji_key(run) == romaji_key(shown))
    read = next(same, shown)
    return read[:1].upper() + read[1:]


def _right(part: WrittenPart) -> str | None:
    if part.readings:
        return part.readings[0]
    if part.language == "zh":
        return next((reading.capitalize() for reading in readings_of(part)), None)
    return None
