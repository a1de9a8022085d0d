# pyright: strict
"""What a user may write: every verb with its types, held by pyright in its strict mode.

It is checked and never run.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from corrigenda import (
    Adjudicate,
    Adjudicator,
    Answer,
    AnswerCache,
    Article,
    ChatModel,
    Choice,
    CleanArticle,
    CorrectedText,
    CorrigendaError,
    Decision,
    Decisions,
    Entity,
    EntityTable,
    Example,
    Extraction,
    Fact,
    FactRecord,
    GivenDate,
    Mention,
    Organization,
    Person,
    ProcessedArticle,
    Reject,
    Resolution,
    Source,
    When,
    WindowsProgress,
    clean_article,
    correct_text,
    extract_facts,
    find_mentions,
    open_model,
    process_article,
    read_articles,
    reconcile_names,
)


class Appointment(Fact):
    """Somebody is named to, takes or leaves an office."""

    person: Person
    office: str
    organization: Organization | None = None
    when: When | None = None


Appointment.examples = (
    Example(
        ("Ann Holm was named harbour master on Monday.",),
        {1: (Appointment(person="Ann Holm", office="harbour master", when="on Monday"),)},
    ),
)


class Kept:
    """Answers in memory."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}

    def recall(self, key: str) -> Answer | None:
        """The answer under ``key``."""
        return self.answers.get(key)

    def remember(self, key: str, answer: Answer) -> None:
        """Keep it."""
        self.answers[key] = answer


def articles(paths: Sequence[Source]) -> Iterator[Article]:
    """The articles that can be read."""
    for one in read_articles(paths):
        if isinstance(one, Reject):
            print(one.stage, one.reason)
        else:
            yield one


def cleaned(article: Article, day: GivenDate) -> CleanArticle:
    """An article with its day, told in either way."""
    clean_article(article, date=date(2021, 3, 16))
    return clean_article(article, date=day)


def facts(clean: CleanArticle, model: ChatModel, memory: AnswerCache) -> Extraction:
    """The facts of an article."""

    def tell(done: int, total: int) -> None:
        print(done, total)

    progress: WindowsProgress = tell
    return extract_facts(clean, model, schemas=[Appointment], memory=memory, progress=progress)


def names(text: str, table: EntityTable, adjudicate: Adjudicate) -> tuple[Resolution, ...]:
    """What the names of a text mean."""
    decisions = Decisions([Decision(verdict="rejected", surface="Kan", entity_id="Q1")])
    mentions: tuple[Mention, ...] = find_mentions(text, table)
    return reconcile_names(mentions, table, decisions=decisions, adjudicate=adjudicate, budget=2)


def first(mention: Mention, candidates: Sequence[Entity]) -> Choice | None:
    """Choose the first, where there is one."""
    return Choice(entity_id=candidates[0].id) if mention.text and candidates else None


def corrected(text: str, table: EntityTable) -> CorrectedText:
    """A text set right, with either kind of date."""
    for edit in correct_text(text, table, date=date(2021, 3, 16)).edits:
        print(edit.surface, edit.replacement, edit.error)
    return correct_text(text, table, date="2021-03")


def main() -> None:
    """The whole flow."""
    with open_model("local") as model, EntityTable.starter() as table:
        kept = Kept()
        for article in articles([Path("articles"), "-"]):
            processed: ProcessedArticle[Appointment] = process_article(
                article, table=table, model=model, schemas=[Appointment], date="2021-03-16", memory=kept
            )
            records: tuple[FactRecord[Appointment], ...] = processed.records
            for record in records:
                print(record.as_written.person, record.reconciled.person, record.sentence.text)
            news = process_article(article, table=table, model=model)
            print([record.reconciled.who for record in news.records])
            print(facts(cleaned(article, "2021-03-16"), model, kept).usage.tokens)
            for found in names(article.text, table, first):
                print(found.status, found.entity_id, [one.weight for one in found.evidence])
            names(article.text, table, Adjudicator(model, table, memory=kept))
            print(corrected(article.text, table).text)


if __name__ == "__main__":
    try:
        main()
    except CorrigendaError as error:
        print(error)
