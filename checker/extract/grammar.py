"""The function words of both languages, loaded once."""

from dataclasses import field, fields
from functools import cache

from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model.record import dataclass

_FILES = ("zh/grammar.toml", "en/grammar.toml")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word lists that build sentences; ASCII letters are lower case."""

    level_verbs: frozenset[str]
    adverbs: frozenset[str]
    comparers: frozenset[str]
    than_words: frozenset[str]
    from_words: frozenset[str]
    to_words: frozenset[str]
    outdone_by: frozenset[str]
    pronouns: frozenset[str]
    source_before: frozenset[str]
    source_after: frozenset[str]
    speech: frozenset[str]
    occasion_ends: frozenset[str]
    empty_nouns: frozenset[str]
    generic_suffixes: frozenset[str]
    leads: frozenset[str]
    sides: frozenset[str]
    rivals: frozenset[str]
    owned: frozenset[str]
    cumulative: frozenset[str]
    conversions: frozenset[str]
    spends: frozenset[str]
    finishes: frozenset[str]
    ready: frozenset[str]
    settings: frozenset[str]
    sizes: frozenset[str]
    ahead: frozenset[str]
    becomes: frozenset[str]
    former: frozenset[str]
    deputies: frozenset[str]
    when_later: frozenset[str]
    when_ends: frozenset[str]
    placed: frozenset[str]
    standards: frozenset[str]
    wins: frozenset[str]
    adds_up: frozenset[str]
    itemises: frozenset[str]
    takes_up: frozenset[str]
    as_well: frozenset[str]
    name_heads: frozenset[str]
    reckoned_by: frozenset[str]
    reckoned: frozenset[str]
    appoints: frozenset[str]
    officers: frozenset[str]
    hearsay: frozenset[str]
    joins: frozenset[str]
    in_turn: frozenset[str]
    each: frozenset[str]
    behalf: frozenset[str]
    discloses: frozenset[str]
    hands_out: frozenset[str]
    # those that only build the sentence
    empty: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Put the empty words together."""
        empty = self.level_verbs | self.adverbs | self.to_words | self.empty_nouns | self.spends
        object.__setattr__(self, "empty", empty)

    def is_empty(self, word: str) -> bool:
        """Whether a word only builds the sentence and names nothing that could be compared."""
        return lower(word) in self.empty


@cache
def grammar() -> Grammar:
    """The function words of Chinese and English together: a mixed folder needs both at once."""

    def both(key: str) -> frozenset[str]:
        return frozenset(lower(word) for file in _FILES for word in words(file, key))

    return Grammar(**{known.name: both(known.name) for known in fields(Grammar) if known.init})
