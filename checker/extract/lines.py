"""Lines of a city that are known by their numbers: 怀聪地铁7号线, 上海|7号线, 7号线, Shanghai Metro Line 7."""

import re
from collections.abc import Iterator, Mapping, Sequence

from checker.extract.bodies import head_before
from checker.extract.names import canonical
from checker.extract.tokens import Tok, Token
from checker.model import Span, Spans

_LINE = re.compile(
    r"(?P<kind>(?:城市)?轨道交通|地铁|轻轨|有轨电车|城轨|磁浮)?(?P<line>(?<!\d)(?:\d{1,2}|[一二三四五六七八九十]{1,3})号线)"
)
_ENGLISH = re.compile(r"\b(?:(?:Metro|Subway|Light Rail|Rail Transit|Underground) )?Line (?P<line>\d{1,2})\b(?!\.\d)")

# a line's place, whose it is ("" where that is not told), and what it is called there
_Found = tuple[Span, str, str]


def lines(text: str, stops: Sequence[Span], known: Sequence[Token], *, english: bool) -> list[Token]:
    """The lines in `text`, each under its city's name and its number.

    `stops` are the values: no city's name reaches over one. `known` are the names of the lexicon.

    A bare number is that of the one line of its text that bears it with its city.
    """
    ends = {token.span.end: token for token in known}
    if english:
        found = list(_in_english(text, ends)) if "Line " in text else []
    else:
        found = list(_in_chinese(text, Spans(stops), ends)) if "号线" in text else []
    cities: dict[str, set[str]] = {}
    for _, city, line in found:
        cities.setdefault(line, set()).update({city} - {""})
    one = {line: next(iter(told)) for line, told in cities.items() if len(told) == 1}
    return [
        Token(Tok.NAME, span, text[span.start : span.end], (city or one.get(line, "")) + line, "built")
        for span, city, line in found
    ]


def _in_chinese(text: str, stops: Spans, known: Mapping[int, Token]) -> Iterator[_Found]:
    for match in _LINE.finditer(text):
        place = Span(*match.span())
        city = known.get(place.start)
        if city is not None and city.tag == "place":
            yield Span(city.span.start, place.end), city.key, match["line"]
            continue
        head = head_before(text, place, stops, known) if match["kind"] and city is None else None
        start = place.start if head is None else head
        yield Span(start, place.end), canonical(text[start : place.start]), match["line"]


def _in_english(text: str, known: Mapping[int, Token]) -> Iterator[_Found]:
    """Shanghai|Metro Line 7, Line 7: of a city that nobody knows the name stands as it is written."""
    for match in _ENGLISH.finditer(text):
        city = known.get(match.start() - 1)
        if city is not None and city.tag == "place":
            yield Span(city.span.start, match.end()), city.key, f"{match['line']}号线"
        elif not text[: match.start()].endswith(" ") or not re.search(r"[A-Z]\w{0,22} \Z", text[: match.start()][-24:]):
            yield Span(*match.span()), "", f"{match['line']}号线"
