"""Names of organizations, places and offices taken apart: the words, and the legal form. All folded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from corrigenda.reconcile.names.transliterate import in_latin
from corrigenda.reconcile.text import Tokens, fold, read_yaml, tokens
from corrigenda.schemas.base import Frozen

_SIGNS = re.compile(r"[&+]")
_LONGEST_FORM = 6


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A legal form, and the kind of organization that it makes."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class WholeName:
    """A name taken apart.

    ``key`` is all its words joined, without the article; ``words`` are those that tell, in one wording,
    without ``forms``, without those that may be left out and the organization's word for itself
    (``company``), unless there are no others.
    """

    key: str
    words: Tokens
    forms: tuple[LegalForm, ...]

    @property
    def joined(self) -> str:
        """The words that tell, as one."""
        return "".join(self.words)


class _LegalFormRules(Frozen):
    """What ``data/legal_forms.yaml`` says."""

    forms: dict[str, dict[str, tuple[str, ...]]]
    companies: frozenset[str]
    wordings: dict[str, str]
    fillers: frozenset[str]


@lru_cache(maxsize=1)
def _rules() -> _LegalFormRules:
    return _LegalFormRules.model_validate(read_yaml("legal_forms.yaml"))


@lru_cache(maxsize=1)
def _forms() -> dict[Tokens, LegalForm]:
    """Every wording by its words, and as one word too: ``l l c`` is ``llc``."""
    return {
        words: LegalForm(name, kind)
        for kind, forms in _rules().forms.items()
        for name, wordings in forms.items()
        for wording in wordings
        for words in {_letters_joined(tokens(wording)), ("".join(tokens(wording)),)}
    }


@lru_cache(maxsize=65536)
def whole_key(text: str) -> str:
    """The key of a name that is compared as a whole: all words joined, without a leading article."""
    words = tokens(text)
    return "".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@lru_cache(maxsize=32768)
def whole_name(text: str, *, organization: bool) -> WholeName:
    """The name taken apart, of another script by its Latin letters; only an organization has a legal form."""
    words = _letters_joined(tokens(_SIGNS.sub(" and ", fold(in_latin(text) or text))))
    kept, forms = _without_forms(words) if organization else (words, ())
    told = tuple(word for word in kept if word not in _rules().fillers)
    own = tuple(word for word in told if not organization or word not in _rules().companies)
    return WholeName(whole_key(text), _worded(own or told or kept), forms)


def _letters_joined(words: Tokens) -> Tokens:
    """Single letters one after the other are one word: ``a b c`` is ``abc``."""
    joined: list[str] = []
    spelt = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and spelt:
            joined[-1] += word
        else:
            joined.append(word)
        spelt = single
    return tuple(joined)


def _without_forms(words: Tokens) -> tuple[Tokens, tuple[LegalForm, ...]]:
    """The words without the legal forms in front and behind; a name is never left without a word."""
    found: list[LegalForm] = []
    while (stated := _form_in_front(words)) is not None or (stated := _form_behind(words)) is not None:
        form, words = stated
        found.append(form)
    return words, tuple(found)


def _form_in_front(words: Tokens) -> tuple[LegalForm, Tokens] | None:
    """The longest wording of a form that the words begin with, and the words behind it."""
    cuts = range(min(_LONGEST_FORM, len(words) - 1), 0, -1)
    return next(((form, words[cut:]) for cut in cuts if (form := _forms().get(words[:cut]))), None)


def _form_behind(words: Tokens) -> tuple[LegalForm, Tokens] | None:
    """The longest wording of a form that the words end with, and the words before it."""
    cuts = range(max(1, len(words) - _LONGEST_FORM), len(words))
    return next(((form, words[:cut]) for cut in cuts if (form := _forms().get(words[cut:]))), None)


def _worded(words: Iterable[str]) -> Tokens:
    """Each word in its one wording, tens and units as one number."""
    wordings = _rules().wordings
    found: list[str] = []
    for word in chain.from_iterable(wordings.get(word, word).split() for word in words):
        if found and _is_unit(word) and _is_ten(found[-1]):
            found[-1] = str(int(found[-1]) + int(word))
        else:
            found.append(word)
    return tuple(found)


def _is_ten(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) == 2 and word[1] == "0"


def _is_unit(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) == 1 and word != "0"
