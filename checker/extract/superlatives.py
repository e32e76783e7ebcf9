"""Superlatives that are a place: the largest bank in the country is the first, as 第二大银行 is the second."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import cache

from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import Quantity, Value, ValueKind
from checker.model.record import replace

_ZH, _EN = "zh/ranks.toml", "en/ranks.toml"
_ONE = "一"
# tokens on either side of a superlative in which its field stands
_FIELD = 8


def topped(row: Row) -> Row:
    """The row with the superlatives that tell a place in a field of many as the value that they are."""
    if _superlatives().isdisjoint(row.texts):
        return row
    return replace(row, clauses=tuple(map(_topped, row.clauses)))


def _topped(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    at = next((i for i, token in enumerate(tokens) if token.text in _superlatives()), None)
    if at is None or any(token.kind is Tok.VALUE and token.text[0] != _ONE for token in tokens[max(0, at - 2) :]):
        # 最大载重5吨, the second-largest: a figure stands beside it; 最大的一次 is the largest
        return tokens
    placed = _placed_en(tokens, at) if tokens[at].text.isascii() else _placed_zh(tokens, at)
    return (*tokens[:at], _first(tokens[at]), *tokens[at + 1 :]) if placed else tokens


@cache
def _superlatives() -> frozenset[str]:
    return frozenset((*words(_ZH, "superlatives"), *words(_EN, "superlatives")))


def _first(token: Token) -> Token:
    place = Quantity(Decimal(1), Decimal(1), "rank", token.text, Decimal(1))
    value = Value(token.span, token.text, ValueKind.RANK, place, found_by="extract.superlative")
    return Token(Tok.VALUE, token.span, token.text, value=value)


def _placed_zh(tokens: Sequence[Token], at: int) -> bool:
    """是省内最大的客运企业: behind a verb of being and a field, and before a noun; 最大的之一 is one of several."""
    being = next((i for i in range(at - 1, -1, -1) if tokens[i].text in words(_ZH, "being")), None)
    if being is None or _is_not({token.text for token in tokens[:at]}, _ZH):
        return False
    behind = [token.text for token in tokens[at + 1 :]]
    if not behind or any(text.startswith("之一") for text in behind):
        return False
    field = tokens[being + 1 : at]
    return any(_is_field(token) or token.text.endswith(words(_ZH, "fields")) for token in field)


def _placed_en(tokens: Sequence[Token], at: int) -> bool:
    """The largest wind farm in the world, Ohio's largest lender: of one field; one of the largest is one of several."""
    before = [lower(token.text) for token in tokens[:at]]
    if not before or "one" in before[-4:] or "among" in before[-4:] or _is_not(set(before), _EN):
        return False
    held = before[-1].endswith(("'s", "’s")) or before[-1] in {"s", "its"}
    if before[-1] != "the" and not held:
        return False
    if not any(word in words(_EN, "being") for word in before[-_FIELD:]):
        return False
    if held:
        return before[-1] != "its" and any(map(_is_field, tokens[max(0, at - 3) : at]))
    reach = tokens[at + 1 : at + 1 + _FIELD]
    if any(token.key in _WIDE for token in reach[1:]):
        # in the world is one word
        return True
    into = next((i for i, token in enumerate(reach) if lower(token.text) in {"in", "of", "on", "among"}), None)
    return into is not None and into > 0 and any(map(_is_field, reach[into + 1 :]))


def _is_not(before: AbstractSet[str], file: str) -> bool:
    """Whether something is told not to be first, or not yet; what is built will be so when it is done."""
    denied = before & set(words(file, "not"))
    return bool(denied) and not (denied <= set(words(file, "will")) and not before.isdisjoint(words(file, "done")))


def _is_field(token: Token) -> bool:
    """Whether a token names a place, or a field as wide as one: the world, the country, the province."""
    if token.kind is Tok.NAME:
        return token.tag == "place"
    if token.kind is Tok.QUALIFIER:
        return token.key in _WIDE
    return lower(token.text).removesuffix("'s").removesuffix("’s") in words(_EN, "fields")


# qualifiers of the widest fields
_WIDE = frozenset({"china", "global"})
