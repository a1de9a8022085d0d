"""Peers of the extraction, each in a process of its own: articles in, facts out, as JSON Lines.

    python benchmarks/peers_extract.py instructor|langextract --base-url URL --model NAME

A line in is ``{"id", "text", "date"}``; the line out, in the same order, ``{"id", "facts", "output_tokens",
"seconds", "error"}`` with facts ``{"kind", "people", "date", "aligned"}``. ``aligned`` is whether the peer
itself found the fact in the text, ``null`` where it does not look. Imports nothing of Corrigenda, so that a
peer may live in another environment. Both are told the day of publication and asked for days as YYYY-MM-DD.
"""

import argparse
import contextlib
import importlib
import json
import os
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

KINDS = {
    "meeting": "met, held talks",
    "call": "spoke with, phoned",
    "visit": "went to a place",
    "statement": "said, told",
    "agreement": "agreed, affirmed, confirmed",
    "plan": "plans, is expected to",
    "criticism": "criticized, condemned",
    "appointment": "was named to an office",
    "other": "anything else",
}
TASK = (
    "List the facts that a news article states: who did or said what, with whom and when. Give each fact its"
    " kind, the names of all people taking part, without titles, and the day as YYYY-MM-DD where the article"
    " states one. Kinds: "
    + "; ".join(f"{kind} ({words})" for kind, words in KINDS.items())
    + ". List each fact"
    " once, and none that the article does not state."
)
MOST_TOKENS = 1500
MOST_FACTS = 16
"""Without a bound a small model goes on for ever, and an answer that is cut off is no answer."""
KEY_VARIABLE = "PEER_API_KEY"

Ask = Callable[[str, str], list[dict[str, Any]]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--model", required=True)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    answers = sys.stdout
    # A peer may print; only answers belong on standard output.
    with contextlib.redirect_stdout(sys.stderr):
        try:
            tokens = count_tokens()
            ask = PEERS[options.peer](options.base_url, os.environ.get(KEY_VARIABLE, "none"), options.model)
        except ImportError as error:
            print(f"{options.peer} is not installed: {error}", file=sys.stderr)
            return 3
        for line in sys.stdin:
            article = json.loads(line)
            answer = timed(ask, article["text"], article["date"], tokens)
            answers.write(json.dumps({"id": article["id"], **answer}) + "\n")
            answers.flush()
    return 0


def timed(ask: Ask, text: str, date: str, tokens: list[int]) -> dict[str, Any]:
    facts: list[dict[str, Any]] = []
    error = ""
    tokens.clear()
    started = time.monotonic()
    try:
        facts = ask(text, date)
    except Exception as problem:
        error = f"{type(problem).__name__}: {' '.join(str(problem).split())[:300]}"
    seconds = time.monotonic() - started
    return {"facts": facts, "output_tokens": sum(tokens), "seconds": seconds, "error": error}


def count_tokens() -> list[int]:
    """Where the output tokens of every request will be noted, whoever makes it, those of failed attempts too.

    To be called before any client is made: a peer may hold on to the method that it finds.
    """
    from openai.resources.chat.completions import Completions

    tokens: list[int] = []
    create = Completions.create

    def counting(self: Completions, *arguments: Any, **named: Any) -> Any:
        completion = create(self, *arguments, **named)
        tokens.append(completion.usage.completion_tokens)
        return completion

    Completions.create = counting  # type: ignore[method-assign]  # there is no hook for all clients
    return tokens


def instructor_peer(base_url: str, key: str, model: str) -> Ask:
    """One request an article, for a list of facts; asked again once where the answer is not of the schema."""
    from typing import Literal

    import instructor
    import openai
    from pydantic import BaseModel, Field

    class Fact(BaseModel):
        kind: Literal[tuple(KINDS)]  # type: ignore[valid-type]  # made at run time
        people: list[str] = Field(max_length=6, description="names of all people taking part, without titles")
        date: str | None = Field(description="the day as YYYY-MM-DD, null where none is stated")

    class Facts(BaseModel):
        facts: list[Fact] = Field(max_length=MOST_FACTS)

    client = instructor.from_openai(
        openai.OpenAI(base_url=base_url, api_key=key, timeout=600), mode=instructor.Mode.JSON_SCHEMA
    )

    def ask(text: str, date: str) -> list[dict[str, Any]]:
        answer = client.chat.completions.create(
            model=model,
            response_model=Facts,
            messages=[
                {"role": "system", "content": TASK},
                {"role": "user", "content": f"Published on {date}.\n\n{text}"},
            ],
            temperature=0.0,
            seed=0,
            max_tokens=MOST_TOKENS,
            max_retries=1,
        )
        return [{**fact.model_dump(), "aligned": None} for fact in answer.facts]

    return ask


def langextract_peer(base_url: str, key: str, model: str) -> Ask:
    """As its README has it for such a server: an example, schema constraints, chunks of the default size."""
    langextract = importlib.import_module("langextract")
    factory = importlib.import_module("langextract.factory")
    config = factory.ModelConfig(
        model_id=model,
        provider="openai",
        provider_kwargs={
            "api_key": key,
            "base_url": base_url,
            "temperature": 0.0,
            "max_workers": 3,
            "max_output_tokens": MOST_TOKENS,
            "seed": 0,
        },
    )

    def ask(text: str, date: str) -> list[dict[str, Any]]:
        # The example was published on 5 March 2019.
        answer = langextract.extract(
            text_or_documents=text,
            prompt_description=f"{TASK} Copy the words of the text as they stand.",
            examples=[langextract_example(langextract)],
            config=config,
            additional_context=f"The example was published on 2019-03-05, the article on {date}.",
            max_workers=3,
            show_progress=False,
            resolver_params={"suppress_parse_errors": False},
        )
        return [langextract_fact(one) for one in answer.extractions or []]

    return ask


def langextract_example(langextract: Any) -> Any:
    """Three sentences and the facts in them."""

    def example_of(kind: str, text: str, people: list[str], date: str | None) -> Any:
        return langextract.data.Extraction(
            extraction_class=kind, extraction_text=text, attributes={"people": people, "date": date}
        )

    first = "On Monday, Jean Dupont held talks with Foreign Minister Paolo Rossi in Lyon."
    second = "Rossi said that grain exports must resume."
    third = (
        "Prime Minister Ana Bianchi spoke by phone with Dupont on Tuesday and will fly to Paris next month."
    )
    return langextract.data.ExampleData(
        text=f"{first} {second} {third}",
        extractions=[
            example_of("meeting", first, ["Jean Dupont", "Paolo Rossi"], "2019-03-04"),
            example_of("statement", second, ["Rossi"], None),
            example_of(
                "call", "spoke by phone with Dupont on Tuesday", ["Ana Bianchi", "Dupont"], "2019-03-05"
            ),
            example_of("visit", "will fly to Paris next month", ["Ana Bianchi"], None),
        ],
    )


def langextract_fact(one: Any) -> dict[str, Any]:
    """An extraction in the form of the lines that go out."""
    attributes = one.attributes or {}
    people = attributes.get("people") or []
    return {
        "kind": one.extraction_class,
        "people": [people] if isinstance(people, str) else [str(name) for name in people],
        "date": attributes.get("date"),
        "aligned": one.char_interval is not None,
    }


PEERS: dict[str, Callable[[str, str, str], Ask]] = {
    "instructor": instructor_peer,
    "langextract": langextract_peer,
}


if __name__ == "__main__":
    sys.exit(main())
