"""A figure with what stands directly on it: sign, currency, unit, percent."""

import re
from decimal import Decimal

from checker.extract.values import english, hanzi, percent, plain, vulgar
from checker.extract.values import figure as fig
from checker.extract.values.figure import FRACTION, HALF, ONE, Figure, Need
from checker.extract.values.money import WHOLE, CurrencyRow, currency_after, currency_before
from checker.extract.values.tails import with_tail
from checker.extract.values.units import DIMENSIONS, dimension, kelvin, longest, read_marked, read_unit
from checker.lexicon.load import words
from checker.model.pattern import seldom
from checker.model.record import dataclass, replace
from checker.model.value import Bound, ValueKind

KINDS = {
    "fold": ValueKind.PERCENT,
    "percent": ValueKind.PERCENT,
    "pp": ValueKind.PERCENT,
    "permille": ValueKind.PERCENT,
    "times": ValueKind.RATIO,
}
SIGN = re.compile(r"(?:(?<![0-9A-Za-z)）%])[-−﹣－]|负 ?|零下|minus |negative )$", re.IGNORECASE)
# what SIGN can end with
SIGN_ENDS = frozenset("-−﹣－负下 ")
SCALE = seldom(r"(?P<c>摄氏)|华氏")
HALF_WORDS = ("半径", "半导", "半决", "半年", "半场", "半岛", "半小时", "半天", "半月", "半价", "半数")
PERCENT_FOLD = 10
POUNDS = 1000
# a cell holds no more white space than this around its figure
CELL_MARGIN = 20
# what is told in two units at once: heights and weights
COMPOUND = frozenset({"length", "mass"})
# what "below zero" follows
DEGREES = frozenset({None, "degree", "°C", "°F"})
INCHES = seldom(r"-(1[01]|\d)(?![\d.,/]*\d|-?(?:feet|foot|ft)|[%A-Za-z])")
FEN = Decimal("0.01")
AND = re.compile(r",? and |,? |零(?=[^零点])")
# 9.990,00 €: the comma is the point, where a currency stands beside it
METRES = seldom(r"[ -](?:" + longest(list(words("en/units.toml", "metre_before"))) + r")(?![a-z])|[²³/]")
NO_DOZEN = words("zh/units.toml", "not_dozens")
DOZEN = Decimal(12)
# 三倍多, 五米多高: 多 behind the unit ends the phrase or comes before what is measured
MORE = re.compile(r"多(?=[^\w]|$|[的高长重宽深厚远]|一?点)")
DOTTED = re.compile(
    r"\d{1,3}(?:\.\d{3}){1,4}(?!\d|[.,]\d| ?[百千万亿兆%]| ?(?:million|billion|trillion|[mb]n)(?![a-z]))"
)
COMMA = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3}){0,4},\d{2}(?![\d,])")
MIXED = re.compile(r"(?: {1,4}|-)(\d{1,2})/(\d{1,3})(?![\d/])")
# a cell that holds - 1,200,000 is below zero; in a sentence that is a dash
LONE_MINUS = seldom(r"\s{0,8}[-−] ")
BELOW_ZERO = re.compile(r" below zero(?![A-Za-z])", re.IGNORECASE)

# kind, unit, what one of it is worth, and where it ends
Behind = tuple[ValueKind, str | None, Decimal, int]


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure, its kind and unit, and where the whole of it stands."""

    figure: Figure
    kind: ValueKind
    unit: str | None
    start: int
    end: int
    signed: bool = False
    leading: bool = False
    # what one of it is worth in the unit: a 成 is ten percent
    factor: Decimal = ONE

    @property
    def bare(self) -> bool:
        """Whether it is nothing but a figure."""
        return self.unit is None and not self.signed


def read_figure(text: str, at: int, *, money: bool) -> Figure | None:
    """The figure at `at`, its English magnitude included.

    >>> read_figure("3.4bn", 0, money=False).value, read_figure("100m栏", 0, money=False).value
    (Decimal('3400000000.0'), Decimal('100'))
    """
    char = text[at]
    if char.isascii() and char.isalpha():
        return english.read(text, at)
    points = None
    if "." in text[at + 1 : at + 4]:
        before = currency_before(text, at, 0) if money else None
        points = dotted(text, at, before[0].code if before else None)
    if points is not None:
        return fig.made("", at, points.end(), Decimal(points[0].replace(".", "")))
    comma = COMMA.match(text, at)
    if comma is not None and (money or currency_after(text, comma.end()) is not None):
        written = re.sub(r"[. \u00a0]", "", comma[0]).replace(",", ".")
        return fig.made("", at, comma.end(), Decimal(written), decimals=2)
    if char in vulgar.CHARACTERS:
        return vulgar.read(text, at)
    figure = plain.read(text, at) or percent.mixed(text, at) or hanzi.read(text, at)
    if figure is None or not (char.isdecimal() or char == "."):
        return figure
    return (
        figure if figure.scale != ONE or figure.bound is not Bound.EXACT else _behind_digits(text, figure, money=money)
    )


def dotted(text: str, at: int, code: str | None) -> re.Match[str] | None:
    """The digits at `at` in groups behind points, if they are money: $1.144.000, and Rp 31.500, where nobody has cents.

    >>> dotted("Rp 31.500", 3, "IDR")[0], dotted("$31.500", 1, "USD")
    ('31.500', None)
    """
    found = DOTTED.match(text, at)
    if found is None:
        return None
    if code is None:
        behind = currency_after(text, found.end())
        code = behind[0].code if behind is not None else None
    many = "." in found[0][:-4]
    return found if code in WHOLE or (many and code is not None) else None


def _behind_digits(text: str, figure: Figure, *, money: bool) -> Figure:
    """Digits with the fraction or the English magnitude behind them."""
    at = figure.start
    mixed = MIXED.match(text, figure.end)
    if mixed is not None and figure.plain and 0 < int(mixed[1]) < int(mixed[2]) and figure.value is not None:
        value = figure.value + Decimal(mixed[1]) / Decimal(mixed[2])
        figure = replace(figure, end=mixed.end(), value=value, low=value, high=value, lead=value, plain=False)
    else:
        figure = vulgar.added(text, figure)
    if kelvin(text, figure.end):
        return figure
    wider = english.behind(text, figure)
    if wider is figure:
        loose = english.loosely(text, figure)
        if loose is not figure and (money or cell(text, at, loose.end) or currency_after(text, loose.end)):
            return loose
    if wider is figure or money:
        return wider
    metres = text[wider.end - 1] == "m" and wider.end - figure.end == 1
    if metres and METRES.match(text, wider.end):
        return figure
    hanzi_near = _hanzi(text[wider.end : wider.end + 1]) or _hanzi(text[at - 1 : at] if at else "")
    return figure if metres and hanzi_near else wider


def cell(text: str, start: int, end: int) -> bool:
    """Whether the text is nothing but what stands from `start` to `end`, give or take some space (a table's cell).

    >>> cell(" 5 ", 1, 2), cell("the 5", 4, 5)
    (True, False)
    """
    if start > CELL_MARGIN or len(text) - end > CELL_MARGIN:
        return False
    return not text[:start].strip() and not text[end:].strip()


def _hanzi(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def measured(text: str, figure: Figure, floor: int) -> Measured:
    """The figure with its sign, currency and unit.

    >>> one = measured("-5.5%", read_figure("-5.5%", 1, money=False), 0)
    >>> one.figure.value, one.unit
    (Decimal('-5.5'), 'percent')
    """
    before = currency_before(text, figure.start, floor)
    start = figure.start if before is None else before[1]
    sign = SIGN.search(text, max(floor, start - 9), start) if text[start - 1 : start] in SIGN_ENDS else None
    if sign is not None:
        start = sign.start()
        before = before or currency_before(text, start, floor)
        start = min(start, before[1]) if before is not None else start
    if before is not None and before[0].factor != ONE and figure.scale == ONE and figure.value is not None:
        figure = english.scaled(text, figure, before[0].factor, figure.end)
    part = _scaled(text, figure, _behind(text, figure.end), None if before is None else before[0].code)
    if part.unit == "degree":
        part = _degrees(text, replace(part, start=start), floor)
        start = part.start
    halved = part.unit is not None and part.kind is not ValueKind.PERCENT
    if halved and text.startswith("半", part.end) and not text.startswith(HALF_WORDS, part.end):
        part = replace(part, figure=_and_a_half(part.figure), end=part.end + 1)
    if sign is not None:
        part = replace(part, figure=negated(part.figure), start=start, signed=True)
    else:
        part = _below_zero(text, part, start)
    part = _and_more(text, part)
    return part if before is None else replace(part, leading=True)


def _below_zero(text: str, part: Measured, start: int) -> Measured:
    """The part that `start` opens, with a sign that stands apart: five degrees below zero, a cell of - 3,500."""
    frost = BELOW_ZERO.match(text, part.end) if part.unit in DEGREES else None
    if frost is not None:
        negative = negated(part.figure)
        return replace(part, figure=negative, unit=part.unit or "degree", start=start, end=frost.end(), signed=True)
    minus = LONE_MINUS.fullmatch(text, 0, start) if start <= CELL_MARGIN else None
    if minus is not None and not text[part.end :].strip():
        return replace(part, figure=negated(part.figure), start=start - 2, signed=True)
    return part if part.start == start else replace(part, start=start)


def _and_more(text: str, part: Measured) -> Measured:
    """三倍多: from the figure to one unit of its last digit more."""
    figure = part.figure
    if text.startswith("比", max(part.start - 1, 0)):
        # 比100米多
        return part
    counted = part.kind is ValueKind.QUANTITY and dimension(part.unit) == "count"
    if counted or figure.value is None or figure.bound is not Bound.EXACT or not MORE.match(text, part.end):
        return part
    return replace(part, figure=fig.more(figure, "多", figure.start, figure.end), end=part.end + 1)


def _scaled(text: str, figure: Figure, behind: Behind, code: str | None) -> Measured:
    """The figure in its unit: 七成六 is 76 percent, 3元5角 is 3.5 CNY."""
    kind, unit, factor, end = behind
    if code is not None and kind in {ValueKind.MONEY, ValueKind.QUANTITY}:
        own = kind is ValueKind.MONEY
        # 新台币177亿元: 元 behind is any currency's word
        kind, unit = ValueKind.MONEY, code if not own or unit == "CNY" else unit
        end, factor = (end, factor) if own else (figure.end, ONE)
    # 75折 is 75 %, 八折 is 80 %
    if unit == "fold":
        unit, factor = "percent", ONE if figure.high > PERCENT_FOLD else factor
    # two pounds are a weight, two million pounds are money
    if unit == "lb" and figure.scale >= POUNDS and text[end - 1] == "s":
        kind, unit = ValueKind.MONEY, "GBP"
    figure = figure.times(factor)
    if kind is ValueKind.MONEY and unit is not None:
        figure, end = _with_change(text, figure, unit, end, factor)
    if kind is ValueKind.QUANTITY and unit is not None and dimension(unit) in COMPOUND:
        figure, end = _with_smaller(text, figure, unit, end)
    figure, end = with_tail(text, figure, end) if unit is not None else (figure, end)
    if unit == "percent":
        wider = percent.with_tenth(text, replace(figure, end=end))
        figure, end = replace(wider, end=figure.end), wider.end
    return Measured(figure, kind, unit, figure.start, end, factor=factor)


def _degrees(text: str, part: Measured, floor: int) -> Measured:
    """摄氏37度 and 零下5度 are in °C."""
    scale = SCALE.search(text, max(floor, part.start - 2), part.start)
    if scale is not None and scale.end() == part.start:
        return replace(part, start=scale.start(), unit="°C" if scale["c"] else "°F")
    return replace(part, unit="°C") if text.startswith("零下", part.start) else part


def _behind(text: str, at: int) -> Behind:
    """What stands behind a figure: kind, unit, factor, end."""
    sign = percent.sign(text, at)
    if sign is not None:
        return KINDS[sign[0]], sign[0], sign[1], sign[2]
    money = currency_after(text, at)
    if money is not None:
        return ValueKind.MONEY, money[0].code, money[0].factor, money[1]
    if text.startswith("打", at) and not text.startswith(NO_DOZEN, at + 1):
        return ValueKind.QUANTITY, "item", DOZEN, at + 1
    unit = read_unit(text, at)
    unit = unit or read_marked(text, at)
    if unit is not None and unit[0] == "item" and text[unit[1] - 1] == "个":
        # 六个加仑: the counter says nothing; but 五个比特币 are no bits
        further = read_unit(text, unit[1]) if currency_after(text, unit[1]) is None else None
        physical = further is not None and dimension(further[0]) != "count" and further[1] - unit[1] > 1
        unit = further if physical else unit
    if unit is not None:
        return ValueKind.QUANTITY, unit[0], ONE, unit[1]
    return ValueKind.QUANTITY, None, ONE, at


def _with_change(text: str, figure: Figure, unit: str, end: int, last: Decimal) -> tuple[Figure, int]:
    """123元1角1分, 3 dollars 50 cents: the parts of the currency behind it, each smaller than the `last`."""
    for _ in range(2):
        whole = figure.value is not None and (figure.low == figure.high or not figure.value % 1)
        if figure.value is None or figure.bound is not Bound.EXACT or not whole:
            break
        gap = AND.match(text, end)
        at = gap.end() if gap else end
        part = read_figure(text, at, money=True) if at < len(text) and text[at].isalnum() else None
        if part is None or part.value is None:
            break
        change = currency_after(text, part.end) or _fen(text, part.end, unit)
        if change is None or change[0].factor >= last or change[0].code not in {unit, "USD"}:
            break
        value, last = figure.value + part.value * change[0].factor, change[0].factor
        figure, end = replace(figure, value=value, low=value, high=value, plain=False), change[1]
    return figure, end


def _with_smaller(text: str, figure: Figure, unit: str, end: int) -> tuple[Figure, int]:
    """7 feet 10 inches, 3斤5两: the smaller units behind it, in the first one."""
    last = unit
    inches = INCHES.match(text, end) if unit == "ft" and figure.plain and figure.value is not None else None
    if inches is not None and figure.value is not None:
        # a 6-foot-4 forward
        value = figure.value + FRACTION.divide(Decimal(inches[1]), Decimal(12))
        return replace(figure, value=value, low=value, high=value, plain=False), inches.end()
    for _ in range(2):
        if figure.value is None or figure.scale != ONE or figure.low != figure.high:
            break
        gap = AND.match(text, end)
        at = gap.end() if gap else end
        part = read_figure(text, at, money=False) if text[at : at + 1].isalnum() else None
        if part is None or part.value is None:
            break
        smaller = read_unit(text, part.end) or read_marked(text, part.end)
        if smaller is None or dimension(smaller[0]) != dimension(unit):
            break
        if DIMENSIONS[smaller[0]][1] >= DIMENSIONS[last][1]:
            break
        value = figure.value + FRACTION.divide(part.value * DIMENSIONS[smaller[0]][1], DIMENSIONS[unit][1])
        figure, end, last = replace(figure, value=value, low=value, high=value, plain=False), smaller[1], smaller[0]
    return figure, end


def _fen(text: str, at: int, unit: str) -> tuple[CurrencyRow, int] | None:
    """分 is money only behind 元 and 角; elsewhere it is a point."""
    return (CurrencyRow("CNY", factor=FEN), at + 1) if unit == "CNY" and text.startswith("分", at) else None


def _and_a_half(figure: Figure) -> Figure:
    """两米半: half a unit more."""
    if figure.value is None or figure.low != figure.high:
        return figure
    value = figure.value + HALF
    return replace(figure, value=value, low=value, high=value)


def negated(figure: Figure) -> Figure:
    """The figure below zero."""
    value = None if figure.value is None else -figure.value
    return replace(figure, low=-figure.high, high=-figure.low, value=value, plain=False)


__all__ = ["Measured", "Need", "cell", "dotted", "measured", "negated", "read_figure"]
