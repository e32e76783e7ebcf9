"""Names that a text itself gives: in quotation marks beside what bears them, or as another name for one before."""

import re
from collections.abc import Sequence
from functools import cache

from checker.extract.names import canonical
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import Finder
from checker.lexicon.load import words
from checker.model import Span, Spans

_FILE = "zh/bodies.toml"


def quoted(text: str, taken: Sequence[Span]) -> list[Token]:
    """台风“银杏”, 货轮“远山号”, “远山”号货轮: what stands in quotation marks beside a thing that bears a name."""
    return _named(_in_quotes(), ("behind", "before"), text, taken)


def called(text: str, taken: Sequence[Span]) -> list[Token]:
    """（以下简称“牧食”）, 原名云岭学堂): another name of what stands before."""
    return _named(_renamed(), ("quoted", "bare"), text, taken)


def _named(pattern: re.Pattern[str], groups: tuple[str, str], text: str, taken: Sequence[Span]) -> list[Token]:
    """The names that one of two groups of a pattern holds, but for those that touch what is taken."""
    one, other = groups
    found = [(match, one if match[one] is not None else other) for match in pattern.finditer(text)]
    blocked = Spans(taken if found else ())
    return [
        Token(Tok.NAME, Span(*match.span(group)), match[group], canonical(match[group]), "built")
        for match, group in found
        if not blocked.touching(Span(*match.span(group)))
    ]


def again(text: str, called: Sequence[Token], found: Sequence[Token]) -> list[Token]:
    """Where a text uses a name that it said it would use."""
    if not called:
        return []
    taken = Spans([token.span for token in found])
    return [
        Token(Tok.NAME, place, text[place.start : place.end], key, "built")
        for place, key in Finder({token.text: token.key for token in called}).find(text)
        if not taken.touching(place)
    ]


def either(listed: Sequence[str]) -> str:
    """A pattern of any of the words, longer ones first."""
    return "|".join(sorted(map(re.escape, listed), key=len, reverse=True))


@cache
def _in_quotes() -> re.Pattern[str]:
    things = either(words(_FILE, "quoted"))
    return re.compile(
        rf"(?:{things})[“「『](?P<behind>[一-鿿A-Za-z0-9]{{2,8}})[”」』]"
        rf"|[“「『](?P<before>[一-鿿A-Za-z0-9]{{2,8}})[”」』]号?(?:{things})"
    )


@cache
def _renamed() -> re.Pattern[str]:
    called = either(words(_FILE, "called"))
    return re.compile(
        rf"(?:{called})(?:[“「『](?P<quoted>[一-鿿A-Za-z0-9·]{{2,16}})[”」』]|(?P<bare>[一-鿿·]{{2,12}})(?=[）)]))"
    )
