"""How native names are read, and which reading a source took. The people are real, the sentences are not."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.reconcile.readings import explain_reading, query_keys, reading_keys, with_readings
from corrigenda.reconcile.readings.segment import readings_of, splits_of
from corrigenda.schemas.entities import EntityName


def _native(lang: str, family: str, given: str, *readings: str) -> EntityName:
    return EntityName(
        text=family + given,
        kind="native",
        lang=lang,
        family=family,
        given=given,
        family_readings=readings[:1],
        given_readings=readings[1:],
    )


MOTEGI = _native("ja", "茂木", "敏充", "Motegi", "Toshimitsu")
SUGA = _native("ja", "菅", "義偉", "Suga", "Yoshihide")
GENBA = _native("ja", "玄葉", "光一郎", "Genba", "Kōichirō")
ARIMURA = _native("ja", "有村", "治子", "Arimura", "Haruko")
FUKUSHIMA = _native("ja", "福島", "みずほ", "Fukushima", "Mizuho")
SASAKI = _native("ja", "佐々木", "毅", "Sasaki", "Takeshi")
XI = _native("zh", "習", "近平", "Xi", "Jinping")
TSAI = _native("zh", "蔡", "英文", "Tsai", "Ing-wen")
LAM = _native("zh", "林", "鄭月娥", "Lam", "Cheng Yuet-ngor")
ZENG = _native("zh", "曾", "國藩")
RHEE = _native("ko", "이", "승만", "Rhee", "Syngman")
MOON = _native("ko", "문", "재인", "Moon", "Jae-in")
EVERYBODY = [MOTEGI, SUGA, GENBA, ARIMURA, FUKUSHIMA, SASAKI, XI, TSAI, LAM, ZENG, RHEE, MOON]


@pytest.mark.parametrize(
    ("surface", "name", "matched", "relations"),
    [
        ("Toshimitsu Motegi", MOTEGI, "full", ["right", "right"]),
        ("MOTEGI Toshimitsu", MOTEGI, "full", ["right", "right"]),
        ("Motegi", MOTEGI, "family", ["right"]),
        ("Tosimitu", MOTEGI, "given", ["right"]),
        ("Toshimichi Motegi", MOTEGI, "full", ["other", "right"]),
        ("toshimichi", MOTEGI, "given", ["other"]),
        ("Kan", SUGA, "family", ["other"]),
        ("Prime Minister Kan", SUGA, None, []),
        ("kanyoshihide", SUGA, "full", ["other", "right"]),
        ("Kōichirō Genba", GENBA, "full", ["right", "right"]),
        ("Gen You Kouichirou", GENBA, "full", ["other", "right"]),
        ("gen ha kouichirou", GENBA, "full", ["other", "right"]),
        ("Mizuho Fukushima", FUKUSHIMA, "full", ["right", "right"]),
        ("Sasaki", SASAKI, "family", ["right"]),
        ("Blinken", MOTEGI, None, []),
        ("Naoto Kan", SUGA, None, []),
        ("", SUGA, None, []),
        ("Xi Jinping", XI, "full", ["right", "right"]),
        ("Hsi Chin-p’ing", XI, "full", ["variant", "variant"]),
        ("Shu Kinpei", XI, "full", ["other", "other"]),
        ("Cai Yingwen", TSAI, "full", ["variant", "variant"]),
        ("Ing-wen Tsai", TSAI, "full", ["right", "right"]),
        ("Lin", LAM, "family", ["variant"]),
        ("Zeng Guofan", ZENG, "full", ["right", "right"]),
        ("Tseng Kuo-fan", ZENG, "full", ["variant", "variant"]),
        ("Ceng Guofan", ZENG, "full", ["other", "right"]),
        ("Lee Seung-man", RHEE, "full", ["variant", "variant"]),
        ("Yi Sŭngman", RHEE, "full", ["variant", "variant"]),
        ("Mun Jaein", MOON, "full", ["variant", "right"]),
        ("Park", MOON, None, []),
    ],
)
def test_a_surface_is_explained(
    surface: str, name: EntityName, matched: str | None, relations: list[str]
) -> None:
    """Each part is the right reading, a variant spelling of it, another reading, or nothing is found."""
    found = explain_reading(surface, name)

    assert matched == (None if found is None else found.matched)
    assert relations == ([] if found is None else [part.relation for part in found.parts])


@pytest.mark.parametrize("surface", ["Mogi", "Shigeki", "Toshimichi Mogi", "Toshimichi Shigeki"])
def test_a_misreading_is_no_other_person(surface: str) -> None:
    """茂木 can be read Mogi and Shigeki, which JMnedict knows and its characters tell."""
    found = explain_reading(surface, MOTEGI)

    assert found is not None
    assert found.misread


def test_the_finding_is_told_in_words() -> None:
    """The misread part comes first, with the characters, the reading taken and the person's own."""
    found = explain_reading("Kan Yoshihide", SUGA)

    assert found is not None
    assert found.detail == "菅 can be read Kan; this person reads it Suga; 義偉 is read Yoshihide"


@pytest.mark.parametrize(
    ("surface", "name", "tongue", "written"),
    [
        ("Wen Zaiyin", _native("ko", "文", "在寅", "Moon", "Jae-in"), "Mandarin", "文在寅"),
        ("Anbei Jinsan", _native("ja", "安倍", "晋三", "Abe", "Shinzo"), "Mandarin", "安倍晋三"),
        ("Jinsan Anbei", _native("ja", "安倍", "晋三", "Abe", "Shinzo"), "Mandarin", "安倍晋三"),
        ("Xiaoze Yilang", _native("ja", "小沢", "一郎", "Ozawa", "Ichirō"), "Mandarin", "小沢一郎"),
        ("Lam Fongzing", _native("ja", "林", "芳正", "Hayashi", "Yoshimasa"), "Cantonese", "林芳正"),
        ("An Bae Jin-sam", _native("ja", "安倍", "晋三", "Abe", "Shinzo"), "Korean", "安倍晋三"),
        ("Seup Geun-pyeong", XI, "Korean", "習近平"),
        ("Shu Kinpei", XI, "Japanese", "習近平"),
        ("Bun Zaiin", _native("ko", "文", "在寅", "Moon", "Jae-in"), "Japanese", "文在寅"),
        ("Wen Zaiyin", MOON, "Mandarin", "문재인"),
        ("Wen", MOON, "Mandarin", "문"),
    ],
)
def test_a_name_is_read_in_another_language(
    surface: str, name: EntityName, tongue: str, written: str
) -> None:
    """Another language's reading, of all or a part, is a misreading, found by key and told; of Hangul too."""
    found = explain_reading(surface, name)

    assert found is not None
    assert found.misread
    assert found.tongue == tongue
    assert written in found.detail
    assert f"as {tongue}" in found.detail
    assert reading_keys(name) & {*query_keys(surface)}


def test_the_own_language_goes_first() -> None:
    """What the own language reads is no reading of another one, and is less far-fetched than one."""
    moon = _native("ko", "文", "在寅", "Moon", "Jae-in")
    own, foreign = explain_reading("Mun Jaein", moon), explain_reading("Wen Zaiyin", moon)

    assert own is not None
    assert foreign is not None
    assert own.tongue is None
    assert own.plausibility > foreign.plausibility


def test_languages_do_not_mix_in_a_name() -> None:
    """One part in Mandarin and the other in Japanese is no reading."""
    assert explain_reading("Anbei Shinsan", _native("ja", "安倍", "晋三", "Abe", "Shinzo")) is None


def test_without_a_right_reading_nothing_is_misread() -> None:
    """Where the table does not say how a Japanese name is read, a reading is only possible."""
    found = explain_reading("Kan", EntityName(text="菅義偉", kind="native", lang="ja"))

    assert found is not None
    assert [part.relation for part in found.parts] == ["possible"]
    assert not found.misread


def test_far_fetched_readings_are_less_plausible() -> None:
    """The right reading is certain; a name in a dictionary goes before a chain of single readings."""
    right, dictionary, chained = (
        found.plausibility
        for surface in ("Kōichirō", "Kouichirou Gen You", "Gen Ha Akiichirou")
        if (found := explain_reading(surface, GENBA)) is not None
    )

    assert right == 1.0
    assert right > dictionary > chained > 0.0


@pytest.mark.parametrize("name", EVERYBODY, ids=lambda name: name.text)
def test_every_listed_reading_is_explained_and_indexed(name: EntityName) -> None:
    """What is listed is explained, the likeliest are found by key, and there are at most 400 keys."""
    split, keys = splits_of(name)[0], reading_keys(name)
    family, given = readings_of(split.family), readings_of(split.given)

    assert family
    assert given
    for reading in (*family, *given):
        assert explain_reading(reading, name) is not None, reading
    for reading in (*family[:5], *given[:5]):
        assert keys & {*query_keys(reading)}, reading
    assert len(keys) <= 400


@pytest.mark.parametrize("name", EVERYBODY, ids=lambda name: name.text)
def test_the_right_reading_comes_first(name: EntityName) -> None:
    """The table's own reading heads the list."""
    split = splits_of(name)[0]

    assert readings_of(split.family)[: len(name.family_readings)] == name.family_readings
    assert readings_of(split.given)[: len(name.given_readings)] == name.given_readings


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Toshimichi Motegi", MOTEGI),
        ("toshimichimotegi", MOTEGI),
        ("kanyoshihide", SUGA),
        ("gen ha kouichirou", GENBA),
        ("茂木 敏充", MOTEGI),
        ("Hsi Chin-p'ing", XI),
        ("习近平", XI),
        ("Rhee Seung Man", RHEE),
        ("문재인", MOON),
    ],
)
def test_a_misread_name_is_found_by_key(surface: str, name: EntityName) -> None:
    """However its words are split or joined, a surface shares a key with the name; native spellings too."""
    assert reading_keys(name) & {*query_keys(surface)}


@pytest.mark.parametrize(
    ("text", "lang", "latin", "parts", "readings"),
    [
        ("玄葉光一郎", "ja", "Kōichirō Genba", ("玄葉", "光一郎"), ("Genba", "Kōichirō")),
        ("林芳正", "ja", "Yoshimasa Hayashi", ("林", "芳正"), ("Hayashi", "Yoshimasa")),
        ("MOTEGI", "ja", "Toshimitsu Motegi", (None, None), (None, None)),
        ("温家宝", "zh", "Wen Jiabao", ("温", "家宝"), ("Wen", "Jiabao")),
        ("문재인", "ko", "Moon Jae-in", ("문", "재인"), ("Moon", "Jae in")),
        ("菅義偉", "ja", "Suga", (None, None), (None, None)),
    ],
)
def test_a_latin_name_splits_and_reads_the_native_one(
    text: str, lang: str, latin: str, parts: tuple[str | None, ...], readings: tuple[str | None, ...]
) -> None:
    """In either order; a native name that does not agree with the Latin one stays as it is."""
    name = with_readings(EntityName(text=text, kind="native", lang=lang), latin)

    assert (name.family, name.given) == parts
    assert (next(iter(name.family_readings), None), next(iter(name.given_readings), None)) == readings


def test_what_the_table_says_stays() -> None:
    """A name that has both readings is not touched."""
    assert with_readings(SUGA, "Naoto Kan") == SUGA


@given(st.text(max_size=80), st.text(min_size=1, max_size=12), st.sampled_from(["ja", "zh", "ko", None]))
def test_no_text_breaks_it(surface: str, text: str, lang: str | None) -> None:
    """Any surface against any name gives a finding or none, keys within bounds, never an error."""
    name = EntityName(text=text, kind="native", lang=lang)

    explain_reading(surface, name)
    query_keys(surface)
    assert len(reading_keys(name)) <= 400


def test_the_dictionaries_are_optional_and_come_late() -> None:
    """Importing loads no dictionary; without the packages the characters' own readings still explain."""
    program = """
import sys
sys.modules["jamdict_data"] = sys.modules["japanese_personal_name_dataset"] = None
from corrigenda.reconcile.readings import explain_reading, installed_dictionaries
from corrigenda.reconcile.readings.han import _lines
from corrigenda.schemas.entities import EntityName
assert installed_dictionaries() == ()
assert _lines.cache_info().currsize == 0
print(explain_reading("Kan", EntityName(text="菅義偉", lang="ja", family="菅", given="義偉")).parts[0].source)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "characters"
