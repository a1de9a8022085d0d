"""A request and its response as a tree that is read like a page: sentences asked about, facts answered.

What all requests begin with is a reference to a preamble. A request or a response that this form cannot tell,
to the letter, is kept whole instead, as vcrpy would.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from vcr.request import Request as RecordedRequest
from vcr.serializers.compat import convert_to_bytes, convert_to_unicode

from corrigenda.replay.preambles import JsonTree, Preamble, WantedSentences, with_sentences, without_sentences
from corrigenda.replay.readable import Inline
from corrigenda.replay.requests import ARTICLE

Exchange = tuple[RecordedRequest, dict[str, Any]]
"""A request and its response, as vcrpy has them."""

SHARED = ("preamble", "model", "article", "wanted", "max_tokens", "settings", "finish", "http")
"""What is told once for a whole cassette, by whatever most of its interactions have."""

_TOKENS = ("prompt_tokens", "completion_tokens", "total_tokens")
_FORM = ("messages", "model", "max_tokens", "response_format")
_NUMBERED = re.compile(r"\[(\d+)\] (.*)")
_WANTED = re.compile(r"(\d+) to (\d+) facts? of each")


def messages_of(body: object) -> list[JsonTree] | None:
    """The turns of a chat, where ``body`` is one of texts alone."""
    messages = body.get("messages") if isinstance(body, dict) else None
    if not isinstance(messages, list) or not messages:
        return None
    plain = all(
        isinstance(turn, dict) and turn.keys() == {"role", "content"} and isinstance(turn["content"], str)
        for turn in messages
    )
    return messages if plain else None


def whole(pair: Exchange) -> JsonTree:
    """The pair as vcrpy writes it."""
    request, response = pair
    headers = {name: value for name, value in request.headers.items() if name != ARTICLE}
    told = convert_to_unicode(request._to_dict())
    said = convert_to_unicode({**response, "body": dict(response["body"])})
    return {"request": {**told, "headers": headers}, "response": said}


def told(pair: Exchange, preamble: Preamble, reference: str) -> JsonTree:
    """The pair as a tree that refers to ``preamble`` by ``reference``; whole where anything would be lost."""
    as_sent = whole(pair)
    try:
        tree = _tree(as_sent, preamble, reference)
        same = _with_parsed_body(whole(pair_of(tree, preamble))) == _with_parsed_body(as_sent)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return as_sent
    if not same:
        return as_sent
    article = pair[0].headers.get(ARTICLE)
    return {"article": article, **tree} if article else tree


def pair_of(tree: JsonTree, preamble: Preamble | None) -> Exchange:
    """The request and the response that a tree tells, whole or by reference."""
    if "request" in tree:
        request, response = tree["request"], tree["response"]
    else:
        assert preamble is not None, "a tree by reference comes with what it refers to"
        request, response = _request(tree, preamble), _response(tree)
    return RecordedRequest._from_dict(request), convert_to_bytes(response)


def wanted_of(tree: JsonTree) -> WantedSentences | None:
    """Of which sentences a request wants how many facts; ``None`` where it is about something else."""
    amount = _WANTED.fullmatch(tree.get("wanted") or "")
    if amount is None:
        return None
    return WantedSentences(tuple(tree.get("of") or tree["sentences"]), int(amount[1]), int(amount[2]))


def _tree(as_sent: JsonTree, preamble: Preamble, reference: str) -> JsonTree:
    request, response = as_sent["request"], as_sent["response"]
    body, said = json.loads(request["body"]), json.loads(response["body"]["string"])
    [choice] = said["choices"]
    usage = said["usage"]
    tokens = Inline(prompt=usage["prompt_tokens"], completion=usage["completion_tokens"])
    if usage["total_tokens"] != sum(tokens.values()):
        raise ValueError("the tokens do not add up")
    said["usage"] = usage | dict.fromkeys(_TOKENS)
    _, wanted = without_sentences(body.get("response_format"))
    asked = _asked(body["messages"][len(preamble.messages) :], wanted)
    answer, finish = choice["message"]["content"], choice["finish_reason"]
    choice["message"]["content"], choice["finish_reason"] = None, None
    http = {
        "request": {key: request[key] for key in ("method", "uri", "headers")},
        "response": {"status": response["status"], "headers": response["headers"], "body": said},
    }
    settings = Inline({key: value for key, value in body.items() if key not in _FORM})
    terms = {"model": body["model"], "max_tokens": body.get("max_tokens"), "settings": settings}
    return {"preamble": reference, **terms, **asked, "answer": answer, "tokens": tokens} | {
        "finish": finish,
        "http": http,
    }


def _asked(messages: Sequence[JsonTree], wanted: WantedSentences | None) -> JsonTree:
    """The turns of a request's own, the first as numbered sentences, and how many facts it wants of which."""
    if not messages or messages[0]["role"] != "user":
        raise ValueError("no question of its own")
    first, *later = messages
    found = [_NUMBERED.fullmatch(line) for line in first["content"].split("\n")]
    sentences = {int(match[1]): match[2] for match in found if match is not None}
    asked: JsonTree = {"sentences": sentences} if _numbered(sentences) == first["content"] else {}
    if not asked:
        asked = {"question": first["content"]}
    if later:
        asked["then"] = [{turn["role"]: turn["content"]} for turn in later]
    if wanted is not None:
        asked["wanted"] = f"{wanted.least} to {wanted.most} facts of each"
        if list(wanted.sentences) != list(sentences):
            asked["of"] = list(wanted.sentences)
    return asked


def _numbered(sentences: Mapping[int, str]) -> str:
    return "\n".join(f"[{number}] {text}" for number, text in sentences.items())


def _request(tree: JsonTree, preamble: Preamble) -> JsonTree:
    question = _numbered(tree["sentences"]) if "sentences" in tree else tree["question"]
    later = [
        {"role": role, "content": content} for turn in tree.get("then", ()) for role, content in turn.items()
    ]
    body = {
        "messages": [*preamble.messages, {"role": "user", "content": question}, *later],
        "model": tree["model"],
        "max_tokens": tree["max_tokens"],
        "response_format": _answer_form(tree, preamble),
    }
    body = {key: value for key, value in body.items() if value is not None} | tree["settings"]
    sent = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    headers = dict(tree["http"]["request"]["headers"])
    if tree.get("article"):
        headers[ARTICLE] = tree["article"]
    return {**tree["http"]["request"], "headers": headers, "body": sent}


def _answer_form(tree: JsonTree, preamble: Preamble) -> JsonTree | None:
    wanted = wanted_of(tree)
    if wanted is None or preamble.answer is None:
        return preamble.answer
    return with_sentences(preamble.answer, wanted)


def _response(tree: JsonTree) -> JsonTree:
    response = json.loads(json.dumps(tree["http"]["response"]))  # a copy: many trees share one
    said = response["body"]
    [choice] = said["choices"]
    choice["message"]["content"], choice["finish_reason"] = tree["answer"], tree["finish"]
    prompt, completion = tree["tokens"]["prompt"], tree["tokens"]["completion"]
    said["usage"] |= dict(zip(_TOKENS, (prompt, completion, prompt + completion), strict=True))
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return {**response, "body": {"string": text}}


def _with_parsed_body(pair: JsonTree) -> JsonTree:
    """The pair with the request as JSON: in which order its parts are sent says nothing."""
    request = pair["request"]
    return {**pair, "request": {**request, "body": json.loads(request["body"])}}
