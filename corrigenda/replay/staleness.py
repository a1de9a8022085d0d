"""Whether recorded answers still answer what the code would ask today."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from corrigenda.extract.drafts import answer_shape
from corrigenda.extract.model import Request
from corrigenda.extract.prompting import ask_again, make_request
from corrigenda.prompts import ADJUDICATE, FACTS
from corrigenda.replay.cassettes import Recorded
from corrigenda.replay.differences import differences
from corrigenda.replay.interactions import wanted_of
from corrigenda.replay.preambles import JsonTree, instructions_for_names
from corrigenda.schemas.article import Sentence, Window
from corrigenda.schemas.facts import Fact

SchemaOf = Callable[[str], type[Fact]]
"""The class that ``package.module:Class`` names. Raises ``SchemaError`` where there is none."""


def changes_since(recordings: Sequence[Recorded], schema_of: SchemaOf) -> Iterator[str]:
    """How today's requests differ from those recorded, each difference once, with how many have it.

    What is about none of our prompts cannot be told. Raises ``SchemaError`` where a schema is not found.
    """
    counts: Counter[str] = Counter()
    for one in recordings:
        counts.update(_changes(one, schema_of))
    for change, count in counts.items():
        yield f"{count} of {len(recordings)} answers: {change}"


def _changes(one: Recorded, schema_of: SchemaOf) -> list[str]:
    if one.preamble is None:
        return []
    if one.preamble.prompt == FACTS and (body := _asked_today(one, schema_of(one.preamble.schema))):
        return differences(body, json.loads(one.pair[0].body))
    kind = one.preamble.prompt.rpartition(".")[0]
    for current in (FACTS, ADJUDICATE):
        if current.startswith(f"{kind}.") and current != one.preamble.prompt:
            return [f"prompt {one.preamble.prompt!r} is now {current!r}"]
    if one.preamble.prompt == ADJUDICATE:
        opening: JsonTree = {"role": "system", "content": instructions_for_names()}
        return differences({"messages": [opening]}, {"messages": [*one.preamble.messages]})
    return []


def _asked_today(one: Recorded, schema: type[Fact]) -> JsonTree | None:
    """The body of the request that the code would send now about the same sentences."""
    recorded, wanted = json.loads(one.pair[0].body), wanted_of(one.tree)
    if wanted is None or "sentences" not in one.tree:
        return None
    sentences = tuple(
        Sentence(id=number, start=0, end=len(text), text=text)
        for number, text in one.tree["sentences"].items()
    )
    request = make_request(schema, Window(id="", sentences=sentences), most=wanted.most)
    most_tokens = request.max_tokens
    if later := one.tree.get("then"):
        request = ask_again(request, later[0].get("assistant", ""), wanted.sentences)
        most_tokens = recorded.get("max_tokens")  # depends on what the first request wanted
    form = answer_shape(schema, wanted.sentences, most=wanted.most, least=wanted.least).model_json_schema()
    settings = {key: getattr(request, key, value) for key, value in one.tree["settings"].items()}
    return {
        "messages": _conversation(request),
        "model": recorded["model"],
        "max_tokens": most_tokens,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": schema.__name__, "schema": form},
        },
        **settings,
    }


def _conversation(request: Request) -> list[JsonTree]:
    opening = [{"role": "system", "content": request.system}, {"role": "user", "content": request.user}]
    return opening + [{"role": turn.role, "content": turn.content} for turn in request.messages]
