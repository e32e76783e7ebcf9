"""Whom a row or a column of a table is about, by what its head says."""

from checker.extract.names import canonical
from checker.extract.owner import Owner
from checker.extract.tokens import Tok, Token
from checker.model import Entity, ValueKind

# code points; a longer row head is a sentence
_HEAD = 20


def row_head(side: tuple[Token, ...]) -> Owner | None:
    """What a row is about where its head says neither an attribute nor a time: a film, a line, a plant."""
    if side and side[0].value is not None and side[0].value.kind is ValueKind.RANK:
        # 第1名 志愿军
        side = side[1:]
    if not side or any(t.kind in {Tok.ATTRIBUTE, Tok.TIME, Tok.VALUE, Tok.EVENT, Tok.QUALIFIER} for t in side):
        return None
    surface = "".join(t.text for t in side if t.kind is not Tok.MARK or t.text in "：:·")
    if not 1 < len(surface) <= _HEAD:
        return None
    return Owner(Entity(canonical(surface), surface))


def column_head(side: tuple[Token, ...], head: tuple[Token, ...]) -> Owner | None:
    """Whom a column is about, where its rows say what is measured: a name that no dictionary holds."""
    told = any(token.kind is Tok.ATTRIBUTE for token in side)
    unknown = any(token.kind is Tok.WORD and token.tag in _UNKNOWN and not token.text.isascii() for token in head)
    return row_head(head) if told and unknown else None


# jieba's classes of words that it lacks or takes for names
_UNKNOWN = frozenset({"", "nr", "nrt", "nz"})
