"""How near one sentence comes to another once names, numbers and other words of content are masked.

A masked copy keeps the frame of a sentence ("… is due to … in …, …, with …, a member of the …") and changes
what fills it. So a sentence is read as a row of slots: function words and marks as they are, a run of
capitals as a name, figures as a number, any other word by its ending. Two rows are aligned; what both have in
the same order counts by how rare it is in news, a word of content in the same slot of both once more.
"""

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract_iter

_TOKEN = re.compile(r"[^\W_]+(?:[.’'&-][^\W_]+)*|[,;:“”\"()—–]")
_NUMBER = re.compile(
    r"\d.*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|.*illion"
)
_ENDINGS = ("ing", "ed", "ly", "s")
_CARRYING = """
a about above across after again against ago all along already also although am among an and another any
are around as at away back be because been before behind being below between both but by can cannot could
did do does doing down due during each either else enough even ever every few first for from further had
has have having he her here hers herself him himself his how however i if in including into is it its
itself just last later least less like many may me meanwhile might more most much must my myself near
neither never next no nor not now of off on once one only onto or other others our ours out over own per
quite rather same second she should since so some still such than that the their theirs them themselves
then there these they this those though through throughout to together too toward towards under unless
until up upon us very was we well were what when where whether which while who whom whose why will with
within without would yet you your yours today yesterday tomorrow monday tuesday wednesday thursday friday
saturday sunday day week month year said says say told tells
"""
_FUNCTION = frozenset(_CARRYING.split())
"""Words that carry a sentence; of verbs of saying and words of time those of every other article."""

SHORTEST = 5
"""Words below which a sentence has no frame of its own, names and figures aside: "He declined to say why"."""
_DAMPING = 20.0
"""Bits put on top of what two rows hold: short ones are alike by chance."""
_MOST_BITS = 10.0
LONGER = 10
"""The same where there are thousands of sentences, of which some are alike by chance."""
_ALIKE = 0.55
"""What two rows must share of their slots to be worth weighing where there are thousands."""


class Slot(NamedTuple):
    """One place of a sentence: what shows through the mask, and the word, empty where it is a name."""

    mask: str
    word: str


Row = tuple[Slot, ...]


def row_of(sentence: str) -> Row:
    """The sentence as a row of slots."""
    row: list[Slot] = []
    for match in _TOKEN.finditer(sentence):
        word = match.group()
        plain = word.casefold()
        if plain in _FUNCTION or not word[0].isalnum():
            row.append(Slot(plain, plain))
        elif _NUMBER.fullmatch(plain):
            row.append(Slot("#", ""))
        elif not word[0].isupper():
            row.append(Slot(next((f"-{end}" for end in _ENDINGS if plain.endswith(end)), "-"), plain))
        elif not row or row[-1].mask != "Name":
            row.append(Slot("Name", ""))
    return tuple(row)


def _frame(sentence: str) -> int:
    """Of how many words its frame is."""
    return sum(bool(slot.word) and slot.word[0].isalnum() for slot in row_of(sentence))


@dataclass(frozen=True)
class Measure:
    """The nearness of sentences, each slot by its rarity in some text: ``Measure.of(sentences)``."""

    masks: Counter[str]
    words: Counter[str]
    total: int
    bits: dict[Slot, tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, sentences: Iterable[str]) -> "Measure":
        """With the rarities of ``sentences``, the more the better."""
        slots = [slot for sentence in sentences for slot in row_of(sentence)]
        return cls(Counter(slot.mask for slot in slots), Counter(slot.word for slot in slots), len(slots))

    def nearness(self, one: str, other: str) -> float:
        """From 0 to about 1; above 1 only where much content is the same too."""
        row, column = row_of(one), row_of(other)
        held = sum(self._bits(slot)[0] for slot in (*row, *column))
        return 2 * self._shared(row, column) / (held + _DAMPING)

    def nearest(self, sentence: str, others: Sequence[str]) -> tuple[float, str]:
        """The sentence of ``others`` that comes nearest, and how near."""
        return max(((self.nearness(sentence, other), other) for other in others), default=(0.0, ""))

    def _shared(self, row: Row, column: Row) -> float:
        """The bits of the longest alignment of the two, by weight."""
        best = [0.0] * (len(column) + 1)
        for slot in row:
            frame, content = self._bits(slot)
            fresh = [0.0]
            for at, other in enumerate(column):
                gained = 0.0
                if slot.mask == other.mask:
                    gained = best[at] + frame + (content if slot.word == other.word else 0.0)
                fresh.append(max(best[at + 1], fresh[at], gained))
            best = fresh
        return best[-1]

    def _bits(self, slot: Slot) -> tuple[float, float]:
        """What the mask tells, and what the word tells beside it."""
        if slot not in self.bits:
            often = self.masks[slot.mask] + 1
            frame = min(_MOST_BITS, -math.log2(often / (self.total + 1)))
            content = -math.log2((self.words[slot.word] + 1) / often) if slot.mask.startswith("-") else 0.0
            self.bits[slot] = (frame, min(_MOST_BITS, max(0.0, content)))
        return self.bits[slot]


class Shelf:
    """Sentences to be looked through for those that are alike, before they are weighed."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._codes: dict[str, str] = {}
        self.sentences = [one for one in dict.fromkeys(sentences) if _frame(one) >= LONGER]
        self._rows = [self._coded(one) for one in self.sentences]

    def alike(self, sentence: str) -> list[str]:
        """Those that share enough slots with it, in order."""
        if _frame(sentence) < LONGER:
            return []
        coded, likeness = self._coded(sentence), Indel.normalized_similarity
        found = extract_iter(coded, self._rows, scorer=likeness, processor=None, score_cutoff=_ALIKE)
        return [self.sentences[at] for _, _, at in found]

    def _coded(self, sentence: str) -> str:
        """A character for each slot."""
        masks = (slot.mask for slot in row_of(sentence))
        return "".join(self._codes.setdefault(mask, chr(0x4E00 + len(self._codes))) for mask in masks)


_SENTENCE_END = re.compile(
    r"\n|(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z][a-z]\.)[”\"’)]?\s+(?=[\W\d]*[A-Z])"
)


def sentences_of(text: str) -> list[str]:
    """The sentences and lines of a text that have a frame, side-bars too; by a plain rule, for thousands."""
    parts = (" ".join(part.split()) for part in _SENTENCE_END.split(text))
    return [part for part in parts if _frame(part) >= SHORTEST]


def shared_run(one: str, other: str) -> int:
    """How many words of content both have one after the other, function words aside; a name ends the run."""
    row, column = ([slot for slot in row_of(each) if slot.mask not in _FUNCTION] for each in (one, other))
    runs = [0] * (len(column) + 1)
    longest = 0
    for slot in row:
        follows = (runs[at] + 1 if slot == held and slot.word else 0 for at, held in enumerate(column))
        runs = [0, *follows]
        longest = max(longest, *runs)
    return longest


def masked_copies(sentences: Sequence[str], count: int, seed: int) -> Iterator[str]:
    """``count`` copies of ``sentences``, names and most content exchanged, words left out and put in."""
    chosen = random.Random(seed)
    fillings: defaultdict[str, list[str]] = defaultdict(list)
    for slot in (slot for sentence in sentences for slot in row_of(sentence)):
        fillings[slot.mask].append(slot.word or chosen.choice(("Ann Holm", "Oslo", "Lund", "Peter Novak")))
    for _ in range(count):
        copy = []
        for slot in row_of(chosen.choice(sentences)):
            luck = chosen.random()
            if luck < 0.1 and slot.mask != ",":
                continue
            exchanged = slot.mask in ("Name", "#") or (slot.mask.startswith("-") and luck < 0.8)
            copy.append(chosen.choice(fillings[slot.mask]) if exchanged else slot.word)
            if luck > 0.95:
                copy.append(chosen.choice(fillings["-"]))
        yield " ".join(copy)
