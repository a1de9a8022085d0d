"""Any language in: offsets are the raw article's, nothing crashes, names in native script are known."""

import json
import unicodedata
from typing import Any

import pytest
from made_models import ByShape

from corrigenda.outputs.lines import correction_lines, fact_line, name_lines
from corrigenda.pipeline import process_article
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import Article
from corrigenda.schemas.facts import Fact, Person, Place, When
from corrigenda.schemas.records import ProcessedArticle


class Meeting(Fact):
    """Somebody meets somebody."""

    who: tuple[Person, ...]
    where: Place | None = None
    when: When | None = None


JAPANESE = (
    "日米外相が会談\n\n"
    "【東京=共同】茂木敏充外相は16日、東京でブリンケン米国務長官と会談した。菅義偉首相も同席した。\n"
    "会談後、茂木氏は記者団に「同盟は強固だ」と述べた。\n"
)
CHINESE = (
    "日美外长会谈\n\n"
    "新华社东京3月16日电 日本外相茂木敏充16日在东京与美国国务卿布林肯举行会谈。首相菅义伟也出席了会谈。\n"
    "会谈后双方发表了联合声明。\n"
)
KOREAN = (
    "한일 정상 회담\n\n"
    "기시다 후미오 일본 총리는 7일 서울에서 윤석열 대통령과 회담했다. 박진 외교부 장관도 참석했다.\n"
    "기시다는 회담이 유익했다고 말했다.\n"
)
ARABIC = (
    "لقاء في طوكيو\n\n"
    "التقى وزير الخارجية الأمريكي أنتوني بلينكن نظيره الياباني توشيميتسو موتيغي في طوكيو يوم الثلاثاء.\n"
    "وقال بلينكن إن التحالف قوي.\n"
)
TURKISH = (
    "İSTANBUL’DA GÖRÜŞME\n\n"
    "İSTANBUL, March 16, 2021 - İstanbul’daki İmren İşçi ve U.S. Secretary of State John Blinken salı günü"
    " görüştü. IŞIK ve İLGİN de geldi.\n"
    "Blinken, İşçi’ye teşekkür etti.\n"
)
MARKED = unicodedata.normalize(
    "NFD",
    "Zoë Müller trifft Erdoğan\n\n"
    "BERLIN, March 16, 2021 - Zoë Müller met U.S. Secretary of State John Blinken and Recep Tayyip Erdoğan in"
    " Düsseldorf on Tuesday. Müller’s co\u00adoperation\u200b was “résumé”-like, Blinken said. 🇩🇪👩‍👩‍👧\n",
)
TEXTS = {
    "Japanese": JAPANESE,
    "Chinese": CHINESE,
    "Korean": KOREAN,
    "Arabic": ARABIC,
    "Turkish": TURKISH,
    "combining marks": MARKED,
}


@pytest.fixture(scope="module")
def starter() -> EntityTable:
    """The packaged table."""
    return EntityTable.starter()


def _read(text: str, table: EntityTable, **answers: list[dict[str, Any]]) -> ProcessedArticle:
    """The article, read by a model that answers ``answers`` under the sentences ``s1``, ``s2`` …"""
    model = ByShape(Meeting={number.removeprefix("s"): facts for number, facts in answers.items()})
    return process_article(Article(id="a", text=text), table=table, model=model, schemas=[Meeting])


def _ids(processed: ProcessedArticle) -> dict[str, str | None]:
    return {name.surface: name.entity_id for name in processed.corrected.names if name.status == "linked"}


@pytest.mark.parametrize("name", TEXTS)
def test_every_offset_is_the_raw_articles(starter: EntityTable, name: str) -> None:
    """Spans, sentences, names and edits point at what they say; outputs can be written."""
    text = TEXTS[name]
    processed = _read(text, starter)

    covered = {place for span in processed.article.spans for place in range(span.start, span.end)}
    assert all(text[place].isspace() for place in set(range(len(text))) - covered)
    assert len(processed.sentences) >= 3
    assert all(text[one.start : one.end] == one.text for one in processed.sentences)
    assert all(text[one.start : one.end] == one.surface for one in processed.corrected.names)
    assert all(text[edit.start : edit.end] == edit.surface for edit in processed.corrected.edits)
    lines = [*name_lines(processed, starter), *correction_lines(processed)]
    assert all(
        str(line["surface"]) in str(line["sentence"]) for line in lines if line["sentence"] is not None
    )


@pytest.mark.parametrize(
    ("text", "sentence", "who", "where"),
    [
        (JAPANESE, "s2", ["茂木敏充", "ブリンケン"], "東京"),
        (CHINESE, "s2", ["茂木敏充", "布林肯"], "东京"),
        (KOREAN, "s2", ["기시다 후미오", "윤석열"], "서울"),
        (ARABIC, "s2", ["أنتوني بلينكن", "توشيميتسو موتيغي"], "طوكيو"),
        (TURKISH, "s2", ["İmren İşçi", "John Blinken"], "İstanbul"),
        (MARKED, "s2", ["Zoë Müller", "Recep Tayyip Erdoğan"], "Düsseldorf"),
    ],
    ids=TEXTS,
)
def test_a_fact_of_any_language_is_grounded(
    starter: EntityTable, text: str, sentence: str, who: list[str], where: str
) -> None:
    """What the model copied stands where the article writes it, whatever form the marks have."""
    processed = _read(text, starter, **{sentence: [{"who": who, "where": where}]})

    (record,) = processed.records
    assert processed.extraction.rejects == ()
    fields = list(record.fields.values())
    assert all(text[field.start : field.end] == field.surface for field in fields)
    assert [_composed(field.surface) for field in fields] == [*map(_composed, who), _composed(where)]
    assert json.loads(json.dumps(fact_line(record), ensure_ascii=False))["fields"].keys() == {
        "who[0]",
        "who[1]",
        "where",
    }


def _composed(words: str) -> str:
    return unicodedata.normalize("NFC", words)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (JAPANESE, {"茂木敏充": "Toshimitsu Motegi", "菅義偉": "Yoshihide Suga"}),
        (CHINESE, {"茂木敏充": "Toshimitsu Motegi"}),
        (KOREAN, {"윤석열": "Yoon Suk-yeol", "박진": "Park Jin"}),
    ],
    ids=["Japanese", "Chinese", "Korean"],
)
def test_names_in_native_script_are_known(starter: EntityTable, text: str, names: dict[str, str]) -> None:
    """They are linked, and nothing is changed: they are right."""
    processed = _read(text, starter)

    linked = {surface: starter.entity(found or "") for surface, found in _ids(processed).items()}
    assert {s: entity.canonical for s, entity in linked.items() if entity and s in names} == names
    assert processed.corrected.edits == ()


@pytest.mark.parametrize("text", [TURKISH, MARKED], ids=["Turkish", "combining marks"])
def test_a_wrong_name_is_set_right_behind_letters_that_grow(starter: EntityTable, text: str) -> None:
    """``İ`` is two characters in lower case, ``ß`` and marks more or fewer: no offset moves."""
    corrected = process_article(Article(id="a", text=text), table=starter).corrected

    assert [(edit.surface, edit.replacement) for edit in corrected.edits] == [
        ("John Blinken", "Antony Blinken")
    ]
    assert corrected.text == text.replace("John Blinken", "Antony Blinken")
