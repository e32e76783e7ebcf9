"""Figures that are no values but tell which one is meant: versions, disciplines, rounds, seasons, ages."""

import re

from checker.extract.tokens import Tok, Token
from checker.extract.values.times import age_bands
from checker.model import Span
from checker.model.pattern import seldom

# 16GB+512GB版: storage names a version of a device, and the price behind it is that version's
_VERSION = re.compile(
    r"(?:\d{1,2}\s?GB?\s?\+\s?)(\d{1,4})\s?(GB?|TB?)(?:\s?版本?)?|(?<![\d+])(\d{1,4})\s?(GB|TB)\s?版本?"
)


def _versions(text: str) -> list[Token]:
    """The storage versions named in a text, each under the size of its storage: 512GB, 1TB."""
    found: list[Token] = []
    if _STORAGE.search(text) is None:
        return found
    for match in _VERSION.finditer(text):
        size, unit = match.group(1) or match.group(3), match.group(2) or match.group(4)
        found.append(Token(Tok.BAND, Span(*match.span()), match.group(), f"{size}{unit[0]}B"))
    for match in _IN_ENGLISH.finditer(text):
        priced = _PRICED.search(text, max(0, match.start() - _BESIDE), match.start())
        if priced is not None or match["kind"] is not None:
            size = _ONES.get(match["size"].lower(), match["size"])
            found.append(Token(Tok.BAND, Span(*match.span()), match.group(), f"{size}{match['unit'][0].upper()}B"))
    return found


# what every storage has
_STORAGE = re.compile(r"[GgTt](?:[Bb]|[Ii][Gg][Aa]|[Ee][Rr][Aa])|\d\s?[GT]")


# $2,399 for 512 gigabytes of storage, the version with one terabyte, the one-terabyte model
_IN_ENGLISH = re.compile(
    r"(?:(?:for|with) (?:the )?)?(?P<size>\d{1,4}|one|two|four)[ -]?(?P<unit>gigabytes?|terabytes?|GB|TB)"
    r"(?: of storage)?(?P<kind> (?:version|model|edition|variant))?(?![A-Za-z])",
    re.IGNORECASE,
)
# a price, or a version that is told behind
_PRICED = seldom(
    r"(?:[$£€¥]\s?[\d,.]*\d|\d (?:yuan|euros|dollars|pounds)|\b(?:version|model|edition|variant)) \Z", re.IGNORECASE
)
_BESIDE = 24
_ONES = {"one": "1", "two": "2", "four": "4"}


# 男子100米自由泳, 4×100米接力: a discipline narrows what is measured in it
_DISCIPLINE = re.compile(
    r"(?:\d\s?[×xX*]\s?)?\d{2,5}米(?:[一-鿿]{1,4}(?:泳|跑|栏|接力|竞走|障碍|单桨|划艇|皮艇)(?:接力)?|接力|栏)"
)


def _disciplines(text: str) -> list[Token]:
    """The disciplines named in a text by their distance."""
    if "米" not in text:
        return []
    return [
        Token(Tok.BAND, Span(*match.span()), match.group(), re.sub(r"\s", "", match.group()))
        for match in _DISCIPLINE.finditer(text)
    ]


# C轮, Series C: what a sum was raised in
_ROUND = re.compile(r"(?:(?<![A-Za-z0-9])([A-H])\+?轮)|(?:[Ss]eries[ -]([A-H])(?![A-Za-z]))")


def _rounds(text: str) -> list[Token]:
    """The financing rounds named in a text, under one id in both languages."""
    if "轮" not in text and "eries" not in text:
        return []
    return [
        Token(Tok.BAND, Span(*match.span()), match.group(), f"round_{(match.group(1) or match.group(2)).lower()}")
        for match in _ROUND.finditer(text)
    ]


# 第二季, season two, the second season: which part of a series
_SEASON = re.compile(
    r"第(?P<zh>[一二三四五六七八九十]|\d{1,2})季(?![度报节])"
    r"|\b[Ss](?:eason|eries) (?P<behind>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b"
    r"|\b(?P<before>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:season|series(?! of))\b"
)
_COUNTED = {
    word: at
    for row in (
        "一 二 三 四 五 六 七 八 九 十",
        "one two three four five six seven eight nine ten",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
    )
    for at, word in enumerate(row.split(), 1)
}


def _seasons(text: str) -> list[Token]:
    """The seasons of a series named in a text, under one id in both languages."""
    if "季" not in text and "eason" not in text and "eries" not in text:
        return []
    found: list[Token] = []
    for match in _SEASON.finditer(text):
        told = match["zh"] or match["behind"] or match["before"]
        found.append(Token(Tok.BAND, Span(*match.span()), match.group(), f"season_{_COUNTED.get(told, told)}"))
    return found


def _band(text: str, span: Span) -> str:
    """An age band under one spelling in every language: 60岁及以上 and aged 60 and over are 60+."""
    words = text[span.start : span.end]
    ages = re.findall(r"\d+", words)
    if len(ages) == 2:
        return f"age {ages[0]}-{ages[1]}"
    below = re.search(r"以下|under|below|younger|不满|未满", words) is not None
    return f"age {'<' if below else ''}{ages[0]}{'' if below else '+'}" if ages else words


def bands(text: str) -> list[Token]:
    """The versions, disciplines, rounds, seasons and age bands of a text, in no order."""
    ages = [Token(Tok.BAND, span, text[span.start : span.end], _band(text, span)) for span in age_bands(text)]
    return [*ages, *_versions(text), *_disciplines(text), *_rounds(text), *_seasons(text)]
