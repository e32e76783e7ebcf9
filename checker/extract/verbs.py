"""English verbs by their forms: words that no jieba class tells apart from nouns."""

from functools import cache

from checker.lexicon.load import words

_FILE = "en/verbs.toml"
_VOWELS = frozenset("aeiou")


def past(stem: str) -> frozenset[str]:
    """The past form of a regular verb, with its spellings on both sides of the ocean.

    >>> sorted(past("carry")), sorted(past("raise")), sorted(past("cancel"))
    (['carried'], ['raised'], ['canceled', 'cancelled'])
    """
    if stem.endswith("e"):
        return frozenset({stem + "d"})
    if stem.endswith("y") and stem[-2] not in _VOWELS:
        return frozenset({stem[:-1] + "ied"})
    closed = stem[-1] not in _VOWELS | set("wxyh") and stem[-2] in _VOWELS and stem[-3:-2] not in _VOWELS
    return frozenset({stem + "ed", stem + stem[-1] + "ed"} if closed else {stem + "ed"})


@cache
def verbs() -> frozenset[str]:
    """Every form of a verb that is no noun as well."""
    made = frozenset(form for stem in words(_FILE, "regular") for form in past(stem))
    return (made - frozenset(words(_FILE, "not_past"))) | frozenset(
        (*words(_FILE, "irregular"), *words(_FILE, "present"))
    )
