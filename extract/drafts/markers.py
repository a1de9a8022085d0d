"""What the annotations of a fact schema say: which fields are copied from the text, and what they are."""

from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from corrigenda.schemas.facts import Marker


def marker_of(annotation: Any, metadata: tuple[Any, ...] = ()) -> Marker | None:
    """The marker of a field: on it, or within ``… | None``, ``list[…]`` or ``tuple[…, ...]``."""
    for one in metadata:
        if isinstance(one, Marker):
            return one
    if get_origin(annotation) is Annotated:
        return marker_of(get_args(annotation)[0], get_args(annotation)[1:])
    for inner in get_args(annotation):
        if (found := marker_of(inner)) is not None:
            return found
    return None


def without_none(annotation: Any) -> Any:
    """The annotation without its ``| None``."""
    if get_origin(annotation) in (Union, UnionType):
        others = [one for one in get_args(annotation) if one is not NoneType]
        return others[0] if len(others) == 1 else Union[tuple(others)]  # noqa: UP007 — built at run time
    return annotation


def bare(annotation: Any) -> Any:
    """The annotation without its ``| None`` and without what ``Annotated`` adds."""
    plain = without_none(annotation)
    return bare(get_args(plain)[0]) if get_origin(plain) is Annotated else plain


def choices(annotation: Any) -> tuple[Any, ...] | None:
    """The values among which a ``Literal`` or an ``Enum`` lets choose, or ``None`` where it is neither."""
    plain = bare(annotation)
    if get_origin(plain) is Literal:
        return get_args(plain)
    if isinstance(plain, type) and issubclass(plain, Enum):
        return tuple(one.value for one in plain)
    return None


def listed(annotation: Any) -> Any | None:
    """What the items of a list or tuple field are, or ``None`` where the field is neither."""
    plain = bare(annotation)
    if get_origin(plain) in (list, tuple, set, frozenset):
        return get_args(plain)[0]
    return None


def nested(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, or ``None`` where it holds something else."""
    plain = bare(annotation)
    return plain if isinstance(plain, type) and issubclass(plain, BaseModel) else None


@lru_cache(maxsize=256)
def fields_of(schema: type[BaseModel]) -> tuple[tuple[str, Any, Marker | None], ...]:
    """Each field of ``schema``: name, annotation, marker."""
    return tuple(
        (name, field.annotation, marker_of(field.annotation, tuple(field.metadata)))
        for name, field in schema.model_fields.items()
    )
