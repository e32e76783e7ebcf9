"""Sentences as rows of tokens: what was found in a text, laid out clause by clause."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from checker.extract import names, terms
from checker.extract.grammar import grammar
from checker.extract.segment import Clause, sentences
from checker.extract.tokens import Tok, Token, fill, of_value
from checker.extract.values.scan import find_values
from checker.extract.values.times import age_bands
from checker.extract.words import segmenter
from checker.lexicon.load import words
from checker.model import CleanText, DateValue, Language, Precision, Quantity, Span, Spans, Value

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|[-/.]\d|\b)")
_HAN = re.compile(r"[一-鿿]+\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: its place, its block's index, and its tokens clause by clause (`marks` end the clauses)."""

    span: Span
    block: int
    clauses: tuple[tuple[Token, ...], ...]
    marks: tuple[str, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the sentence, without the marks between its clauses."""
        return tuple(token for clause in self.clauses for token in clause)


def anchor_of(clean: CleanText) -> date | None:
    """The day that relative words hang on: the date of publication, or the end of the year told most often.

    A text without any year has none.
    """
    if clean.document.published is not None:
        return clean.document.published
    years = Counter(int(match.group(1)) for match in _YEAR.finditer(clean.text))
    if not years:
        return None
    most = max(years.values())
    return date(max(year for year, count in years.items() if count == most), 12, 31)


def rows(clean: CleanText, anchor: date | None) -> tuple[tuple[Row, ...], tuple[Value, ...]]:
    """The sentences of a text as token rows, and all the values that were seen in it."""
    text = clean.text
    english = clean.language is Language.ENGLISH
    known = names.well_known(text)
    bands = [Token(Tok.BAND, span, text[span.start : span.end], _band(text, span)) for span in age_bands(text)]
    bands += [*_versions(text), *_disciplines(text), *_rounds(text)]
    filed = Spans(Span(*match.span()) for match in _DATELINE.finditer(text))
    values = _apart(find_values(text, anchor=anchor), known, bands)
    values = _in_year(_in_month(_hourly(values, text)), text, anchor)
    spans = [value.span for value in values]
    taken = Spans(spans)
    known = [token for token in known if not taken.touching(token.span)]
    said = terms.terms(_masked(text, spans))
    built = names.built(text, [*spans, *(t.span for t in known), *(t.span for t in said)], english=english)
    found = [*map(of_value, values), *known, *said, *bands, *built]
    found = [token for token in found if token.kind not in _NAMING or not filed.touching(token.span)]
    found.sort(key=lambda token: token.span)
    made: list[Row] = []
    at = 0
    for sentence in sentences(clean):
        inside: list[Token] = []
        while at < len(found) and found[at].span.start < sentence.span.end:
            if sentence.span.contains(found[at].span):
                inside.append(found[at])
            at += 1
        tokens = _joined(fill(text, sentence.span, inside), text)
        parts = _parts(tokens, sentence.clauses)
        if parts:
            made.append(Row(sentence.span, sentence.block, tuple(t for t, _ in parts), tuple(m for _, m in parts)))
    learned = _learned(made)
    return tuple(_named(row, learned) for row in made) if learned else tuple(made), tuple(values)


# A word that the dictionary lacks is a name when the text writes it twice; one that the dictionary knows as a rare noun
# (豆包, a bun; 松果, a cone) when the text makes it the subject of clauses this often
_OFTEN_SUBJECT = 3
_RARE = 60


def _learned(made: Sequence[Row]) -> frozenset[str]:
    """Words that the text uses as names though no lexicon holds them."""
    count: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    unknown: set[str] = set()
    for row in made:
        for clause in row.clauses:
            for j, token in enumerate(clause):
                if token.kind is not Tok.WORD or not token.is_noun or not _HAN.match(token.text) or len(token.text) < 2:
                    continue
                count[token.text] += 1
                opening[token.text] += j == 0
                if token.tag == "":
                    unknown.add(token.text)
    known = grammar()
    return frozenset(
        word
        for word, times in count.items()
        if not known.is_empty(word)
        and (
            (word in unknown and times > 1 and opening[word] > 0)
            or (opening[word] >= _OFTEN_SUBJECT and segmenter().frequency(word) <= _RARE)
        )
    )


def _named(row: Row, learned: frozenset[str]) -> Row:
    """The row with the learned words as names."""

    def name(token: Token) -> Token:
        if token.kind is not Tok.WORD or token.text not in learned:
            return token
        return Token(Tok.NAME, token.span, token.text, names.canonical(token.text), "built")

    return replace(row, clauses=tuple(tuple(map(name, clause)) for clause in row.clauses))


# what a dateline names is no part of the story
_NAMING = frozenset({Tok.NAME, Tok.ROLE, Tok.ATTRIBUTE, Tok.EVENT})


def _parts(tokens: Sequence[Token], clauses: Sequence[Clause]) -> list[tuple[tuple[Token, ...], str]]:
    parts: list[tuple[tuple[Token, ...], str]] = []
    start = tokens[0].span.start if tokens else 0
    for index, clause in enumerate(clauses):
        # a token that spans a clause mark (a figure with a comma) stays with the clause that it begins in
        end = clauses[index + 1].span.start if index + 1 < len(clauses) else tokens[-1].span.end if tokens else start
        mine = tuple(t for t in tokens if start <= t.span.start < end)
        if mine and mine[-1].kind is Tok.MARK and index + 1 < len(clauses):
            mine = mine[:-1]
        if mine:
            parts.append((mine, clause.mark))
        start = end
    return parts


# 男子100米自由泳, 4×100米接力: a discipline narrows what is measured in it
_DISCIPLINE = re.compile(
    r"(?:\d\s?[×xX*]\s?)?\d{2,5}米(?:[一-鿿]{1,4}(?:泳|跑|栏|接力|竞走|障碍|单桨|划艇|皮艇)(?:接力)?|接力|栏)"
)


def _disciplines(text: str) -> list[Token]:
    """The disciplines named in a text by their distance."""
    return [
        Token(Tok.BAND, Span(*match.span()), match.group(), re.sub(r"\s", "", match.group()))
        for match in _DISCIPLINE.finditer(text)
    ]


# C轮, Series C: what a sum was raised in
_ROUND = re.compile(r"(?:(?<![A-Za-z0-9])([A-H])\+?轮)|(?:[Ss]eries[ -]([A-H])(?![A-Za-z]))")


def _rounds(text: str) -> list[Token]:
    """The financing rounds named in a text, under one id in both languages."""
    return [
        Token(Tok.BAND, Span(*match.span()), match.group(), f"round_{(match.group(1) or match.group(2)).lower()}")
        for match in _ROUND.finditer(text)
    ]


# HONG KONG, May 9, 2026 (Pacific Ledger) -, 新华社北京1月19日电(记者 …): where and by whom a report was filed
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .'’\-]{2,40},[^\n]{0,60}?\)\s*[-–—]+|[^\n,，。]{2,24}\d{1,2}日电(?:\s?[(（][^)）\n]{0,30}[)）])?)",
    re.MULTILINE,
)


def _masked(text: str, spans: Sequence[Span]) -> str:
    """The text with its values blotted out, so that no word is found that takes in a part of one (40枚|金牌)."""
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += [text[at : span.start], "\0" * len(span)]
        at = span.end
    return "".join([*parts, text[at:]])


# 16GB+512GB版: storage names a version of a device, and the price behind it is that version's
_VERSION = re.compile(
    r"(?:\d{1,2}\s?GB?\s?\+\s?)(\d{1,4})\s?(GB?|TB?)(?:\s?版本?)?|(?<![\d+])(\d{1,4})\s?(GB|TB)\s?版本?"
)


def _versions(text: str) -> list[Token]:
    """The storage versions named in a text, each under the size of its storage: 512GB, 1TB."""
    found: list[Token] = []
    for match in _VERSION.finditer(text):
        size, unit = match.group(1) or match.group(3), match.group(2) or match.group(4)
        found.append(Token(Tok.BAND, Span(*match.span()), match.group(), f"{size}{unit[0]}B"))
    return found


def _band(text: str, span: Span) -> str:
    """An age band under one spelling in every language: 60岁及以上 and aged 60 and over are 60+."""
    words = text[span.start : span.end]
    ages = re.findall(r"\d+", words)
    if len(ages) == 2:
        return f"age {ages[0]}-{ages[1]}"
    below = re.search(r"以下|under|below|younger|不满|未满", words) is not None
    return f"age {'<' if below else ''}{ages[0]}{'' if below else '+'}" if ages else words


def _apart(values: Sequence[Value], known: Sequence[Token], bands: Sequence[Token]) -> list[Value]:
    """The values that are no part of a name (the 15 of 15S Pro), an age band or a version."""
    spans = Spans(token.span for token in known)
    banded = Spans(token.span for token in bands)

    def in_name(value: Value) -> bool:
        return any(s.contains(value.span) and len(s) > len(value.span) for s in spans.touching(value.span))

    return [value for value in values if not in_name(value) and not banded.touching(value.span)]


def _joined(tokens: tuple[Token, ...], text: str) -> tuple[Token, ...]:
    """The tokens with the parts of one name put together: 玄戒 + O1, 小米 + 平板 + 7 Ultra."""
    made: list[Token] = []
    for token in tokens:
        while made and token.kind is Tok.NAME and token.tag == "latin" and made[-1].span.end == token.span.start:
            head = made[-1]
            if not (_heads_name(head) and _is_model(token.text)):
                break
            made.pop()
            token = _join(head, token, text)  # noqa: PLW2901 -- the joined name may join on
        if token.text in "”」" and token.kind is Tok.MARK:
            _quoted(made, text)
        if _ends_body(token) and made:
            token = _body(made, token, text)  # noqa: PLW2901 -- the name takes in what stands before
        made.append(token)
    return tuple(made)


# words of a name in quotation marks; a longer quotation is a saying
_QUOTED_WORDS = 4


def _quoted(made: list[Token], text: str) -> None:
    """Join a name and the nouns behind it that stand in quotation marks together: “高德扫街榜”."""
    start = len(made)
    while start > 0 and len(made) - start <= _QUOTED_WORDS and made[start - 1].text not in {"“", "「"}:
        start -= 1
    inside = made[start:]
    if start == 0 or len(inside) < 2 or made[start - 1].text not in {"“", "「"} or inside[0].kind is not Tok.NAME:  # noqa: PLR2004
        return
    if all(token.is_noun for token in inside[1:]):
        span = Span(inside[0].span.start, inside[-1].span.end)
        surface = text[span.start : span.end]
        made[start:] = [Token(Tok.NAME, span, surface, names.canonical(surface), "built")]


@cache
def _body_endings() -> frozenset[str]:
    return frozenset(words("zh/bodies.toml", "endings"))


def _ends_body(token: Token) -> bool:
    if token.kind is Tok.NAME:
        return token.text in _body_endings() and token.text == token.key
    if token.kind is not Tok.WORD:
        return False
    # jieba keeps 游泳队 and 代表团 whole: the ending may be the word's own
    return token.text in _body_endings() or (len(token.text) > 2 and token.text[-1] == "队" and token.tag[:1] == "n")


# 千问C端事业群 has two words before its ending; a longer run is a phrase
_BODY_WORDS = 3


def _body(made: list[Token], ending: Token, text: str) -> Token:
    """千问 + C + 端 + 事业群: a name, a few nouns and the word for a kind of body are one name."""
    start = len(made)
    while (
        start > 0
        and len(made) - start < _BODY_WORDS
        and made[start - 1].span.end == (made[start].span.start if start < len(made) else ending.span.start)
    ):
        before = made[start - 1]
        if before.kind is Tok.NAME or (before.is_noun and before.tag == "" and len(before.text) > 1):
            head = made[start - 1 :]
            del made[start - 1 :]
            span = Span(head[0].span.start, ending.span.end)
            surface = text[span.start : span.end]
            own = ending.text in words("zh/bodies.toml", "teams") and before.tag == "place"
            own = own and all(token.text in words("zh/bodies.toml", "team_words") for token in head[1:])
            return Token(
                Tok.NAME, span, surface, before.key if own else names.canonical(surface), "team" if own else "built"
            )
        if not before.is_noun and before.kind is not Tok.QUALIFIER:
            break
        start -= 1
    return ending


def _heads_name(token: Token) -> bool:
    if token.kind is Tok.NAME:
        return token.tag in {"company", "product", "latin", "built"}
    plain = token.text in grammar().generic_suffixes or token.text in words("zh/bodies.toml", "product_classes")
    return token.is_noun and len(token.text) > 1 and not plain and _HAN.match(token.text) is not None


def _is_model(text: str) -> bool:
    return any(c.isdigit() for c in text) or text in {"App", "APP"}


def _join(head: Token, tail: Token, text: str) -> Token:
    span = Span(head.span.start, tail.span.end)
    surface = text[span.start : span.end]
    start = head.key if head.kind is Tok.NAME else head.text
    return Token(Tok.NAME, span, surface, names.canonical(start + tail.text), "built")


# 全年, 年末, 三季度: a part of a year that leaves the year to what was spoken of
_YEARLESS = re.compile(
    r"(?:截至|截止|到|至)?(?:全年|年末|年底|年初|年中|上半年|下半年|[一二三四]季度|第[一二三四]季度|前[一二三]季度|前[一二三四五六七八九十\d]+个月"
    r"|the (?:full|whole) year|year-end|the end of the year)"
)
_FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
# code points; a year told further back is not meant any more
_YEAR_MEANT = 400


def _in_year(values: Sequence[Value], text: str, anchor: date | None) -> list[Value]:
    """The values with each part of a year put into the year spoken of last, or into one that is over.

    A report of March that says 全年 speaks of the year that it reports on, not of the one that has just begun.
    """
    years = [(match.start(), int(match.group())) for match in _FULL_YEAR.finditer(text)]
    at = 0
    made: list[Value] = []
    for value in values:
        while at < len(years) and years[at][0] < value.span.start:
            at += 1
        payload = value.payload
        if isinstance(payload, DateValue) and _YEARLESS.fullmatch(value.text) and payload.start and payload.end:
            near = at > 0 and value.span.start - years[at - 1][0] <= _YEAR_MEANT
            year = years[at - 1][1] if near else payload.start.year - (anchor is not None and payload.end > anchor)
            moved = _moved(payload, year)
            value = replace(value, payload=moved)  # noqa: PLW2901 -- the same value, dated
        made.append(value)
    return made


def _moved(payload: DateValue, year: int) -> DateValue:
    assert payload.start is not None
    assert payload.end is not None
    later = payload.end.year - payload.start.year
    try:
        start, end = payload.start.replace(year=year), payload.end.replace(year=year + later)
    except ValueError:
        return payload
    return replace(payload, start=start, end=end, iso=payload.iso.replace(str(payload.start.year), str(year)))


_SPEED = re.compile(r"时速(?:约|为|是|达|达到|高达|超过|仅|近|可达|不到|只有)?\s?\Z")


def _hourly(values: Sequence[Value], text: str) -> list[Value]:
    """时速78公里 is 78 km/h, not a length."""

    def hourly(value: Value) -> Value:
        payload = value.payload
        if not isinstance(payload, Quantity) or payload.unit not in {"km", "mi", "m"}:
            return value
        said = _SPEED.search(text, max(0, value.span.start - 8), value.span.start)
        return replace(value, payload=replace(payload, unit=f"{payload.unit}/h")) if said is not None else value

    return [hourly(value) for value in values]


# 19日 alone, maybe with an hour: the day of the month that was spoken of last
_BARE_DAY = re.compile(r"(?:当地时间|北京时间)?(\d{1,2})\s?[日号](?![\d月])")
# code points; further back another month may have been meant
_STILL_MEANT = 200


def _in_month(values: Sequence[Value]) -> list[Value]:
    """The values with each bare day put into the month of the date told before it (11月17日…19日)."""
    made: list[Value] = []
    last: Value | None = None
    for value in values:
        payload = value.payload
        if isinstance(payload, DateValue) and payload.precision is Precision.DAY and payload.start is not None:
            bare = _BARE_DAY.match(value.text)
            near = last is not None and value.span.start - last.span.end <= _STILL_MEANT
            start = last.start if last is not None else None
            if bare is not None and near and start is not None:
                day = _day(start, int(bare.group(1)))
                if day is not None:
                    payload = replace(payload, start=day, end=day, iso=f"--{day:%m-%d}")
                    value = replace(value, payload=payload)  # noqa: PLW2901 -- the same value, dated
        if isinstance(payload, DateValue) and payload.precision in {Precision.DAY, Precision.MONTH} and payload.start:
            last = value
        made.append(value)
    return made


def _day(month: date, day: int) -> date | None:
    try:
        return month.replace(day=day)
    except ValueError:
        return None
