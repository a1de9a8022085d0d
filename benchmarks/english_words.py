"""Builds ``reconcile/data/english_words.tsv``: ``python -m benchmarks.english_words FOLDER``.

The folder is that of the word lists of SCOWL, ``/usr/share/dict/scowl`` of Debian's package ``scowl``.
"""

import argparse
import re
from pathlib import Path

from corrigenda.reconcile.text import data_path

HEADER = """\
# Words that English writes small, and how usual they are: the size of the smallest dictionary that has them
# (10: the commonest few thousand; 35: a small dictionary). Made by benchmarks/english_words.py out of SCOWL
# 2020.12.07 as in Debian's package scowl. Copyright 2000-2019 by Kevin Atkinson; licence:
# english_words.LICENSE.txt beside this file.
"""
SIZES = (10, 20, 35)
VARIETIES = ("english", "american", "british")
_WORD = re.compile("[a-z]{2,}")


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    sizes: dict[str, int] = {}
    for size in SIZES:
        for variety in VARIETIES:
            for word in (folder / f"{variety}-words.{size}").read_text(encoding="iso-8859-1").split():
                if _WORD.fullmatch(word):
                    sizes.setdefault(word, size)
    rows = "".join(f"{word}\t{sizes[word]}\n" for word in sorted(sizes))
    data_path("english_words.tsv").write_text(HEADER + rows, encoding="ascii")
    print(f"{len(sizes):,} rows")


if __name__ == "__main__":
    main()
