"""Whose age stands between commas: 马龙,35岁, Rosa Diaz, 34."""

from collections.abc import Sequence

from checker.extract import english
from checker.extract.names import canonical
from checker.extract.person_names import han_person
from checker.extract.subject import Owner, named
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.model import Entity

# the unit of an age
_YEARS = "year_old"
_TO_COME = frozenset({"要", "将", "才", "即将", "还没", "没", "未", "尚未", "will", "before"})
# tokens that a Chinese name may be parted into
_PARTS = 3


def aged(tokens: Sequence[Token], before: Sequence[Token]) -> Owner | None:
    """Who is as old as the clause tells that holds nothing but an age: whoever ends the clause before it."""
    if not before or not _is_age(tokens, before):
        return None
    last = before[-1]
    if last.kind is Tok.NAME:
        return named(last, -1) if last.tag in {"person", "latin"} else None
    for start in range(max(0, len(before) - _PARTS), len(before)):
        found = han_person(before, start)
        if found is not None and found[1].end == last.span.end:
            return Owner(Entity(canonical(found[0]), found[0]), -1)
    return None


def is_birthday(tokens: Sequence[Token], i: int) -> bool:
    """要到10月才过36岁生日: how old somebody will be, where 刚过36岁生日 is how old he is."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    value = tokens[i].value
    age = value is not None and value.unit == _YEARS
    if not age or behind is None or lower(behind.text) not in {"生日", "birthday"}:
        return False
    return any(lower(token.text) in _TO_COME for token in tokens[:i])


def _is_age(tokens: Sequence[Token], before: Sequence[Token]) -> bool:
    told = [token for token in tokens if token.kind is not Tok.MARK]
    if english.is_age(told, before):
        return True
    return len(told) == 1 and told[0].value is not None and told[0].value.unit == _YEARS
