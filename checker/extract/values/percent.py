"""Shares and multiples: what makes a figure a percentage, a share in points or a multiple."""

import re
from decimal import Decimal

from checker.extract.values import english, hanzi, spelled
from checker.extract.values import figure as fig
from checker.extract.values.figure import EXACT, FRACTION, ONE, Figure, Script
from checker.extract.values.hanzi_tokens import CHARACTERS, DIGITS, MAGNITUDES
from checker.extract.values.units import longest
from checker.model.pattern import seldom
from checker.model.record import replace
from checker.model.value import Bound

HUNDRED = Decimal(100)
# each sign with its unit and what one of it is worth in that unit
_PATTERNS = {
    r"个? {0,2}百分点|percentage[ -]points?(?![a-z])|(?:ppts?|pps?|pct pts?)(?![a-z0-9])|% points?(?![a-z])": (
        "pp",
        "1",
    ),
    r"个?基点|basis[ -]points?(?![a-z])|bps?(?![a-z0-9])": ("pp", "0.01"),
    r"%|％|﹪|per ?cents?(?![a-z])|percentage(?![a-z])|pct\.?(?![a-z])|(?<=\d)(?-i:pc)(?![A-Za-z0-9])": (
        "percent",
        "1",
    ),
    r"‰|per mille(?![a-z])": ("permille", "1"),
    r"per (?:thousand|1,?000)(?: (?:people|population|inhabitants|births))?(?![a-z0-9])": ("permille", "1"),
    r"成(?![为功本绩立长年交员果都分就像品熟名])": ("percent", "10"),
    r"折(?![扣线叠返腾磨射算旧合价页纸])": ("fold", "10"),
    r"倍(?!数|增|感|率|频|镜|受|体)|-?fold(?![a-z])|(?<!-)x(?![a-z0-9])": ("times", "1"),
    r"times(?= (?:more|higher|larger|bigger|as|the|greater|faster|over|oversubscribed|that|its|less|lower))": (
        "times",
        "1",
    ),
}
SIGNS = tuple(
    (re.compile(rf"(?:-|[ \u00a0]{{0,4}})(?:{pattern})", re.IGNORECASE), unit, Decimal(factor))
    for pattern, (unit, factor) in _PATTERNS.items()
)
# what a sign can open with: most figures are followed by something else
SIGN_OPENS = frozenset("个百基%％﹪‰成折倍-fFxXtTpPbB")
GAPS = frozenset(" \u00a0-")
TENTH = re.compile(rf"(?: (?=.$))?([{''.join(DIGITS)}\d])(?![{CHARACTERS}\d个年月日])|半(?![导岛径年天月数决场程])")
# what a digit behind 成 counts for, and a half of it
HALF_TENTH = 5
# what rounding to one of them leaves out
HALF_POINT = Decimal("0.5")
# damaged pages spread the words: 百 分 之 五
PARTS = re.compile(r"([百千万]) {0,2}分 {0,2}之 {0,2}(?P<below>负 ?|[-−](?=\d))?")
PART_UNITS = {"百": ("percent", ONE), "千": ("permille", ONE), "万": ("percent", Decimal("0.01"))}
OF = re.compile(r" {0,2}分 {0,2}之 {0,2}(?P<below>负 ?)?")
AND = re.compile(r" ?又 ?")
# 十分之三, where 十分 is no "very"
TENTHS = re.compile(rf"十 ?分 ?之 ?[{''.join(DIGITS)}\d]")
# 一千二百五十分之一: no denominator is longer
FURTHEST = 12
DOUBLED = re.compile(r"翻了?(?P<count>[一两二三四五1-5])?番|翻倍|翻了?一倍")
# 翻一番 is twice as much, 翻两番 four times
TURNS = {"一": 1, "1": 1, "两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5}
# 半成, 半折; 7 2 折 on a damaged page
HALF_SIGN = re.compile(r"半 ?(?:(?P<tenth>成)(?![品功本就绩立长员果都分像熟])|折(?![扣叠返腾磨射算旧合页]))")
SPREAD_FOLD = re.compile(r"(?<![\d.])(\d) (\d) ?折(?![扣线叠返腾磨射算旧合价页纸])")
HALVES = re.compile(r"过半数|过半(?![天夜小年月个日场])|半数|一半|对半|泰半|大半(?![天夜个年月辈])|多半数")
# what HALVES can open with: most figures open with something else
HALF_OPENS = frozenset("过半一对泰大多")
MULTIPLE = re.compile(rf"(?:{longest(english.MULTIPLES)})(?![A-Za-z])", re.IGNORECASE)
# digits that a share in other digits may follow
DIGITS_BEFORE = re.compile(r"\d+[ /]")
SLASH = re.compile(r"(\d{1,3})/(\d{1,4})(?![\d/]|决赛)")

# a quarter is a time, a third a rank, unless something tells that it is a share
SHARED = seldom(
    r" (?:of(?! an? (?:million|billion|trillion|dozen|thousand))|more|less|higher|lower|fewer) |[.,;:!?)]|$"
)
HALF_OF = re.compile(
    r"half(?= of (?!a (?:million|billion|dozen|thousand|trillion))| the | its | their | all | (?:people|users|voters))",
    re.IGNORECASE,
)
# one in five, 1 out of every twenty-one
ONE_IN = re.compile(
    rf"(?P<top>\d{{1,2}}|{longest(spelled.ONES)}) (?:in|out of)(?: every)?"
    rf" (?P<bottom>\d{{1,3}}|(?:{longest(spelled.ONES)})(?:[ -](?:{longest(spelled.ONES)}))?)"
    rf"(?![\w.,]*\d|[A-Za-z-]| (?:{longest(spelled.MAGNITUDES)}))",
    re.IGNORECASE,
)


def sign(text: str, at: int) -> tuple[str, Decimal, int] | None:
    """The sign at `at`: unit, worth of one, and where it ends.

    >>> sign("5个百分点", 1), sign("3倍", 1)
    (('pp', Decimal('1'), 5), ('times', Decimal('1'), 2))
    """
    char = text[at : at + 1]
    if char in GAPS:
        char = text[at : at + 5].lstrip(" \u00a0-")[:1]
    if not char or char not in SIGN_OPENS:
        return None
    for pattern, unit, factor in SIGNS:
        found = pattern.match(text, at)
        if found is not None:
            return unit, factor, found.end()
    return None


def with_tenth(text: str, figure: Figure) -> Figure:
    """七成六, 七成半: the digit behind 成 or 折 is a tenth of it; 七成多 is up to one more."""
    if figure.value is None or text[figure.end - 1] not in "成折":
        return figure
    if text[figure.end - 1] == "成" and text[figure.end : figure.end + 1] in {"多", "余"}:
        return fig.more(figure, text[figure.end], figure.start, figure.end + 1)
    found = TENTH.match(text, figure.end)
    if found is None:
        return figure
    written = found[1] or str(HALF_TENTH)
    value = figure.value + (int(written) if written.isdecimal() else DIGITS[written])
    # what is told in tenths of a tenth is rounded to them: 一成三 is said of 13.2%
    half = HALF_POINT if text[figure.end - 1] == "成" and figure.low == figure.high else Decimal(0)
    return replace(figure, end=found.end(), low=value - half, high=value + half, value=value, open_top=half > 0)


def may_share(text: str, at: int) -> bool:
    """Whether the digits at `at` may open a share or a multiple: 1/3, 1 in 5, 3分之1; of most a look tells that.

    >>> may_share("1 in 5", 0), may_share("3分之1", 0), may_share("7.5亿元", 0)
    (True, True, False)
    """
    return DIGITS_BEFORE.match(text, at) is not None or text.find("之", at, at + FURTHEST) >= 0


def fraction(text: str, at: int) -> tuple[Figure, str] | None:
    """百分之三十, 三分之一, 1/3 or "one in five" at `at`, as a figure in its unit.

    >>> fraction("三分之一", 0)[0].value
    Decimal('33.33333333333333333333333333')
    """
    char = text[at]
    if char.isascii() and char.isalpha():
        return _english(text, at)
    if char.isdecimal():
        few = ONE_IN.match(text, at)
        if few is not None and Decimal(few["bottom"] if few["bottom"].isdecimal() else 0) < HUNDRED:
            return _one_in(few)
        return _spread_fold(text, at) or _slash(text, at) or _of(text, at)
    part = PARTS.match(text, at) if char in PART_UNITS else None
    if part is not None and text[at - 1 : at] not in {*DIGITS, *MAGNITUDES}:
        return _parts(text, part)
    return _of(text, at)


def _spread_fold(text: str, at: int) -> tuple[Figure, str] | None:
    """7 2 折 is 72 %."""
    found = SPREAD_FOLD.match(text, at)
    if found is None:
        return None
    value = Decimal(found[1] + found[2])
    return Figure(at, found.end(), value, value, value, Script.DIGITS), "percent"


def _parts(text: str, part: re.Match[str]) -> tuple[Figure, str] | None:
    """百分之三十, 千分之五, 百分之负五."""
    figure = hanzi.read(text, part.end()) if part.end() < len(text) else None
    unit, factor = PART_UNITS[part[1]]
    if figure is None:
        return None
    if figure.script is Script.DIGITS:
        figure = english.behind(text, figure)
    figure = figure.times(-factor if part["below"] else factor)
    if part["below"]:
        figure = replace(figure, low=figure.high, high=figure.low)
    return replace(figure, start=part.start(), scale=ONE, need=fig.Need.NOTHING, plain=False), unit


def _slash(text: str, at: int) -> tuple[Figure, str] | None:
    """1/3."""
    found = SLASH.match(text, at)
    return None if found is None else _share(Decimal(found[2]), Decimal(found[1]), at, found.end())


def _of(text: str, at: int) -> tuple[Figure, str] | None:
    """三分之一 by its two numerals."""
    if text.find("之", at, at + FURTHEST) < 0:
        return None
    bottom = hanzi.read(text, at)
    of = OF.match(text, bottom.end) if bottom is not None else None
    if bottom is None or bottom.value is None or of is None:
        return None
    top = hanzi.read(text, of.end())
    if top is None or top.value is None or not bottom.value:
        return None
    value = FRACTION.divide(EXACT.multiply(top.value, -HUNDRED if of["below"] else HUNDRED), bottom.value)
    return Figure(at, top.end, value, value, value, Script.HANZI), "percent"


def mixed(text: str, at: int) -> Figure | None:
    """一又二分之一 at `at`, or None.

    >>> mixed("一又二分之一", 0).value
    Decimal('1.5')
    """
    if text.find("又", at, at + FURTHEST) < 0:
        return None
    whole = hanzi.read(text, at)
    joint = AND.match(text, whole.end) if whole is not None else None
    if whole is None or whole.value is None or joint is None:
        return None
    part = _slash(text, joint.end()) or _of(text, joint.end())
    if part is None:
        return None
    value = whole.value + part[0].high / HUNDRED
    return Figure(at, part[0].end, value, value, value, Script.HANZI)


def _english(text: str, at: int) -> tuple[Figure, str] | None:
    """Two-thirds, a quarter of, one in five, half of."""
    found = spelled.share(text, at)
    if found is not None and spelled.multiplied(text, found) is not None:
        return None
    if found is not None and not found.whole and (found.plural or found.hyphen or SHARED.match(text, found.end)):
        return _share(found.bottom, found.top, at, found.end)
    half = HALF_OF.match(text, at)
    if half is not None:
        return _share(Decimal(2), ONE, at, half.end())
    few = ONE_IN.match(text, at)
    return None if few is None else _one_in(few)


def _one_in(found: re.Match[str]) -> tuple[Figure, str] | None:
    """One in five is 20 %."""
    top, bottom = (_small(found[name]) for name in ("top", "bottom"))
    return None if top is None or bottom is None else _share(bottom, top, found.start(), found.end())


def _small(written: str) -> Decimal | None:
    """Digits or words below a hundred."""
    return Decimal(written) if written.isdecimal() else spelled.cardinal(re.split("[ -]", written.lower()))


def _share(bottom: Decimal, top: Decimal, start: int, end: int) -> tuple[Figure, str] | None:
    """`top` of `bottom` as a percentage, exact."""
    if not bottom or top >= bottom:
        return None
    value = FRACTION.divide(EXACT.multiply(top, HUNDRED), bottom)
    return Figure(start, end, value, value, value, Script.HANZI), "percent"


def word(text: str, at: int) -> tuple[Figure, str, str | None] | None:
    """翻番, 过半 and their like at `at`: figure, unit and hedge.

    >>> word("翻两番", 0)[0].value, word("过半", 0)[2]
    (Decimal('4'), '过')
    """
    found = DOUBLED.match(text, at) if text[at] == "翻" else None
    if found is not None:
        value = Decimal(2 ** TURNS[found["count"] or "一"])
        return Figure(at, found.end(), value, value, value, Script.HANZI), "times", None
    if text[at].isascii():
        multiple = MULTIPLE.match(text, at)
        if multiple is None:
            return None
        value = english.MULTIPLES[multiple[0].lower()]
        return Figure(at, multiple.end(), value, value, value, Script.ENGLISH), "times", None
    return _halves(text, at) or _half_sign(text, at)


def _half_sign(text: str, at: int) -> tuple[Figure, str, None] | None:
    """半成 is 5 percent, 半折 half the price."""
    found = HALF_SIGN.match(text, at) if text[at] == "半" else None
    if found is None:
        return None
    value = Decimal(HALF_TENTH if found["tenth"] else 50)
    return Figure(at, found.end(), value, value, value, Script.HANZI), "percent", None


def _halves(text: str, at: int) -> tuple[Figure, str, str | None] | None:
    """过半, 一半, 大半."""
    found = HALVES.match(text, at) if text[at] in HALF_OPENS else None
    if found is None:
        return None
    half = Decimal(50)
    figure = Figure(at, found.end(), half, half, half, Script.HANZI)
    if found[0] in {"一半", "对半"}:
        return figure, "percent", None
    hedge = found[0].removesuffix("数").removesuffix("半") or found[0]
    return replace(figure, bound=Bound.AT_LEAST), "percent", hedge
