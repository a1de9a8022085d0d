"""Answers that say something else than their sentence: ``python -m benchmarks.made_grounding [--seed N]``

Sentences are drawn out of real news and readouts (of the data beside the repository). Of each, some words
are copied as a model would copy them, and changed on purpose: in a way that changes nothing (typographic
signs, case, an article less, a slip in a long word), or in one that changes the sense (a figure, a magnitude,
a negation, a prefix, a form of address, another name, the contrary verb). Right: what changes nothing is
kept at its own place, what changes the sense is a reject.

Each answer is tried as words to be copied (``Quote``) and as what a fact states (``Gist``), which a model may
retell. Beside it stand the rules that others use: letters alone (rapidfuzz's ``partial_ratio`` of 90), and
words alone (``difflib``, 75 %, LangExtract's default). *Denied* are facts of sentences that say "did not":
the verb and what follows are copied without it, and right is negated, noted or rejected; *told plainly* are
the same of sentences that deny nothing.

The draw is made by ``--seed``; figures that are quoted come from seeds that nobody looked into.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from random import Random
from typing import NamedTuple

from rapidfuzz.fuzz import partial_ratio
from rich.console import Console
from rich.table import Table

from benchmarks.figures import percent
from benchmarks.shared import ABSENT, DATA, rows_of
from corrigenda.extract.drafts import answer_shape
from corrigenda.extract.grounding import ArticleContext, DraftSource, add_negations, ground_draft
from corrigenda.extract.policy import policy_of
from corrigenda.extract.sentences import split_sentences
from corrigenda.schemas.article import Article, Published, Span
from corrigenda.schemas.facts import Fact, Gist, Quote
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import GroundedFact, Provenance

CASES = 150
SOURCE = DraftSource("w", Provenance(model="", prompt="", schema_name="", request=""))
WORD = re.compile(r"\S+")

NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty")
TURNED = {
    **dict.fromkeys(("able", "likely", "clear", "known", "happy", "changed", "successful", "certain"), "un"),
    **dict.fromkeys(("fair", "safe", "lawful", "related", "precedented", "employed", "fortunate"), "un"),
    **dict.fromkeys(("possible", "partial", "patient", "proper"), "im"),
    **dict.fromkeys(("agree", "agreed", "agreement", "satisfied", "honest", "approved"), "dis"),
    **dict.fromkeys(("complete", "dependent", "correct", "direct", "secure"), "in"),
    **dict.fromkeys(("legal", "logical"), "il"),
    **dict.fromkeys(("regular", "responsible", "relevant"), "ir"),
}
PREFIXED = rf"\b(?:{'|'.join(prefix + word for word, prefix in TURNED.items())})\b"
PLAIN = rf"\b(?:{'|'.join(TURNED)})\b"
CONTRARY = {
    "rose": "fell", "fell": "rose", "won": "lost", "lost": "won", "increased": "decreased", "more": "less",
    "accepted": "rejected", "supported": "opposed", "opened": "closed", "before": "after", "after": "before",
    "began": "ended", "approved": "rejected", "increase": "decrease", "higher": "lower", "bought": "sold",
}  # fmt: skip
TITLES = {"Mr.": "Mrs.", "Mrs.": "Mr.", "Ms.": "Mr.", "he": "she", "she": "he", "his": "her", "her": "his"}


class Copied(Fact):
    """Words to be copied."""

    words: Quote


class Stated(Fact):
    """What is stated."""

    what: Gist


class Case(NamedTuple):
    """An answer about a sentence of an article; ``copied`` is what it was before it was changed."""

    kind: str
    context: ArticleContext
    number: int
    copied: str
    answer: str
    harmless: bool


Change = Callable[[str, str, Random], str | None]
"""Makes of copied words and their article an answer; ``None`` where there is nothing to be changed."""


def main() -> int:
    """Make, ground, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument("--cases", type=int, default=CASES, help="how many answers of a kind at the most")
    parser.add_argument("--failures", action="store_true", help="list what is judged wrongly")
    options = parser.parse_args()
    console = Console(width=120)
    if not DATA.is_dir():
        console.print(f"skipped: {ABSENT}")
        return 0
    random = Random(options.seed)
    contexts = list(read_contexts())
    random.shuffle(contexts)
    right: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case in chain(*(cases_of(kind, contexts, random, options.cases) for kind in CHANGES)):
        for system, judge in SYSTEMS.items():
            is_right = judge(case) == case.harmless
            right[case.kind][system] += is_right
            if options.failures and not is_right and system.startswith("ours"):
                console.print(
                    f"{system} {case.kind}: {case.answer!r} for {case.copied!r}", markup=False, soft_wrap=True
                )
        right[case.kind]["cases"] += 1
    console.print(shares(right))
    for kind, fits in POLARITY.items():
        made = list(denials(contexts, random, options.cases, denied=kind == "denied"))
        wrong = [case for case in made if not fits(fact_of(case))]
        console.print(f"{kind}: {percent(len(made) - len(wrong), len(made))} of {len(made)} right")
        for case in wrong if options.failures else ():
            sentence = case.context.sentence(case.number).text
            console.print(f"{kind}: {case.answer!r} of {sentence!r}", markup=False, soft_wrap=True)
    return 0


def read_contexts() -> Iterator[ArticleContext]:
    """Every text of the data, split into sentences."""
    pages = json.loads((DATA / "news_pages" / "ground-truth.json").read_text(encoding="utf-8"))
    for text in [row["text"] for row in rows_of("wh_readouts.jsonl")] + [
        page["articleBody"] for page in pages.values()
    ]:
        spans = tuple(
            Span(start=m.start(), end=m.end(), label="body", rule="made")
            for m in re.finditer(r".+(?:\n.+)*", text)
        )
        sentences = split_sentences(text, spans)
        yield ArticleContext(Article(id="a", text=text), sentences, (), Published())


def cases_of(kind: str, contexts: Sequence[ArticleContext], random: Random, most: int) -> Iterator[Case]:
    """Answers of one kind, one a text, spread over all texts."""
    change, harmless = CHANGES[kind], kind in HARMLESS
    for context in random.sample(contexts, len(contexts)):
        if most == 0:
            return
        for sentence in random.sample(context.sentences, len(context.sentences)):
            copied = _some_words(sentence.text, random)
            answer = change(copied, context.text, random) if copied is not None else None
            if copied is not None and answer is not None and answer != copied and answer not in sentence.text:
                most -= 1
                yield Case(kind, context, sentence.id, copied, answer, harmless)
                break


def _some_words(sentence: str, random: Random) -> str | None:
    """Four to twelve words of a sentence, one after the other."""
    words = list(WORD.finditer(sentence))
    if len(words) < 6:
        return None
    count = random.randint(4, min(12, len(words)))
    first = random.randrange(len(words) - count + 1)
    copied = sentence[words[first].start() : words[first + count - 1].end()].strip(",.;:”“\"'()")
    return copied if copied and "\n" not in copied else None


def _changed(pattern: str, change: Callable[[re.Match[str], Random], str | None]) -> Change:
    """A change of one place that the pattern finds."""

    def make(copied: str, text: str, random: Random) -> str | None:
        found = list(re.finditer(pattern, copied))
        if not found:
            return None
        match = random.choice(found)
        put = change(match, random)
        return None if put is None else copied[: match.start()] + put + copied[match.end() :]

    return make


def _slip(copied: str, text: str, random: Random) -> str | None:
    """A letter of a long word twice, left out, or another one."""
    words = list(re.finditer(r"[a-z]{7,}", copied))
    if not words:
        return None
    word = random.choice(words)
    place = random.randrange(1, len(word[0]) - 1)
    letters = random.choice((word[0][place] * 2, "", random.choice("aeiouslnrt")))
    slip = word[0][:place] + letters + word[0][place + 1 :]
    return copied[: word.start()] + slip + copied[word.end() :] if slip not in text else None


def _other_name(copied: str, text: str, random: Random) -> str | None:
    """Another name of the same article for one of two words and more."""
    pattern = r"(?<=[a-z] )[A-Z][a-z]+(?: [A-Z][a-z]+)+"
    here, names = re.findall(pattern, copied), re.findall(pattern, text)
    others = [name for name in names if here and not set(name.split()) & set(copied.split())]
    return copied.replace(here[0], random.choice(others)) if others else None


CHANGES: dict[str, Change] = {
    "signs and case": lambda copied, text, random: (
        copied.replace("’", "'").replace("“", '"').replace("”", '"').replace("—", "-").lower()
    ),
    "an article less": _changed(r"(?<=[a-z] )(?:the|a|an) (?=[a-z]{4,} [a-z]{4,})", lambda match, random: ""),
    "a slip in a long word": _slip,
    "figures without commas": _changed(r"(?<=\d),(?=\d{3}\b)", lambda match, random: ""),
    "a figure": _changed(
        r"(?<![\d.,])\d(?=\d*)",
        lambda match, random: random.choice([d for d in "123456789" if d != match[0]]),
    ),
    "a figure less or more": _changed(
        r"\d+", lambda match, random: match[0][1:] or match[0] + random.choice("0123456789")
    ),
    "the decimal point": _changed(r"(?<=\d)\.(?=\d)", lambda match, random: ""),
    "the magnitude": _changed(
        r"million|billion|trillion|thousand",
        lambda match, random: random.choice([m for m in ("million", "billion", "thousand") if m != match[0]]),
    ),
    "no magnitude": _changed(r"(?<=\d) (?:million|billion|trillion)", lambda match, random: ""),
    "a number in words": _changed(
        rf"\b(?:{'|'.join(NUMBERS)})\b",
        lambda match, random: random.choice([word for word in NUMBERS if word != match[0]]),
    ),
    "a negation less": _changed(r" (?:not|never)\b|n[’']t\b", lambda match, random: ""),
    "a negation more": _changed(
        r"\b(?:will|has|have|is|are|was|were|would|can)\b", lambda match, random: f"{match[0]} not"
    ),
    "a prefix less": _changed(
        PREFIXED, lambda match, random: re.sub("^(?:un|im|il|ir|dis|in)", "", match[0])
    ),
    "a prefix more": _changed(PLAIN, lambda match, random: TURNED[match[0]] + match[0]),
    "the contrary": _changed(rf"\b(?:{'|'.join(CONTRARY)})\b", lambda match, random: CONTRARY[match[0]]),
    "a form of address": _changed(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, TITLES))})(?= )", lambda match, random: TITLES[match[0]]
    ),
    "another name": _other_name,
    "another short name": _changed(
        r"(?<=[A-Z][a-z] |[a-z]{2} )[A-Z][a-z]{1,4}\b(?! [A-Z])",
        lambda match, random: (
            match[0][0] + random.choice("aeiou") + match[0][2:] if match[0][1] in "aeiou" else None
        ),
    ),
}
HARMLESS = frozenset({"signs and case", "an article less", "a slip in a long word", "figures without commas"})


def fact_in(schema: type[Fact], case: Case, **values: object) -> GroundedFact | None:
    """The fact of a schema that the answer becomes, if it is let pass."""
    shape = answer_shape(schema, [case.number], most=1)
    ((_, draft),) = shape.model_validate({str(case.number): [values]}).items()
    policy = policy_of(schema)
    fact, _ = ground_draft(draft, case.number, schema, case.context, SOURCE, policy=policy)
    return fact


def as_copied(case: Case) -> bool:
    """Whether the words are let pass, where they stand."""
    fact = fact_in(Copied, case, words=case.answer)
    if fact is None or not case.harmless:
        return fact is not None
    return fact.fields["words"].surface.split()[-1].strip(",.;:”’") in case.copied


def as_stated(case: Case) -> bool:
    """Whether the fact is let pass without a note that its sentence says the contrary."""
    fact = fact_in(Stated, case, what=case.answer)
    return fact is not None and not any(
        note.startswith("its clause says") for note in add_negations([fact], case.context)[0].notes
    )


def by_letters(case: Case) -> bool:
    return partial_ratio(case.answer, case.context.sentence(case.number).text) >= 90


def by_words(case: Case) -> bool:
    """As LangExtract aligns by default: three words of four, in order."""
    said = case.answer.lower().split()
    there = case.context.sentence(case.number).text.lower().split()
    blocks = SequenceMatcher(None, there, said, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(said) >= 0.75


SYSTEMS: dict[str, Callable[[Case], bool]] = {
    "ours, copied": as_copied,
    "ours, stated": as_stated,
    "letters": by_letters,
    "words": by_words,
}


def shares(right: dict[str, Counter[str]]) -> Table:
    """The share judged rightly, kind by kind."""
    table = Table(title="Answers kept where nothing is changed, rejected where the sense is: share right")
    for column in ("answer", "cases", *SYSTEMS):
        table.add_column(column, justify="left" if column == "answer" else "right")
    sums = {
        "kept, all": sum((right[kind] for kind in right if kind in HARMLESS), Counter[str]()),
        "rejected, all": sum((right[kind] for kind in right if kind not in HARMLESS), Counter[str]()),
    }
    for kind, counted in (right | sums).items():
        figures = (percent(counted[system], counted["cases"]) for system in SYSTEMS)
        table.add_row(kind, f"{counted['cases']}", *figures)
    return table


DENIED = re.compile(
    r"\b(?:did not|didn[’']t|does not|doesn[’']t|will not|won[’']t|would not|has not|have not|hasn[’']t"
    r"|haven[’']t|never|refused to|failed to) (?P<verb>[a-z]+(?: \S+){3,9})"
)
TOLD = re.compile(
    r"\b(?:did|does|will|would|has|have|can) (?!not\b|never\b|no\b)(?P<verb>[a-z]+(?: \S+){3,9})"
)


def denials(contexts: Sequence[ArticleContext], random: Random, most: int, *, denied: bool) -> Iterator[Case]:
    """Sentences that deny, or that deny nothing at all; copied is what follows the denial."""
    for context in random.sample(contexts, len(contexts)):
        for sentence in context.sentences:
            match = (DENIED if denied else TOLD).search(sentence.text)
            plain = re.search(
                r"\b(?:not?|never|neither|nor|none|without|fail\w*|refus\w*|declin\w*|unable)\b|n[’']t",
                sentence.text,
            )
            if match is None or "\n" in match["verb"] or (plain is not None) != denied or most == 0:
                continue
            most -= 1
            answer = re.split(r"[,;:.”“—](?!\d)", match["verb"])[0]
            yield Case("", context, sentence.id, answer, answer, harmless=not denied)
            break


def fact_of(case: Case) -> GroundedFact | None:
    """The fact of the flow, told by the model as a meeting that happened."""
    fact = fact_in(NewsFact, case, what=case.answer, who=[], kind="meeting")
    return add_negations([fact], case.context)[0] if fact is not None else None


def _is_denied(fact: GroundedFact | None) -> bool:
    return fact is None or bool(fact.fact.model_dump()["negated"] or fact.notes)


def _is_plain(fact: GroundedFact | None) -> bool:
    return fact is not None and not _is_denied(fact)


POLARITY: dict[str, Callable[[GroundedFact | None], bool]] = {"denied": _is_denied, "told plainly": _is_plain}

if __name__ == "__main__":
    raise SystemExit(main())
