"""Names that lie in a place told before them: 南京江北新区, 英国东海岸外的多格滩(Dogger Bank)."""

from collections.abc import Sequence

from checker.extract.tokens import Tok, Token


def glossed_there(tokens: Sequence[Token], first: int) -> int | None:
    """英国|东海岸|外|的|多格滩(Dogger Bank): where the name stands in brackets of what is told to lie at a place."""
    of = next((k for k in range(first + 1, min(first + _THERE, len(tokens))) if tokens[k].text == "的"), None)
    if tokens[first].tag != "place" or of is None or not all(token.is_noun for token in tokens[first + 1 : of]):
        return None
    opened = next((k for k in range(of + 2, min(of + _THERE, len(tokens))) if tokens[k].text in {"(", "（"}), None)
    if opened is None or not all(token.is_noun for token in tokens[of + 1 : opened]) or opened + 1 >= len(tokens):
        return None
    inside = tokens[opened + 1]
    return opened + 1 if inside.kind is Tok.NAME and inside.is_latin else None


# words between a place and what lies there, and of its name before the brackets
_THERE = 5


def lying_there(tokens: Sequence[Token], first: int) -> int:
    """南京|江北新区, 杭州|西溪医院: where the name stands that lies in the place right before it, itself no place."""
    behind = tokens[first + 1] if first + 1 < len(tokens) else None
    if behind is None or tokens[first].tag != "place" or behind.kind is not Tok.NAME or behind.tag == "place":
        return first
    touches = tokens[first].span.end == behind.span.start
    return first + 1 if touches else first
