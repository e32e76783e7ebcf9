"""Currencies: the signs, codes and words on either side of an amount."""

from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal

from checker.extract.values.units import lengths_of, longest
from checker.lexicon.load import load, words
from checker.model.pattern import seldom
from checker.model.record import dataclass


@dataclass(frozen=True, slots=True)
class CurrencyRow:
    """A row of `units.toml`: the words of one currency, or of a part of it (`factor`).

    `cased` are forms behind a figure that keep their case; `whole` tells that nobody writes a part of the currency.
    """

    code: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    whole: bool = False
    factor: Decimal = field(default=Decimal(1))
    unless: tuple[str, ...] = ()
    coin: bool = False


ROWS = load("zh/units.toml", "currency", CurrencyRow) + load("en/units.toml", "currency", CurrencyRow)
BEHIND_COINS = frozenset(words("zh/units.toml", "behind_coins"))
CODES = frozenset(row.code for row in ROWS)
# MSEK 120, KEUR 50: companies' reports put the magnitude before the code
MULTIPLES = {"M": Decimal(1_000_000), "K": Decimal(1000), "k": Decimal(1000), "T": Decimal(1000)}
BEFORE = {
    letter + row.code: CurrencyRow(row.code, factor=worth)
    for row in ROWS
    if row.code in row.before
    for letter, worth in MULTIPLES.items()
} | {form: row for row in reversed(ROWS) for form in row.before}
AFTER = {form.lower(): row for row in reversed(ROWS) for form in row.after}
CASED = {form: row for row in ROWS for form in row.cased}
WHOLE = frozenset(row.code for row in ROWS if row.whole)
LAST_BEFORE = frozenset(form[-1] for form in BEFORE)
LENGTHS_BEFORE = sorted({len(form) for form in BEFORE}, reverse=True)
_WORDS = {form: row for form, row in AFTER.items() if form[0].isascii() and form[-1].isalpha()}
_SIGNS = {form: row for form, row in AFTER.items() if form not in _WORDS and form[0] <= "\u3400"}
# 10 $ 30 $: a sign before each figure, or behind each
BEHIND_EACH = seldom(r"(?! ?\d)|(?= \d[\d.,]{0,20} ?\$(?! ?\d))")
# the Chinese words by their first signs, the longest first
CHINESE_AFTER: dict[str, list[str]] = {}
for _form in sorted(AFTER, key=len, reverse=True):
    if _form[0] > "\u3400":
        CHINESE_AFTER.setdefault(_form[0], []).append(_form)
GAPS = frozenset(" \u00a0-")
# 10 MUSD
MAGNIFIED = seldom(
    rf" ?(?P<letter>[MKkT])(?=(?:{longest([row.code for row in ROWS if row.code in row.before])})(?![A-Za-z0-9]))"
)


def currency_before(text: str, at: int, floor: int) -> tuple[CurrencyRow, int] | None:
    """The currency whose sign ends at `at` (a space may come between), and where it starts.

    >>> currency_before("HK$116", 3, 0)[0].code, currency_before("人民币 5亿", 4, 0)[1]
    ('HKD', 0)
    """
    end = at - 1 if at > floor and text[at - 1] in " \u00a0" else at
    if end <= floor or text[end - 1] not in LAST_BEFORE:
        return None
    for length in LENGTHS_BEFORE:
        start = end - length
        if start < floor:
            continue
        row = BEFORE.get(text[start:end])
        if row is not None and not (text[start].isalpha() and text[start].isascii() and _letter(text, start - 1)):
            return row, start
    return None


def _letter(text: str, at: int) -> bool:
    """Whether an ASCII letter stands at `at`."""
    return at >= 0 and text[at].isascii() and text[at].isalpha()


def currency_after(text: str, at: int) -> tuple[CurrencyRow, int] | None:
    """The currency that stands at `at` and where it ends.

    >>> currency_after("5元人民币", 1)[1], currency_after("5元素", 1), currency_after("3 USD50", 1)
    (5, None, None)
    """
    found = _chinese(text, at) or _other(text, at)
    if found is None:
        return None
    row, end = found
    following = text[end : end + 1]
    if text.startswith(row.unless, end) or (
        row.coin and "\u3400" < following < "\ua000" and following not in BEHIND_COINS
    ):
        return None
    # 三万元欧元, 9000元日币: the currency's name follows 元
    again = _chinese(text, end) if end == at + 1 and text[at] == "元" else None
    return again or found


def _chinese(text: str, at: int) -> tuple[CurrencyRow, int] | None:
    """The currency that Chinese words name at `at`, and where they end."""
    if text[at : at + 1] in GAPS:
        at += 1
    for form in CHINESE_AFTER.get(text[at : at + 1], ()):
        if text.startswith(form, at):
            return AFTER[form], at + len(form)
    return None


def _other(text: str, at: int) -> tuple[CurrencyRow, int] | None:
    """The currency that a sign, a code or an English word names at `at`, and where that ends."""
    if text[at : at + 1] in GAPS:
        at += 1
    for kind in KINDS:
        for length in kind.lengths.get(text[at : at + 1], ()):
            end = at + length
            row = kind.forms.get(text[at:end] if kind.cased else text[at:end].lower())
            if row is not None and end <= len(text) and kind.may_end(text, end):
                return row, end
    return None


def _word_may_end(text: str, at: int) -> bool:
    """Whether neither a letter nor a digit follows."""
    following = text[at : at + 1]
    return not (following.isdecimal() or (following.isascii() and following.isalpha()))


def _sign_may_end(_text: str, _at: int) -> bool:
    """Whatever follows."""
    return True


def _dollar_may_end(text: str, at: int) -> bool:
    """Whether a $ belongs to the figure before it, not to the one behind."""
    return BEHIND_EACH.match(text, at) is not None


@dataclass(frozen=True, slots=True)
class Kind:
    """What currencies are called behind a figure, how long what begins with a sign is, and what may follow it."""

    forms: Mapping[str, CurrencyRow]
    lengths: Mapping[str, tuple[int, ...]]
    may_end: Callable[[str, int], bool]
    cased: bool = False


def _lengths(forms: Mapping[str, CurrencyRow]) -> Mapping[str, tuple[int, ...]]:
    """How long the forms are that begin with a letter, small or capital."""
    found = lengths_of(forms)
    return {**{letter.upper(): lengths for letter, lengths in found.items()}, **found}


_DOLLARS = {form: row for form, row in _SIGNS.items() if form[-1] == "$"}
_OTHERS = {form: row for form, row in _SIGNS.items() if form[-1] != "$"}
KINDS = (
    Kind(_WORDS, _lengths(_WORDS), _word_may_end),
    Kind(_OTHERS, _lengths(_OTHERS), _sign_may_end),
    Kind(CASED, lengths_of(CASED), _word_may_end, cased=True),
    Kind(_DOLLARS, _lengths(_DOLLARS), _dollar_may_end),
)
