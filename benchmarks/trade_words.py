"""Build ``reconcile/data/trades.txt``: ``python -m benchmarks.trade_words FOLDER``

What people are called after their trade (golfer, actor, baker), so that somebody who is introduced by one is
hardly the politician of that name: the words of WordNet of which one of the two first senses is a kind of
worker, professional, entertainer, contestant, maker, scientist, learner or wrongdoer. FOLDER holds
``data.noun`` and ``index.noun`` of WordNet 3.0 (the Debian package ``wordnet-base`` has them).
"""

import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "reconcile" / "data" / "trades.txt"
KINDS = (
    "worker", "professional", "entertainer", "contestant", "creator", "scientist", "learner", "wrongdoer",
    "preserver", "defender",
)  # fmt: skip
PERSON = "18"
"""The number of WordNet's file of persons."""
HEAD = """# What people are called after their trade: a modified extract of WordNet 3.0, copyright 2006 by
# Princeton University, made by benchmarks/trade_words.py; the licence is in wordnet.LICENSE.txt.
"""


def trades(folder: Path) -> list[str]:
    """The words, sorted."""
    words, narrower = _read(folder / "data.noun")
    first = _first_senses(folder / "index.noun")
    wanted, left = set[str](), [synset for kind in KINDS for synset in first[kind] if synset in words]
    while left:
        synset = left.pop()
        if synset not in wanted:
            wanted.add(synset)
            left += narrower[synset]
    found = {word for synset in wanted for word in words.get(synset, ()) if synset in first[word][:2]}
    return sorted(word for word in found if word.isalpha() and word.islower() and len(word) > 2)


def _read(file: Path) -> tuple[dict[str, list[str]], defaultdict[str, list[str]]]:
    """The words of each synset of persons, and the narrower synsets of each."""
    words: dict[str, list[str]] = {}
    narrower: defaultdict[str, list[str]] = defaultdict(list)
    for line in file.read_text(encoding="ascii").splitlines():
        fields = line.partition(" | ")[0].split()
        if line.startswith("  ") or fields[1] != PERSON:
            continue
        count = int(fields[3], 16)
        words[fields[0]] = fields[4 : 4 + 2 * count : 2]
        pointers = fields[5 + 2 * count :]
        narrower[fields[0]] = [
            to for kind, to in zip(pointers[::4], pointers[1::4], strict=False) if kind == "~"
        ]
    return words, narrower


def _first_senses(file: Path) -> defaultdict[str, list[str]]:
    """The synsets of each word, the most frequent sense first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in file.read_text(encoding="ascii").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            found[fields[0]] = fields[-int(fields[2]) :]
    return found


if __name__ == "__main__":
    found = trades(Path(sys.argv[1]))
    TARGET.write_text(HEAD + "\n".join(found) + "\n", encoding="utf-8")
    print(f"{len(found):,} words in {TARGET.name}")
