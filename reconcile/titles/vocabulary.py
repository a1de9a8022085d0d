"""The words of titles, folded, for those who look for titles among other words."""

from corrigenda.reconcile.titles.lexicon import read_lexicon


def title_words() -> frozenset[str]:
    """Every word that can stand in a title: heads, portfolios, complements, tenses, honorifics."""
    return read_lexicon().vocabulary


def head_words() -> frozenset[str]:
    """The words on which a title ends or to which "of …" is joined: minister, president, sen, mr."""
    return read_lexicon().head_words


def plural_heads() -> frozenset[str]:
    """The heads that stand before several names: presidents, ministers."""
    return read_lexicon().plural_heads


def other_heads() -> frozenset[str]:
    """The heads that are wrong beside an organization whose chief has another title."""
    return read_lexicon().other_heads


def modifier_words() -> frozenset[str]:
    """The words that change an office and stay in lower case before it: former, acting, deputy."""
    return read_lexicon().modifiers


def filler_words() -> frozenset[str]:
    """The words inside titles that name no office: ruling, his, senior."""
    return read_lexicon().data.fillers


def supposing_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words before a title and behind the name by which the office is only thought of."""
    supposing = read_lexicon().data.supposing
    return supposing["before"], supposing["behind"]
