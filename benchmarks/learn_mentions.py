"""Learns how much each sign of a person's name counts: ``python -m benchmarks.learn_mentions [--write]``.

A conditional model over all ways to part a run of capitalised words into names and other words, with an L2
penalty, from the documents of even number of ``news_links`` (see ``benchmarks.mentions``), once with the
starter table and once with a large one, so that what the table knows is learned beside what it does not.
Runs with a word that nobody marked where not everything was marked, and with names of unknown kind, are
left out, unless such a name is built as a person's ("Jane Roe").
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log
from random import Random

from benchmarks.mentions import MarkedText, is_learned, marked_texts
from benchmarks.shared import ABSENT, DATA
from benchmarks.tables import STARTER, office_holders
from corrigenda.reconcile.countries import country_parts, town_size
from corrigenda.reconcile.mentions.boundaries import part_words
from corrigenda.reconcile.mentions.gazetteer import Gazetteer
from corrigenda.reconcile.mentions.person_features import SpanFeatures, person_features, text_words
from corrigenda.reconcile.mentions.person_spans import Run, runs, spans_of_run
from corrigenda.reconcile.mentions.spans import TakenSpans, mention_span
from corrigenda.reconcile.mentions.titled_persons import find_titled_persons
from corrigenda.reconcile.mentions.tokens import Passage, passages, vocabulary
from corrigenda.reconcile.names import name_frequencies
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import data_path, fold, read_lines
from corrigenda.reconcile.titles import title_words

RIDGE = 0.5
NAMES_COUNT = 2.0
"""How much more a run with a name counts: a person missed is worse than a stray."""
COPIES = 3
"""Each text is learned from so many times more, its people renamed by the frequency of names."""
UNLISTED = 0.2
"""The share of new names that no list has."""
OF_TABLE = 0.25
"""The share of full names that are exchanged for those of the large table."""
ODD = 0.05
"""The share of given names that are places', and of family names with particles, hyphens and suffixes."""
SEED = 20261128
Span = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """A run: the features of each span that could be a name, and those that are."""

    run: Run
    spans: tuple[tuple[Span, SpanFeatures], ...]
    right: frozenset[Span]
    words: tuple[str, ...] = ()
    text: str = ""


def cases_of(marked: MarkedText, table: EntityTable) -> Iterator[Case]:
    """The runs of a text whose names are known."""
    known = Gazetteer(table)
    paragraphs = [part_words(passage, known) for passage in passages(marked.text)]
    titled = [name for passage in paragraphs for name in find_titled_persons(marked.text, passage, known)]
    known.learn(titled)
    text = text_words(paragraphs)
    gold = set(marked.persons | _likely(marked))
    for passage in paragraphs:
        starts = {token.start: place for place, token in enumerate(passage.tokens)}
        ends = {token.end: place + 1 for place, token in enumerate(passage.tokens)}
        spans = [(starts[a], ends[b]) for a, b in gold if a in starts and b in ends]
        known.learn_surnames(mention_span(passage, a, b, "person") for a, b in spans if b - a > 1)
    for passage in paragraphs:
        for run in runs(passage, TakenSpans(())):
            right = _right(marked, passage, run, gold)
            if right is not None:
                spans = tuple(
                    (span, person_features(passage, *span, known, text))
                    for span in spans_of_run(passage, run, known)
                )
                if right <= {span for span, _ in spans}:
                    yield Case(
                        run,
                        spans,
                        right,
                        tuple(token.text for token in passage.tokens[slice(*run)]),
                        " ".join(token.text for token in passage.tokens[max(0, run[0] - 4) : run[1] + 4]),
                    )


def renamed(marked: MarkedText, random: Random, people: Sequence[Sequence[str]]) -> MarkedText:
    """The text with other names for its people, each word always by the same one; some are in the table."""
    gold = sorted(marked.persons | _likely(marked))
    new: dict[str, str] = {}
    for start, end in gold:
        words = [word for word in marked.text[start:end].split() if word[:1].isupper() and len(word) > 2]
        drawn = random.choice(people) if random.random() < OF_TABLE and len(words) == 2 else ()
        new |= {word: other for word, other in zip(words, drawn, strict=False) if word not in new}
        for word in words:
            if not title_words().isdisjoint({fold(word).rstrip(".")}):
                continue
            kind = "family" if word == words[-1] else "given"
            new.setdefault(word, _drawn(kind, random))
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, new))})\b") if new else re.compile(r"(?!)")
    moved = [0] * (len(marked.text) + 1)
    pieces, behind, shift = [], 0, 0
    for match in pattern.finditer(marked.text):
        pieces += [marked.text[behind : match.start()], new[match[0]]]
        moved[behind : match.end()] = [shift] * (match.end() - behind)
        shift += len(new[match[0]]) - len(match[0])
        behind = match.end()
    moved[behind:] = [shift] * (len(marked.text) + 1 - behind)
    place = lambda one: (one[0] + moved[one[0]], one[1] + moved[one[1]])  # noqa: E731
    return replace(
        marked,
        text="".join((*pieces, marked.text[behind:])),
        start=marked.start + moved[marked.start],
        end=marked.end + moved[marked.end],
        persons=frozenset(map(place, marked.persons)),
        others=frozenset(map(place, marked.others)),
        unknown=frozenset(map(place, marked.unknown)),
    )


@cache
def _drawing(kind: str) -> tuple[list[str], list[float]]:
    """Names of the list with the square root of how many bear them, so that rare ones are drawn too."""
    shares: dict[str, float] = {}
    for line in read_lines("name_frequencies.tsv"):
        word, _, both = line.partition("\t")
        written = both.split()[kind == "family"]
        if written != "--" and word != "*" and len(word) > 2:
            shares[word] = 10 ** (-int(written) / 20)
    return list(shares), list(shares.values())


@cache
def _of_places() -> list[str]:
    """Given names that are also towns or parts of countries."""
    return [word for word in _drawing("given")[0] if town_size(word) is not None or word in country_parts()]


def _drawn(kind: str, random: Random) -> str:
    name = random.choices(*_drawing(kind))[0]
    way = random.random()
    if way < UNLISTED:
        place = random.randrange(len(name) - 1)
        ending = random.choice(("", "a", "ko", "in", "er"))
        name = name[:place] + random.choice("aeioulnrsktm") + name[place + 1 :] + ending
    elif way < UNLISTED + ODD and kind == "given":
        name = random.choice(_of_places())
    elif way < UNLISTED + ODD:
        other = random.choices(*_drawing(kind))[0]
        return random.choice(
            ("van der {0}", "de {0}", "al-{0}", "{1}-{0}", "bin {0}", "O'{0}", "{0} Jr.")
        ).format(name.title(), other.title())
    return name.title()


def _likely(marked: MarkedText) -> set[Span]:
    """Marked names of unknown kind that are built as a person's."""
    return {place for place in marked.unknown if _is_built_so(marked.text[slice(*place)].split())}


def _is_built_so(words: Sequence[str]) -> bool:
    names = name_frequencies()
    heads = vocabulary().organization_heads
    return 1 < len(words) < 4 and names.given(words[0].lower()) > -5.5 and words[-1].lower() not in heads


def _right(marked: MarkedText, passage: Passage, run: Run, gold: set[Span]) -> frozenset[Span] | None:
    """The spans of the run that are persons; ``None`` where it is not known."""
    tokens = passage.tokens[slice(*run)]
    start, end = tokens[0].start, tokens[-1].end
    if start < marked.start or end > marked.end:
        return None
    over = lambda one: one[0] < end and start < one[1]  # noqa: E731
    if any(over(place) for place in marked.unknown - gold):
        return None
    if not marked.complete and not any(over(place) for place in marked.persons | marked.others | gold):
        return None
    here = [place for place in gold if over(place)]
    starts = {token.start: place for place, token in enumerate(passage.tokens)}
    ends = {token.end: place + 1 for place, token in enumerate(passage.tokens)}
    found = set()
    for first, last in here:
        first = next((s for s in sorted(starts) if s >= first and not _is_title(passage, starts[s])), first)
        if first not in starts or last not in ends:
            return None
        found.add((starts[first], ends[last]))
    return frozenset(found)


def _is_title(passage: Passage, place: int) -> bool:
    from corrigenda.reconcile.titles import title_words

    token = passage.tokens[place]
    return token.is_in(title_words()) and not name_frequencies().is_family(token.words[0])


def likelihood(cases: Sequence[Case], weights: dict[str, float]) -> tuple[float, dict[str, float]]:
    """The log-likelihood of the right ways to part the runs, and its slope."""
    total = -RIDGE * sum(weight * weight for weight in weights.values()) / 2
    slope = {name: -RIDGE * weight for name, weight in weights.items()}
    for case in cases:
        scored = [
            (span, features, sum(v * weights[n] for n, v in features.items()))
            for span, features in case.spans
        ]
        first, last = case.run
        counts = NAMES_COUNT if case.right else 1.0
        ahead = {last: 0.0}
        for place in range(last - 1, first - 1, -1):
            ways = [ahead[place + 1], *(s + ahead[b] for (a, b), _, s in scored if a == place)]
            ahead[place] = _log_sum(ways)
        back = {first: 0.0}
        for place in range(first + 1, last + 1):
            ways = [back[place - 1], *(s + back[a] for (a, b), _, s in scored if b == place)]
            back[place] = _log_sum(ways)
        total -= counts * ahead[first]
        for span, features, value in scored:
            right = span in case.right
            total += counts * value if right else 0.0
            chance = exp(back[span[0]] + value + ahead[span[1]] - ahead[first])
            for name, amount in features.items():
                slope[name] += counts * amount * (right - chance)
    return total, slope


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + log(sum(exp(value - top) for value in values))


def learn(cases: Sequence[Case]) -> dict[str, float]:
    """The weights under which the right ways are likeliest."""
    from scipy.optimize import minimize

    names = sorted({name for case in cases for _, features in case.spans for name in features})

    def negative(vector: Sequence[float]) -> tuple[float, list[float]]:
        value, slope = likelihood(cases, dict(zip(names, vector, strict=True)))
        return -value, [-slope[name] for name in names]

    found = minimize(negative, [0.0] * len(names), jac=True, method="L-BFGS-B")
    return {name: round(float(weight), 2) for name, weight in zip(names, found.x, strict=True)}


def main() -> int:
    """Learn, print, write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write reconcile/data/person_weights.json")
    options = parser.parse_args()
    if not DATA.is_dir():
        print(f"skipped: {ABSENT}")
        return 0
    texts = [marked for number, marked in enumerate(marked_texts()) if is_learned(number)]
    tables = (EntityTable.open(STARTER), office_holders())
    random = Random(SEED)
    named = (entity.names[0].text.split() for entity in tables[1].entities() if entity.type == "person")
    people = [words for words in named if len(words) == 2]
    texts += [renamed(marked, random, people) for marked in texts for _ in range(COPIES)]
    cases = [case for table in tables for marked in texts for case in cases_of(marked, table)]
    weights = learn(cases)
    print(f"{len(cases)} runs, {sum(len(case.right) for case in cases)} names")
    for name, weight in sorted(weights.items(), key=lambda item: item[1]):
        print(f"{weight:+6.2f} {name}")
    if options.write:
        source = "Learned by `python -m benchmarks.learn_mentions --write` from half of news_links; log-odds."
        content = json.dumps({"source": source, "weights": weights}, indent=1)
        data_path("person_weights.json").write_text(content + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
