"""Figures whose measure was told before: Kimi已跌破千万, by Thursday it was 37."""

from collections.abc import Sequence

from checker.extract.attribute import Said, parallel
from checker.extract.draft import Scene
from checker.extract.english import is_verb
from checker.extract.owner import clause_subject
from checker.extract.said import said_of
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.model import ValueKind


def resumed(tokens: Sequence[Token], i: int, scene: Scene) -> Said | None:
    """The attribute of the paragraph before, for a clause that names somebody and a figure only (Kimi已跌破千万)."""
    value = tokens[i].value
    if value is None or value.unit is not None or clause_subject(tokens[:i]) is None:
        return None
    return said_of(tokens, i, scene.before)


def as_before(tokens: Sequence[Token], i: int, said: Sequence[Said]) -> Said | None:
    """By Thursday it was 37: what was counted before, where "it" has nothing but a verb between itself and a figure."""
    value = tokens[i].value
    if value is None or value.unit is not None or not tokens[i].text.isascii() or value.kind is not ValueKind.QUANTITY:
        return None
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is not None and behind.kind is not Tok.MARK:
        return None
    j = i - 1
    while j >= 0 and tokens[j].kind is Tok.WORD and (lower(tokens[j].text) in _BEING or is_verb(tokens[j])):
        j -= 1
    if j < 0 or j == i - 1 or lower(tokens[j].text) != "it":
        return None
    return next((one.carried() for one in said if parallel(one, value)), None)


_BEING = frozenset({"was", "is", "had", "has", "been", "to", "at", "already", "only", "just", "still"})
