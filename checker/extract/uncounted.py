"""Numbers that measure nothing: articles (一家公司, "one of") and what only counts off (第一, …)."""

from collections.abc import Sequence

from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.model import Value, ValueKind

# 第二代, 第三次: which one of a row it is, not how high it stands
_ORDINALS = frozenset("代次款季届期批轮问章页条版部卷集回步点项年天周月日年号")


def counts_off(tokens: Sequence[Token], i: int) -> bool:
    """第三是办公场景, 第一,…: an ordinal that opens a clause only counts off what the text goes through."""
    value = tokens[i].value
    after = lower(tokens[i + 1].text) if i + 1 < len(tokens) else ""
    if after in {"consecutive", "straight", "successive"}:
        # a fourth straight year: a streak, no place
        return True
    if value is not None and value.kind is ValueKind.RANK and after in {"件事", "件", "步", "反应", "时间"}:
        # 第一件事是: the first thing to do
        return True
    if value is None or value.kind is not ValueKind.RANK or value.text[-1:] in "名位家":
        return False
    if any(token.kind is not Tok.MARK for token in tokens[:i]):
        return False
    return i + 1 == len(tokens) or tokens[i + 1].text in {"是", "在于", "个", ":", "、"}


def is_article(value: Value) -> bool:
    """一家公司, "one of": a bare one before a counter says "a", and 首次 that something is new; no figure."""
    return value.kind in {ValueKind.QUANTITY, ValueKind.RANK} and (
        (value.text[:1] == "一" and len(value.text) == len("一家") and value.unit is not None)
        or (value.kind is ValueKind.RANK and value.text[-1:] in _ORDINALS)
        or value.text.casefold() in {"one", "a", "an", "首次", "first", "一", "一个", "一种"}
    )
