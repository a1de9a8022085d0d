"""Who is meant by a name read in another language's way? And is nobody taken for somebody by it?

An article translated from Chinese writes Japanese and Korean names in pinyin ("Anbei Jinsan" for 安倍晋三,
Shinzo Abe), one from Japanese writes Chinese ones in romaji. Cases: every Han spelling of the starter table
and of ``jp_politicians`` whose two parts are known, those apart that the
weights are learned from, in the likeliest reading of every language but its own,
with an office of the person and the day on which the term began, and without; and the Koreans of the starter
table, which has them in Hangul alone, by the Han characters of ``KOREANS``. The readings are those of other
people's tools where they are installed (pypinyin for Mandarin, pykakasi for Japanese, hanja and
hangul-romanize for Korean), else the first ones of the Unihan table. Strangers: common surnames with given
names put together at random; who is linked is one of them by chance, or by our error.

    python -m benchmarks.cross_readings [--seed N] [--failures]
"""

import argparse
import csv
import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks.figures import first_choice, in_words, percent
from benchmarks.shared import ABSENT, DATA
from benchmarks.tables import JAPANESE_NAMES, office_holders
from corrigenda.reconcile.readings import is_han
from corrigenda.reconcile.readings.han import HanCharacter, any_form
from corrigenda.reconcile.readings.korean import syllable_forms
from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import EntityName
from corrigenda.schemas.names import Mention, Resolution

_DAY = len("YYYY-MM-DD")
_STRANGERS = 2000
_LATIN_ORDER = 0.2
"""So many of the readings have the given name first."""

KOREANS = {
    "문재인": "文在寅", "김정은": "金正恩", "박근혜": "朴槿惠", "이명박": "李明博",
    "노무현": "盧武鉉", "김대중": "金大中", "윤석열": "尹錫悅", "이재명": "李在明",
    "한덕수": "韓悳洙", "반기문": "潘基文", "김정일": "金正日", "김여정": "金與正",
    "황교안": "黃敎安", "강경화": "康京和", "정의용": "鄭義溶", "박진": "朴振",
    "조태열": "趙兌烈", "김성한": "金聖翰", "서훈": "徐薰", "이낙연": "李洛淵",
    "정세균": "丁世均", "김부겸": "金富謙", "윤병세": "尹炳世", "송민순": "宋旻淳",
    "최선희": "崔善姬", "리용호": "李容浩", "김영남": "金永南", "최룡해": "崔龍海",
    "한승수": "韓昇洙", "정홍원": "鄭烘原",
}  # fmt: skip
"""Han characters of Korean politicians; own list."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_CHINESE_SURNAMES = _words(
    """
    Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie
    Song Tang Han Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu
    Ding Ren Yao Shen
    """
)
_CHINESE_GIVEN = _words(
    """
    wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xiu xia ping gang gui
    ying hua yu fei lin bo zhi wen hong jian guo xin mei yun hai feng zhen rong long bin hui xue dong
    sheng jia hao chun ze zheng an kai liang rui shan ting xiang yi zhong
    """
)
_KOREAN_SURNAMES = _words(
    """
    Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Jeon Hong Yoo Ko
    Moon Yang Son Bae Baek Heo Nam Noh
    """
)
_KOREAN_GIVEN = _words(
    """
    min ji hyun seo jun young soo jin hee woo sung ho jae kyung mi eun sang chul dong hye yeon in
    seung tae kyu won bin na ra hoon gi yong byung chan hwan do hyung suk kwang
    """
)


class Native(NamedTuple):
    """A person with the native name in Han characters, and the language that is its own."""

    id: str
    family: str
    given: str
    language: str


def is_learned_from(entity_id: str) -> bool:
    """Whether the names of the entity are among those that the weights are learned from: one in eight."""
    return hashlib.sha256(entity_id.encode()).digest()[0] % 8 == 0


class Case(NamedTuple):
    """A reading: of whom, as written, in which language."""

    id: str
    surface: str
    tongue: str


Reader = Callable[[str, str], str]
"""Reads a part of a name, which is the family name or the given one."""


def unihan(field: str) -> Reader:
    """The first reading of each character in the Unihan table."""

    def read(text: str, part: str) -> str:
        known = [any_form(letter) for letter in text]
        return (
            "".join(_first(one, field) for one in known) if all(_first(one, field) for one in known) else ""
        )

    return read


def _first(known: HanCharacter, field: str) -> str:
    return next(iter(getattr(known, field)), "")


def tools() -> dict[str, tuple[str, Reader]]:
    """By language who reads and how: other people's tools where they are installed."""
    found = {
        "Mandarin": ("Unihan", unihan("pinyin")),
        "Cantonese": ("Unihan", unihan("jyutping")),
        "Japanese": ("Unihan", unihan("on")),
        "Korean": ("Unihan", _romanised(unihan("hangul"))),
    }
    for tongue, package, reader in (
        ("Mandarin", "pypinyin", _pypinyin),
        ("Japanese", "pykakasi", _pykakasi),
        ("Korean", "hanja", _hanja),
    ):
        try:
            import_module(package)
        except ImportError:
            continue
        found[tongue] = (package, reader)
    return found


def _pypinyin(text: str, part: str) -> str:
    tool: Any = import_module("pypinyin")
    return "".join(tool.lazy_pinyin(text, errors="ignore"))


def _pykakasi(text: str, part: str) -> str:
    tool: Any = import_module("pykakasi")
    old = "".join(any_form(letter).traditional or letter for letter in text)
    read = "".join(word["hepburn"] for word in tool.kakasi().convert(old))
    return read if read.isascii() and read.isalpha() else unihan("on")(text, part)


def _hanja(text: str, part: str) -> str:
    tool: Any = import_module("hanja")
    read: str = tool.translate(text, "substitution")
    hangul = [letter if _is_syllable(letter) else _first(any_form(letter), "hangul") for letter in read]
    return _latin("".join(hangul)) if all(hangul) else ""


def _romanised(reader: Reader) -> Reader:
    return lambda text, part: _latin(reader(text, part))


def _latin(hangul: str) -> str:
    try:
        tool: Any = import_module("hangul_romanize")
        rule: Any = import_module("hangul_romanize.rule").academic
    except ImportError:
        return "".join(syllable_forms(letter)[0] for letter in hangul if _is_syllable(letter))
    return str(tool.Transliter(rule).translit(hangul)).replace("-", "")


def _is_syllable(letter: str) -> bool:
    return "가" <= letter <= "힣"


_OWN_TONGUES = {"ja": ("Japanese",), "zh": ("Mandarin", "Cantonese"), "ko": ("Korean",)}


def cases(people: Sequence[Native], rng: random.Random) -> list[Case]:
    """Each person in the reading of every other language, now and then with the given name first."""
    found = []
    for person in people:
        for tongue, (_, read) in tools().items():
            family, given = read(person.family, "family"), read(person.given, "given")
            if tongue in _OWN_TONGUES[person.language] or not family or not given:
                continue
            parts = [family.capitalize(), given.capitalize()]
            if rng.random() < _LATIN_ORDER:
                parts.reverse()
            found.append(Case(person.id, " ".join(parts), tongue))
    return found


def starter_people(table: EntityTable) -> Iterator[Native]:
    """Whoever has a Han spelling in two parts."""
    for entity in table.entities():
        for name in entity.names:
            if (native := _in_han(entity.id, name)) is not None:
                yield native


def korean_people(table: EntityTable) -> Iterator[Native]:
    """The Koreans whose Han characters we know; the table has their Hangul alone."""
    for entity in table.entities():
        for name in entity.names:
            if (han := KOREANS.get(name.text)) is not None:
                yield Native(entity.id, han[:1], han[1:], "ko")


def japanese_people(table: EntityTable) -> Iterator[Native]:
    """The people of ``jp_politicians``, in the parts into which the import cut them."""
    with JAPANESE_NAMES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            entity = table.entity(row["qid"])
            for name in entity.names if entity is not None else ():
                if (native := _in_han(row["qid"], name)) is not None:
                    yield native


def _in_han(qid: str, name: EntityName) -> Native | None:
    if name.kind != "native" or name.family is None or name.given is None or name.lang not in _OWN_TONGUES:
        return None
    if not is_han(name.family + name.given) or "々" in name.text:
        return None
    return Native(qid, name.family, name.given, name.lang)


def mentions(found: Sequence[Case], table: EntityTable, *, office: bool) -> list[tuple[Case, Mention]]:
    """The cases as mentions; with an office only those whose bearer began a term on a known day."""
    made = []
    for place, case in enumerate(found):
        mention = Mention(id=f"{place}", surface=case.surface)
        if not office:
            made.append((case, mention))
            continue
        for held in table.terms(case.id):
            if held.start is not None and len(held.start) == _DAY and held.country is not None:
                told = {"title": held.office_title, "country": held.country, "date": held.start}
                made.append((case, mention.model_copy(update=told)))
                break
    return made


def strangers(rng: random.Random) -> list[str]:
    """Ordinary Chinese and Korean names in Latin letters, put together at random."""
    made = []
    for place in range(_STRANGERS):
        if place % 2:
            made.append(
                f"{rng.choice(_CHINESE_SURNAMES)} {''.join(_given(_CHINESE_GIVEN, rng)).capitalize()}"
            )
        else:
            made.append(f"{rng.choice(_KOREAN_SURNAMES)} {'-'.join(_given(_KOREAN_GIVEN, rng)).capitalize()}")
    return made


def _given(syllables: Sequence[str], rng: random.Random) -> list[str]:
    return [rng.choice(syllables) for _ in range(2 if rng.random() < 0.85 else 1)]


def add_row(table: Table, failed: list[str], label: str, resolved: Sequence[tuple[Case, Resolution]]) -> None:
    """A row for these cases, and their failures into the list."""
    right = [one for case, one in resolved if one.status == "linked" and one.entity_id == case.id]
    linked = [one for _, one in resolved if one.status == "linked"]
    first = sum(first_choice(one) == case.id for case, one in resolved)
    count = len(resolved)
    shares = (percent(first, count), percent(len(right), count), str(len(linked) - len(right)))
    table.add_row(label, str(count), *shares)
    failed += [
        f"{label}: {case.id}, {case.tongue}: {in_words(one)}"
        for case, one in resolved
        if first_choice(one) != case.id or (one.status == "linked" and one.entity_id != case.id)
    ]


def run(seed: int, *, failures: bool) -> None:
    """Measure and print."""
    console = Console(width=120)
    starter = EntityTable.starter()
    sets: list[tuple[str, EntityTable, list[Native]]] = [
        ("starter", starter, [*starter_people(starter)]),
        ("starter, Koreans", starter, [*korean_people(starter)]),
    ]
    if DATA.is_dir():
        sets.append(("jp_politicians", office_holders(), [*japanese_people(office_holders())]))
    else:
        console.print(f"jp_politicians skipped: {ABSENT}")
    console.print("read by: " + ", ".join(f"{tongue} {who}" for tongue, (who, _) in tools().items()))
    figures = Table(title=f"Names read in another language's way, seed {seed}")
    for column in ("set", "cases", "top-1", "linked right", "linked wrong"):
        figures.add_column(column)
    failed: list[str] = []
    for office in (True, False):
        whole: list[tuple[Case, Resolution]] = []
        for label, table, people in sets:
            asked = [person for person in people if not is_learned_from(person.id)]
            made = mentions(cases(asked, random.Random(seed)), table, office=office)
            resolutions = reconcile_names([mention for _, mention in made], table)
            resolved = [(case, one) for (case, _), one in zip(made, resolutions, strict=True)]
            by_tongue: defaultdict[str, list[tuple[Case, Resolution]]] = defaultdict(list)
            for case, one in resolved:
                by_tongue[case.tongue].append((case, one))
            words = "with an office and a day" if office else "alone"
            for tongue, some in by_tongue.items():
                add_row(figures, failed, f"{label}, in {tongue}, {words}", some)
            whole += resolved
        add_row(figures, [], f"ALL, {words}", whole)
    console.print(figures)
    names = [Mention(id=f"{n}", surface=name) for n, name in enumerate(strangers(random.Random(seed)))]
    taken = [one for one in reconcile_names(names, starter) if one.status == "linked"]
    console.print(f"strangers linked: {len(taken)} of {len(names)}")
    failed += [f"stranger: {in_words(one)}" for one in taken]
    for line in failed if failures else ():
        console.print(line, markup=False, soft_wrap=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", action="store_true", help="print every case that fails")
    arguments = parser.parse_args()
    run(arguments.seed, failures=arguments.failures)


if __name__ == "__main__":
    main()
