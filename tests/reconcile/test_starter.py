"""The starter table is sound, holds who it must hold, and agrees with what others recorded."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import NamedTuple

import pytest
from places import SHARED

from corrigenda.reconcile.table import check_table
from corrigenda.schemas.dates import PartialDate, first_day, last_day
from corrigenda.schemas.entities import Entity, OfficeTerm

STARTER = files("corrigenda.reconcile").joinpath("data/starter.jsonl").read_text(encoding="utf-8")
ENTITIES = {entity.id: entity for entity in map(Entity.model_validate_json, STARTER.splitlines())}
NAMED = {name.text: entity for entity in ENTITIES.values() for name in entity.names}

OFFICE_HOLDERS = SHARED / "data" / "office_holders"
SNAPSHOT = "2022-07-26"
TOLERANCE = timedelta(days=31)


def test_it_passes_the_check() -> None:
    """No error and no warning: the table that we ship is the example to follow."""
    assert check_table(STARTER.splitlines()) == ()


def test_it_is_canonical() -> None:
    """A line holds no default, and its fields in the order of the schema, so that a diff is small."""
    rows = [
        json.dumps(entity.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
        for entity in ENTITIES.values()
    ]

    assert rows == STARTER.splitlines()


def test_it_is_large_enough() -> None:
    """It covers the G20 and East Asia since 2009: the floor that the project was asked for."""
    people = [entity for entity in ENTITIES.values() if entity.type == "person"]

    assert len(people) >= 160
    assert len(ENTITIES) - len(people) >= 80


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(
            "Toshimitsu Motegi, Antony Blinken, Wendy Sherman, Bob Menendez, Dominic Raab, Luigi Di "
            "Maio, Yoshihide Suga, Joe Biden, Lloyd Austin, Nobuo Kishi, Yoko Kamikawa, Fumio "
            "Kishida, Jake Sullivan, Yang Jiechi, Wang Yi",
            id="people of the seed articles",
        ),
        pytest.param(
            "Liberal Democratic Party, State Department, Senate Foreign Relations Committee, Global "
            "South, Group of Seven, G20, Pentagon, Hamas, Houthi, Chinese Communist Party, Democratic "
            "Party, White House, UN Security Council, Foreign Ministry of Japan, Jiji Press, Reuters, "
            "Arab News, Quad, Komeito",
            id="bodies of the seed articles",
        ),
        pytest.param(
            "Japan, U.S., US, USA, America, Britain, Italy, Canada, Mexico, Cuba, China, Russia, "
            "South Korea, North Korea, Ukraine, Israel, Yemen, Australia, India, Burma, Washington, "
            "Tokyo, Beijing, Pyongyang, Anchorage, Alaska, Matera, Takeshima, Dokdo, Senkakus, "
            "Diaoyu, Taiwan Strait, East China Sea, Indo-Pacific, Middle East, Asia, Europe",
            id="places of the seed articles",
        ),
        pytest.param(
            "Naoto Kan, John Kerry, John J. Sullivan, Hunter Biden, Mike Pompeo, Marco Rubio, Pete "
            "Hegseth, Condoleezza Rice, Susan Rice, Taro Kono, Yohei Kono, Yoshimasa Hayashi, Takeshi "
            "Iwaya, Minoru Kihara, Seiji Kihara, Shinjiro Koizumi, Junichiro Koizumi, Nobusuke Kishi, "
            "Sanae Takaichi, Shigeru Ishiba",
            id="whom not to confuse them with",
        ),
        pytest.param(
            "Xi Jinping, Li Keqiang, Li Qiang, Qin Gang, Lee Myung-bak, Park Geun-hye, Moon Jae-in, "
            "Yoon Suk-yeol, Lee Jae-myung, Tsai Ing-wen, Lai Ching-te, Kim Jong-un, Keir Starmer, "
            "Emmanuel Macron, Angela Merkel, Olaf Scholz, Friedrich Merz, Giorgia Meloni, Justin "
            "Trudeau, Mark Carney, Anthony Albanese, Narendra Modi, Vladimir Putin, Luiz Inácio Lula "
            "da Silva, Claudia Sheinbaum, Prabowo Subianto, Recep Tayyip Erdoğan, Mohammed bin "
            "Salman, Cyril Ramaphosa, Javier Milei, Ferdinand Marcos Jr., Pham Minh Chinh, Lawrence "
            "Wong, Anutin Charnvirakul, Anwar Ibrahim, Volodymyr Zelenskyy, Benjamin Netanyahu, "
            "Masoud Pezeshkian, Abdel Fattah el-Sisi, Pedro Sánchez, Dick Schoof, Donald Tusk",
            id="heads of state and government",
        ),
        pytest.param(
            "Ban Ki-moon, António Guterres, Anders Fogh Rasmussen, Jens Stoltenberg, Mark Rutte, "
            "Ursula von der Leyen, António Costa, Kaja Kallas, Christine Lagarde, Jerome Powell, "
            "Kazuo Ueda, JD Vance, Kamala Harris",
            id="international bodies and central banks",
        ),
    ],
)
def test_it_holds_those_whom_articles_name(names: str) -> None:
    """Each of these can be found by the name under which news writes it."""
    missing = [name for name in (part.strip() for part in names.split(",")) if name not in NAMED]

    assert missing == []


HELD = [
    ("Toshimitsu Motegi", "Foreign Minister of Japan", "2021-03-16"),
    ("Toshimitsu Motegi", "Secretary General of the Liberal Democratic Party", "2023-05-02"),
    ("Yoshihide Suga", "Prime Minister of Japan", "2021-03-16"),
    ("Naoto Kan", "Prime Minister of Japan", "2011-03-16"),
    ("Sanae Takaichi", "Prime Minister of Japan", "2025-11-01"),
    ("Yoko Kamikawa", "Foreign Minister of Japan", "2024-01-12"),
    ("Nobuo Kishi", "Defense Minister of Japan", "2021-03-16"),
    ("Antony Blinken", "U.S. Secretary of State", "2021-03-16"),
    ("Lloyd Austin", "U.S. Secretary of Defense", "2021-03-16"),
    ("Jake Sullivan", "White House National Security Adviser", "2021-03-16"),
    ("Wendy Sherman", "Deputy Secretary of State", "2023-05-02"),
    ("Bob Menendez", "Chairman of the Senate Foreign Relations Committee", "2023-05-02"),
    ("Wang Yi", "Foreign Minister of China", "2021-03-18"),
    ("Qin Gang", "Foreign Minister of China", "2023-05-02"),
    ("Dominic Raab", "British Foreign Secretary", "2021-06-29"),
    ("Luigi Di Maio", "Foreign Minister of Italy", "2021-06-29"),
    ("Marco Rubio", "U.S. Secretary of State", "2025-11-01"),
]


@pytest.mark.parametrize(("person", "office", "day"), HELD)
def test_an_office_leads_to_its_holder(person: str, office: str, day: str) -> None:
    """Who held an office on a day follows from the table alone, and is one person."""
    when = date.fromisoformat(day)
    office_id = NAMED[office].id
    holders = [
        entity.canonical
        for entity in ENTITIES.values()
        if any(term.office == office_id and _covers(term, when) for term in entity.terms)
    ]

    assert holders == [person]


def _covers(term: OfficeTerm, when: date) -> bool:
    begun = term.start is not None and first_day(term.start) <= when
    return begun and (term.end is None or when <= last_day(term.end))


# Known in English by a given name that their native spelling does not hold.
OTHER_GIVEN_NAME = {"Carrie Lam", "David Lin", "John Lee", "Joseph Wu", "Lawrence Wong", "Wellington Koo"}


def test_a_native_spelling_leads_back_to_the_latin_name() -> None:
    """The first readings of a native spelling are the parts of the canonical name."""
    strays = {
        entity.canonical
        for entity in ENTITIES.values()
        for name in entity.names
        if name.family_readings
        and (name.family_readings[0], name.given_readings[0])
        != (entity.names[0].family, entity.names[0].given)
    }

    assert strays == OTHER_GIVEN_NAME


class Interval(NamedTuple):
    """Days from ``start`` to ``end`` as some table writes them; an empty end is open."""

    start: PartialDate
    end: PartialDate


# Wikidata keeps an office that changed its wording as several items; ours is one.
SAME_OFFICE = {"Q29962890": "Q20203208"}

# (person, office, bound): why ours stands although the snapshot says otherwise.
OURS_STANDS = {
    ("Mike Pompeo", "Q27656", "end"): "he led the CIA until he was sworn in at the State Department",
    ("Gina Haspel", "Q27656", "start"): "the snapshot counts the day of her nomination",
    ("Gina Haspel", "Q27656", "end"): "she left at the change of presidents; an acting director followed",
    ("Patrick Shanahan", "Q2297543", "start"): "confirmed in July 2017; the snapshot has the year wrong",
    ("Laurent Fabius", "Q20203208", "end"): "he left for the Constitutional Council in February 2016",
    ("Jean-Marc Ayrault", "Q20203208", "start"): "he followed Fabius in February 2016",
    ("Pavlo Klimkin", "Q6866156", "start"): "the snapshot lacks his first cabinet",
    ("Stepan Poltorak", "Q33006385", "start"): "the snapshot lacks his first cabinet",
    ("Mariusz Błaszczak", "Q30960711", "start"): "the snapshot lacks his first cabinet",
    (
        "Truong Tan Sang",
        "Q866680",
        "end",
    ): "his successor was sworn in on 2016-04-02, as the snapshot has it too",
    ("Shimon Peres", "Q327948", "start"): "the snapshot has the day of the election",
    ("Isaac Herzog", "Q327948", "start"): "the snapshot has the day of the election",
    ("Suh Hoon", "Q109628104", "end"): "he left with President Moon in May 2022",
    ("Ahmed Aboul Gheit", "Q79784648", "start"): "the cabinet in which he entered was formed in July 2004",
}


@pytest.mark.skipif(not OFFICE_HOLDERS.is_dir(), reason="../shared/data/office_holders is not there")
def test_terms_agree_with_the_office_holders_of_wikidata() -> None:
    """Where the snapshot has the same person in the same office at that time, it has the same dates."""
    theirs = _their_runs()
    compared, differing = 0, set()
    for entity in ENTITIES.values():
        for office, intervals in _by_office(entity).items():
            for ours in _runs(intervals):
                for other in theirs.get((entity.id, office), ()):
                    if not _overlap(ours, other):
                        continue
                    compared += 1
                    if _apart(ours.start, other.start):
                        differing.add((entity.canonical, office, "start"))
                    if _ends_differ(ours.end, other.end):
                        differing.add((entity.canonical, office, "end"))

    assert differing == set(OURS_STANDS)
    assert compared > 500


def _by_office(entity: Entity) -> Mapping[str, list[Interval]]:
    intervals: defaultdict[str, list[Interval]] = defaultdict(list)
    for term in entity.terms:
        if term.office is not None and term.start is not None:
            intervals[term.office].append(Interval(term.start, term.end or ""))
    return intervals


def _their_runs() -> dict[tuple[str, str], list[Interval]]:
    intervals: defaultdict[tuple[str, str], list[Interval]] = defaultdict(list)
    with (OFFICE_HOLDERS / "office_terms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["start"]:
                office = SAME_OFFICE.get(row["position_qid"], row["position_qid"])
                intervals[row["person_qid"], office].append(Interval(row["start"], row["end"]))
    return {key: _runs(group) for key, group in intervals.items()}


def _runs(intervals: Iterable[Interval]) -> list[Interval]:
    """Terms that follow one another without a gap, as one: tables differ in what they count as a new term."""
    runs: list[Interval] = []
    for interval in sorted(intervals):
        if runs and (not runs[-1].end or first_day(interval.start) <= last_day(runs[-1].end) + TOLERANCE):
            end = "" if not runs[-1].end or not interval.end else max(runs[-1].end, interval.end)
            runs[-1] = Interval(runs[-1].start, end)
        else:
            runs.append(interval)
    return runs


def _overlap(ours: Interval, theirs: Interval) -> bool:
    """Whether both know of the same stretch: what is open there is known until the day of the snapshot."""
    begins_within = first_day(ours.start) < last_day(theirs.end or SNAPSHOT)
    return begins_within and (not ours.end or first_day(theirs.start) < last_day(ours.end))


def _ends_differ(ours: str, theirs: str) -> bool:
    if not theirs:
        return bool(ours) and last_day(ours) + TOLERANCE < first_day(SNAPSHOT)
    return not ours or _apart(ours, theirs)


def _apart(one: PartialDate, other: PartialDate) -> bool:
    return last_day(one) + TOLERANCE < first_day(other) or last_day(other) + TOLERANCE < first_day(one)
