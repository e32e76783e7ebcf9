"""Totals that stand beside their parts: 纯电动225万辆, 插电混动228万辆, 商用车7万辆, 三项合计450万辆."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, partial
from itertools import pairwise, takewhile

from checker.extract.plain import figure_of
from checker.extract.rows import Row
from checker.extract.shared import FILES, any_of, is_several, times
from checker.extract.tokens import Token
from checker.extract.working import SUM, told_like
from checker.lexicon.load import words
from checker.model import Quantity, ValueKind
from checker.model.pattern import seldom
from checker.model.record import replace

# a stated figure, what others make of it, those others, and how
Shown = tuple[Token, Quantity, tuple[Token, ...], str]


# 三项, 两者, 两笔: how many parts there are
_COUNT = seldom(r"(?<!第)([两二三四五六七八九2-9])(?:[项者笔场家店部类档季次批个处地年](?:[一-鿿]{0,5})?)?\s*\Z")
_NUMBERS = dict(zip("两二三四五六七八九23456789", (2, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
# code points between 合计 and its total, and between the last part and 合计
_NEAR, _BEHIND = 12, 14
# how far a sum may be off before the figures are no parts and total: told how many parts there are, told that they are
# added up, and guessed
COUNTED, _ADDED, GUESSED = Decimal("0.25"), Decimal("0.2"), Decimal("0.1")
# what stands between two parts: a joining mark or word and the second part's name; English words are longer
_WORDS = r"(?:[ a-z()'’&./-]|(?<=[a-z]-)\d{1,2}(?!\d))"
_GAP = seldom(
    r"[^\d、,，;；。]{0,8}[、,，;；和及与]\s*[^\d、,，;；。]{0,12}"
    rf"|{_WORDS}{{0,24}}(?:, | and |, and ){_WORDS}{{0,24}}",
    re.IGNORECASE,
)
_LEAST_LIST = 3


def _total(text: str, values: Sequence[Token], word: re.Match[str]) -> Token | None:
    """The total that a word tells: the figure behind 合计, the one before in all."""
    near = [v for v in values if not _is_share(text, v)]
    behind = next((v for v in near if 0 <= v.span.start - word.end() <= _NEAR), None)
    if behind is not None or word.group().lower() not in words("en/reckoning.toml", "totals_behind"):
        return behind
    told = [v for v in near if v.span.end <= word.start()]
    if len(told) < _LEAST_LIST or not _COUNTS.fullmatch(text[told[-1].span.end : word.start()]):
        return None
    return told[-1] if _LED.fullmatch(text[told[-2].span.end : told[-1].span.start]) else None


# 287 machines in all, and what leads to it from the last part: 87 of them, which makes 287; no other doing (winning 23)
_COUNTS = seldom(r"(?: [a-z-]+){0,4} ", re.IGNORECASE)
_LED = seldom(
    r"[^\d,;:]{0,40}[,;:–—]\s*+(?:so |or |and |that is,? )?(?:(?:which|that) (?:makes|comes to|is)|making|for|or)?\s*",
    re.IGNORECASE,
)


def sums(text: str, row: Row, values: Sequence[Token]) -> Iterable[Shown]:
    """纯电动225万辆, 插电混动228万辆, 商用车7万辆, 三项合计450万辆."""
    for word in any_of("totals", "lists", "totals_behind").finditer(text, row.span.start, row.span.end):
        total = _total(text, values, word)
        if total is None or takes_in_more(text, total.span.end) or _other_noun(text, values, total):
            continue
        before = min(word.start(), total.span.start)
        count = _COUNT.search(text[row.span.start : before])
        end = row.span.start + count.start() if count else before
        parts = [v for v in values if v.span.end <= end and _adds(v, total)]
        if count is not None and (number := _NUMBERS[count[1]]) <= len(parts):
            parts, slip = parts[-number:], COUNTED
        else:
            weak = word.group() in words("zh/reckoning.toml", "lists")
            if weak and word.end() != total.span.start:
                continue
            parts, slip = _list(text, values, parts, end, weak=weak), GUESSED if weak else _ADDED
        counts = [times(text, part.span.start, part.span.end) for part in parts]
        if len(parts) > 1 and not _some_missing(text, parts, total.span.start) and None not in counts:
            yield from sum_of_parts(total, parts, slip, [count or 1 for count in counts])


def takes_in_more(text: str, end: int) -> bool:
    """Whether the words behind a total tell of more in it than the parts: 230 people in all, counting children."""
    behind = re.split(r"[.。;；]", text[end : end + _FAR_BEHIND])[0]
    return any_of("taken_in").match(behind) is not None or _INCLUDING.match(behind) is not None


_FAR_BEHIND = 48
_INCLUDING = seldom(r"(?: [a-z-]+){0,4},? (?:including|counting|with) ", re.IGNORECASE)


def _other_noun(text: str, values: Sequence[Token], total: Token) -> bool:
    """Whether a part is of another thing than the total and its fellows: 12 branches, 6 vans, 28 branches in all."""
    noun = _noun(text, total)
    others = {_noun(text, part) for part in values if part.span.end <= total.span.start}
    return noun in others and bool(others - {noun, ""})


def is_listed(gap: str) -> bool:
    """Whether the words between two figures make them two items of one list."""
    return _GAP.fullmatch(gap) is not None


def other_noun(text: str, token: Token, fellows: Sequence[Token]) -> bool:
    """Whether an English figure counts another thing than any of its fellows that tell what they count: 27 owners."""
    nouns = {_noun(text, fellow) for fellow in fellows} - {""}
    return bool(nouns) and _noun(text, token) not in nouns | {""}


def _noun(text: str, token: Token) -> str:
    """What an English figure counts, where a plural tells it: 6 mobile vans."""
    told = _PLURAL.match(text, token.span.end)
    return told[1].lower() if told is not None else ""


_PLURAL = seldom(r"(?: [a-z-]+)?? ([a-z]{3,}s)\b(?=[,.;)]| in | at | of | from | on | and | for |\Z)", re.IGNORECASE)


def _some_missing(text: str, parts: Sequence[Token], end: int) -> bool:
    """Whether the words between the first part and the total tell that there are more; 二等奖 does not.

    Nor does 另有1300万元 where that is one of the parts: it is the last of them.
    """
    for word in any_of("parts_missing").finditer(text, parts[0].span.end, end):
        if any_of("several").fullmatch(word.group()) and is_several(text, parts[0].span.start, parts[0].span.end):
            # 95 turbines each: how often that counts is asked elsewhere
            continue
        grade = word.group() == "等" and text[word.end() : word.end() + 1] in _GRADES
        behind = next((part.span.start for part in parts if part.span.start >= word.end()), None)
        told = any_of("further").fullmatch(word.group()) and behind is not None
        if not grade and not (told and _STOP.search(text, word.end(), behind or end) is None):
            return True
    return False


# between a word for one more part and the part itself nothing ends
_STOP = seldom(r"[,，;；。.、]")


# what 等 stands before where it means a grade
_GRADES = frozenset("奖级座舱品功")


def of_list(text: str, row: Row, listed: Sequence[Row]) -> Iterable[Shown]:
    """The total behind the lines of a list: - 2023年：11.05亿元, - 2024年：12.88亿元, and then 两年合计23.93亿元."""
    if len(listed) < _LEAST_LIST or any(len(line.figures) != 1 for line in listed):
        return
    word = any_of("totals").search(text, row.span.start, row.span.end)
    if word is None:
        return
    count = _COUNT.search(text[row.span.start : word.start()])
    if count is not None and _NUMBERS[count[1]] != len(listed):
        # 五年合计: some of the parts are not on the list
        return
    total = next((token for token in row.figures if token.span.start >= word.end()), None)
    parts = [line.figures[0] for line in listed]
    if total is not None and total.span.start - word.end() <= _LIST_NEAR and all(_adds(part, total) for part in parts):
        yield from sum_of_parts(total, parts, _ADDED)


# code points between the word for a total and the total of a list
_LIST_NEAR = 32


def told_first(text: str, row: Row, values: Sequence[Token]) -> Iterable[Shown]:
    """Comes to $75 million: $40 million of …, $25 million of … and $15 million of …: a total before all its parts."""
    for at, total in enumerate(values[:-1]):
        behind = _behind_others(text, total, values[at + 1 :])
        parts = list(takewhile(partial(_adds, total=total), behind))
        # 其中国产片96部、境外影片128部，在11家影院: what is counted further on is of another unit
        rest = behind[len(parts) :]
        if len(parts) < len(("one", "other")) or any(_adds(other, total) for other in rest):
            continue
        gap = text[total.span.end : parts[0].span.start]
        listed = text[total.span.end : min(parts[-1].span.end + _REST, row.span.end)]
        colon = any(sign in gap for sign in ":：") and not any(mark in gap for mark in ";；。")
        full = any_of("part_of").search(gap) is not None and any_of("in_full").search(listed) is not None
        missing = any_of("examples").search(listed) is not None
        several = any(is_several(text, part.span.start, part.span.end) for part in parts)
        within = _WITHIN.match(gap) is not None
        among = within or any_of("part_of").search(gap) is not None
        once = within or len(any_of("part_of").findall(listed)) == 1
        slip = among and (_is_slip(total, parts) or (once and _are_more(total, parts)))
        halves = len(parts) == len(("one", "other")) and _are_halves(text[total.span.end : parts[-1].span.end + _REST])
        if (colon or full or slip or halves) and not missing and not several:
            yield from sum_of_parts(total, parts, COUNTED)


# 63辆车里，大货车21辆
_WITHIN = seldom(r"[一-鿿]{0,4}[里中]\s?[,，：:]")


def _behind_others(text: str, total: Token, behind: Sequence[Token]) -> Sequence[Token]:
    """The figures behind a total, without those of other things before 其中: 17名遇难者来自11个家庭，其中男性8人."""
    lead = any_of("part_of").search(text, total.span.end, behind[-1].span.start)
    if lead is None or _STOP_SENTENCE.search(text, total.span.end, lead.start()) is not None:
        return behind
    others = list(takewhile(lambda token: token.span.end <= lead.start() and not _adds(token, total), behind))
    return behind[len(others) :]


_STOP_SENTENCE = seldom(r"[;；。]")


def _are_halves(told: str) -> bool:
    """Whether two parts are all there can be, by their names: 其中男性700人, 女性450人."""
    if any_of("part_of").search(told) is None:
        return False
    return any(
        all(
            len(_bare_half(half).findall(told)) == len(re.findall(rf"(?<![a-z]){half}", told, re.IGNORECASE)) == 1
            for half in pair.split("/")
        )
        for file in FILES
        for pair in words(file, "halves")
    )


@cache
def _bare_half(half: str) -> re.Pattern[str]:
    """The name of a half that nothing narrows: 男性700人 and 700 were men, but no 男性研发人员."""
    if half.isascii():
        return re.compile(rf"(?<![a-z]){half}(?=[,.;)]|\s+and\b|\s*\Z)", re.IGNORECASE)
    return re.compile(rf"(?<=[中,，、；;和]){half}[^\d,，、；;]{{0,2}}?(?=\d)")


def _is_slip(total: Token, parts: Sequence[Token]) -> bool:
    """Whether a total of three digits and more is the sum of its parts but for a slip: 322, of which 226 and 86."""
    figures = [figure_of(token) for token in (total, *parts)]
    whole, *values = [figure.value for figure in figures if figure is not None and figure.value is not None]
    one, other = (f"{value:f}".replace(".", "").strip("0") for value in (whole, sum(values, Decimal(0))))
    return len(one) == len(other) >= _LEAST_LIST and (
        sum(a != b for a, b in zip(one, other, strict=True)) == 1 or sorted(one) == sorted(other)
    )


def _are_more(total: Token, parts: Sequence[Token]) -> bool:
    """Whether what is told to be among a total comes to more than that, however much of it is left out."""
    figures = [figure_of(token) for token in (total, *parts)]
    whole, *values = [figure.value for figure in figures if figure is not None and figure.value is not None]
    return all(value < whole for value in values) and sum(values, Decimal(0)) > whole * (1 + _ROUNDED)


# code points behind the last part in which 等 tells that there are more
_REST = 12


def _adds(part: Token, total: Token) -> bool:
    """Whether a figure may be a part of a total: of its unit, or one of the two bare."""
    one, whole = figure_of(part), figure_of(total)
    assert one is not None
    assert whole is not None
    lengths = [token.value is not None and token.value.kind is ValueKind.DURATION for token in (part, total)]
    return one.unit == whole.unit or (None in {one.unit, whole.unit} and not any(lengths))


def _is_share(text: str, token: Token) -> bool:
    """每10股: what a figure is for one of is no total."""
    return text[token.span.start - 1 : token.span.start] in {"每", "第"}


def _list(text: str, values: Sequence[Token], parts: Sequence[Token], end: int, *, weak: bool) -> list[Token]:
    """The parts that stand in one list right before a total: A、B、C, or A加上B."""
    if not parts or end - parts[-1].span.end > _BEHIND:
        return []
    chosen = [parts[-1]]
    added = False
    for one, other in reversed(list(pairwise(values))):
        if other is not chosen[0]:
            continue
        gap = text[one.span.end : other.span.start]
        plus = any_of("plus").search(gap) is not None
        if one not in parts or not (plus or _GAP.fullmatch(gap)):
            break
        added = added or plus
        chosen.insert(0, one)
        if plus:
            break
    return chosen if added or len(chosen) >= _LEAST_LIST or not weak else []


def sum_of_parts(total: Token, parts: Sequence[Token], slip: Decimal, counts: Sequence[int] = ()) -> Iterable[Shown]:
    """The sum of the parts where it is not the total and no more than `slip` of it away.

    `counts` tells how often each part counts.
    """
    stated = figure_of(total)
    assert stated is not None
    assert stated.value is not None
    figures = [figure for part in parts if (figure := figure_of(part)) is not None]
    figures = [_so_often(figure, count) for figure, count in zip(figures, counts or [1] * len(figures), strict=True)]
    if any(_comes_to(_added(figures[at:], stated), stated) for at in range(len(figures) - 1)):
        return
    derived = _added(figures, stated)
    assert derived.value is not None
    if abs(derived.value - stated.value) <= slip * stated.value:
        # what may be rounded was looked at: 100, 50 and 30 are told as they are beside a total of 190
        yield total, replace(derived, low=derived.value, high=derived.value), tuple(parts), SUM


def shown_sum(total: Token, parts: Sequence[Token]) -> Shown:
    """What is shown of parts and the total that they are told beside: their sum as it stands."""
    stated = figure_of(total)
    assert stated is not None
    derived = _added([figure for part in parts if (figure := figure_of(part)) is not None], stated)
    return total, replace(derived, low=derived.value, high=derived.value), tuple(parts), SUM


# a sum that is off by less is a rounded one
_ROUNDED = Decimal("0.02")


def _comes_to(derived: Quantity, stated: Quantity) -> bool:
    """Whether a sum comes to a total, which is told as exactly as its parts: 18万 and 24万 are no 40万."""
    if not derived.meets(stated) or derived.value is None or stated.value is None:
        return False
    return stated.hedge is not None or abs(derived.value - stated.value) <= max(
        _ROUNDED * stated.value, (derived.high or derived.value) - derived.value
    )


def comes_to(total: Token, parts: Sequence[Token]) -> bool:
    """Whether the parts add up to a total as far as they are told."""
    stated = figure_of(total)
    figures = [figure for part in parts if (figure := figure_of(part)) is not None]
    return stated is not None and _comes_to(_added(figures, stated), stated)


def _so_often(figure: Quantity, count: int) -> Quantity:
    """A figure that counts several times."""
    if count == 1 or figure.low is None or figure.high is None or figure.value is None:
        return figure
    written = f"{figure.written} × {count}"
    return replace(
        figure, low=figure.low * count, high=figure.high * count, value=figure.value * count, written=written
    )


def _added(figures: Sequence[Quantity], total: Quantity) -> Quantity:
    """The sum of the parts; their roundings hardly all go one way, so that many add up to less than all together."""
    value = sum((figure.value or Decimal(0) for figure in figures), Decimal(0))
    below, above = (_spread([end(figure) for figure in figures]) for end in (_below, _above))
    written = " + ".join(figure.written for figure in figures)
    return Quantity(value - below, value + above, total.unit, f"{written} = {told_like(value, total)}", value)


# how far the sum of many roundings may go, in what it goes by chance
_FAR = Decimal("1.5")


def _spread(roundings: Sequence[Decimal]) -> Decimal:
    squared = sum((rounding * rounding for rounding in roundings), Decimal(0))
    return min(sum(roundings, Decimal(0)), _FAR * squared.sqrt())


def _below(figure: Quantity) -> Decimal:
    return (figure.value or Decimal(0)) - (figure.low or Decimal(0))


def _above(figure: Quantity) -> Decimal:
    return (figure.high or Decimal(0)) - (figure.value or Decimal(0))
