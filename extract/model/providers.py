"""Who answers under which name: address, key and the form of answers, as ``extract/data/providers.yaml`` has
them.

A key goes to the host that it belongs to and to no other.
"""

import os
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import yaml
from pydantic import TypeAdapter

from corrigenda.extract.model.modes import AnswerMode
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import ModelError

OWN_KEY = "CORRIGENDA_API_KEY"
"""The variable with the key for a server that is in no row."""


class Provider(Frozen):
    """A row: where a provider listens, which variable holds its key, and how its answers are bound."""

    name: str
    base_url: str
    key: str
    optional: bool = False
    mode: AnswerMode = "schema"
    without: tuple[str, ...] = ()


class Endpoint(Frozen):
    """Whom a model is asked of, and how: all that a request needs beside the question."""

    model: str
    base_url: str
    key: str
    mode: AnswerMode = "schema"
    without: tuple[str, ...] = ()
    host: str = ""
    """The provider whose host is asked, whatever row the name is of; empty for anybody else's."""
    advice: str = ""
    """What to do where the key is refused."""


@cache
def providers() -> Mapping[str, Provider]:
    """Every provider by its short name."""
    table = yaml.safe_load(files("corrigenda.extract").joinpath("data/providers.yaml").read_text("utf-8"))
    rows = TypeAdapter(dict[str, dict[str, object]]).validate_python(table)
    return {name: Provider.model_validate({"name": name, **row}) for name, row in rows.items()}


def find_endpoint(
    name: str, *, base_url: str | None, api_key: str | None, key_variable: str | None
) -> Endpoint:
    """Where the model ``name`` is asked: a provider's own address, or ``base_url`` in its place.

    The key is ``api_key``, or stands in ``key_variable``, or else in the variable of the provider whose host
    is asked; any other host gets that in ``CORRIGENDA_API_KEY``, or "none". Raises ``ModelError`` where the
    name is not known, or a variable that is needed is not set.
    """
    kind, _, rest = name.partition(":")
    row = providers().get(kind) if rest else None
    address = base_url or _address(row, name)
    host = _at_host(address)
    key = api_key or _key(host, name, key_variable)
    shared = {
        "base_url": address,
        "key": key or "none",
        "host": "" if host is None else host.name,
        "advice": f"set {_variable(host, key_variable)} to one that may use it",
    }
    if row is None:
        return Endpoint(model=name, **shared)
    return Endpoint(model=rest, mode=row.mode, without=row.without, **shared)


def _address(row: Provider | None, name: str) -> str:
    if row is not None:
        return _filled_in(row.base_url, name)
    known = ", ".join(f"'{one}:MODEL'" for one in providers())
    raise ModelError(
        f"model {name!r} is not known: use 'local', 'local:FILE.gguf', {known}, "
        f"or a model's name together with --base-url",
        model=name,
    )


def _key(host: Provider | None, name: str, key_variable: str | None) -> str | None:
    """The key for this host, from the variable that is named or belongs to it."""
    variable = _variable(host, key_variable)
    key = os.environ.get(variable)
    if not key and (key_variable is not None or (host is not None and not host.optional)):
        raise ModelError(f"model {name!r} needs a key: set {variable}", model=name)
    return key


def _variable(host: Provider | None, named: str | None) -> str:
    return named or (OWN_KEY if host is None else host.key)


def _at_host(address: str) -> Provider | None:
    """The provider that listens at this address: scheme, host and port are its own. A region's host
    (``eu.api.openai.com``) is one below it.
    """
    scheme, host, port = _place(address)
    for row in providers().values():
        own_scheme, own_host, own_port = _place(row.base_url)
        if (scheme, port) == (own_scheme, own_port) and f".{host}".endswith(f".{own_host}"):
            return row
    return None


def _place(address: str) -> tuple[str, str, int | None]:
    own = urlsplit(re.sub(r"\{(\w+)\}", lambda word: os.environ.get(word[1], ""), address))
    return own.scheme, own.hostname or address, own.port


def _filled_in(address: str, name: str) -> str:
    for variable in re.findall(r"\{(\w+)\}", address):
        value = os.environ.get(variable)
        if not value:
            raise ModelError(f"model {name!r} needs an address: set {variable}", model=name)
        address = address.replace(f"{{{variable}}}", value.rstrip("/"))
    return address
