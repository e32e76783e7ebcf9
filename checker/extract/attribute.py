"""An attribute as a clause says it, and which values it can have."""

from collections.abc import Sequence
from functools import cache

from checker.extract import terms
from checker.extract.grammar import grammar
from checker.extract.tokens import Tok, Token
from checker.extract.values.units import dimension
from checker.lexicon.finder import lower
from checker.lexicon.load import words as listed
from checker.lexicon.measures import kin
from checker.model import Quantity, Value, ValueKind
from checker.model.record import dataclass, replace

SHARE = "占比"
_LARGE = 10_000_000
GROWTH = "growth"
OF = frozenset({"的", "之", "of"})
OPENERS = frozenset("(（[【")
CLOSERS = frozenset(")）]】")


@dataclass(frozen=True, slots=True)
class Said:
    """An attribute as one clause says it.

    `mods` are what narrows it: qualifier ids, age bands and the nouns that stand before it. `at` is the place of its
    words among the clause's tokens (-1 where it was inherited), `after` tells that they follow the value, `stale` that
    an earlier sentence said it.
    """

    name: str
    family: str
    known: bool
    functional: bool = True
    mods: frozenset[str] = frozenset()
    change: bool = False
    inherited: bool = False
    at: int = -1
    after: bool = False
    stale: bool = False

    def carried(self) -> "Said":
        """The same attribute in a clause that does not repeat its words.

        Within a sentence that is as good as repeating them; only what an earlier sentence said counts as inherited.
        """
        return replace(self, inherited=self.stale, at=-1, after=False, change=False)


def dimensions(value: Value) -> frozenset[str]:
    """The lexicon's dimensions that a value can fill."""
    unit = value.unit
    named = {
        ValueKind.MONEY: {"money"},
        ValueKind.PERCENT: {"percent"},
        ValueKind.RATIO: {"ratio", "percent"},
        ValueKind.RANK: {"rank"},
        ValueKind.DURATION: {"duration"},
        ValueKind.DATE: {"date"},
    }.get(value.kind)
    if named is not None:
        return frozenset(named)
    if unit is None:
        # 亏损约360亿: a bare figure of this size may leave its currency to the reader
        large = isinstance(value.payload, Quantity) and (value.payload.value or 0) >= _LARGE
        return frozenset({"count", "score", "magnitude", "data", "ratio"} | ({"money"} if large else set()))
    if unit == "point":
        return frozenset({"score"})
    if unit == "year_old":
        return frozenset({"age"})
    physical = dimension(unit)
    return frozenset({physical}) if physical != "count" else frozenset({"count", "score", "magnitude"})


def fits(token: Token, value: Value) -> bool:
    """Whether the attribute that a token names can have this value. A change in percent fits any attribute."""
    row = terms.attribute(token.key)
    if row is None or (is_growth(token) and token.tag == terms.WEAK):
        # 增长, fell: the verb of a change tells its direction, not what changes
        return False
    if "any" in row.dimensions or not dimensions(value).isdisjoint(row.dimensions):
        return True
    return value.direction is not None and value.kind in {ValueKind.PERCENT, ValueKind.RATIO}


def is_growth(token: Token) -> bool:
    """Whether an attribute's token only says that something changed (增长, 降幅, growth rate)."""
    row = terms.attribute(token.key)
    return row is not None and row.family == GROWTH


def parallel(last: Said, value: Value) -> bool:
    """Whether a clause without an attribute may continue the last one's."""
    row = terms.attribute(last.name)
    if row is None or (row.name.endswith(_PEOPLE) and _counts_things(value.unit)):
        # 伤者51个。…大货车21辆: no people are counted
        return False
    return not dimensions(value).isdisjoint(row.dimensions)


_PEOPLE = "人数"


def _counts_things(unit: str | None) -> bool:
    """Whether a counter is none of people: 21辆, 3座."""
    counter = unit is not None and dimension(unit) == "count"
    return counter and unit is not None and not kin(unit, "person") and unit not in {"person", "item", "case"}


@cache
def _directions() -> frozenset[str]:
    files = ("zh/directions.toml", "en/directions.toml")
    return frozenset(lower(word) for file in files for key in ("up", "down") for word in listed(file, key))


def is_direction(word: str) -> bool:
    """Whether a word makes the figure behind it a change: 跌, 增长, fell."""
    return lower(word) in _directions()


def linked(tokens: Sequence[Token], j: int, i: int) -> bool:
    """Whether nothing but function words, qualifiers, times and the owner behind "of" stands between two places."""
    words = grammar()
    depth = 0
    owner = owner_behind(tokens, j)
    value = tokens[i].value
    changes = value is not None and value.direction is not None
    for k, token in enumerate(tokens[j + 1 : i], j + 1):
        if token.kind is Tok.MARK:
            depth += (token.text in OPENERS) - (token.text in CLOSERS)
            continue
        if depth > 0 or token.kind in {Tok.QUALIFIER, Tok.TIME} or k == owner:
            continue
        if not words.is_empty(token.text) and not ((changes or token.is_latin) and is_direction(token.text)):
            # 流量看起来跌了90%: the verb of a change parts a figure from nothing
            return False
    return True


_TIES = frozenset({"of", "in", "at", "for"})


def owner_behind(tokens: Sequence[Token], at: int) -> int | None:
    """The place of the name that an English preposition ties to the attribute at `at`: turnout in France.

    Before an attribute that has a name of its own, only "of" ties: Tesla's sales in China are Tesla's.
    """
    if at < 0:
        return None
    k = at + 1
    if not lower(tokens[at].text).endswith(" of"):
        tie = lower(tokens[k].text) if k < len(tokens) else ""
        if tie not in _TIES or (tie != "of" and any(token.kind is Tok.NAME for token in tokens[:at])):
            return None
        k += 1
    while k < len(tokens) and lower(tokens[k].text) in {"the", "a"}:
        k += 1
    return k if k < len(tokens) and tokens[k].kind is Tok.NAME else None
