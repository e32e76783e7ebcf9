"""Times that figures are of, and how each language names them."""

from dataclasses import dataclass
from datetime import date
from random import Random

from tests.benchmarks.corpus.figures import MONTHS

# the year in which all stories are told
NOW = 2026


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a half, a quarter or a month with its number, or the day or hour up to which something is counted."""

    kind: str
    year: int = NOW
    part: int = 0
    day: date | None = None

    def named(self, lang: str, rng: Random) -> str:
        """The words for it in a sentence."""
        return rng.choice(_ZH[self.kind](self) if lang == "zh" else _EN[self.kind](self))

    def noun(self, lang: str) -> str:
        """Its plain name, for plans, lists and tables."""
        if lang == "zh":
            return _ZH[self.kind](self)[0]
        return _EN[self.kind](self)[0].removeprefix("in ").removeprefix("as of ")


def _years_zh(period: Period) -> list[str]:
    year = f"{period.year}年"
    relative = {NOW - 1: ["去年"], NOW - 2: ["前年"], NOW: ["今年"]}.get(period.year, [])
    return [year, year, f"{year}全年", *relative]


def _years_en(period: Period) -> list[str]:
    year = f"in {period.year}"
    return [year, year, "last year"] if period.year == NOW - 1 else [year]


def _as_of_zh(period: Period) -> list[str]:
    day = period.day
    assert day is not None
    named = [
        f"截至{day.year}年{day.month}月{day.day}日",
        f"截至{day.year}年{day.month}月末",
        f"截至{day.year}年{day.month}月底",
    ]
    return named + [text.replace(f"{NOW}年", "") for text in named if day.year == NOW]


def _as_of_en(period: Period) -> list[str]:
    day = period.day
    assert day is not None
    named = f"{MONTHS[day.month - 1]} {day.day}"
    return [f"as of {named}, {day.year}"] + (
        [f"as of {named}", f"at the end of {MONTHS[day.month - 1]}"] if day.year == NOW else []
    )


def _day_zh(period: Period) -> list[str]:
    day = period.day
    assert day is not None
    return [
        f"截至{day.month}月{day.day}日",
        f"截至{day.month}月{day.day}日24时",
        f"截至{day.year}年{day.month}月{day.day}日",
    ]


def _day_en(period: Period) -> list[str]:
    day = period.day
    assert day is not None
    named = f"{MONTHS[day.month - 1]} {day.day}"
    return [f"as of {named}", f"as of midnight on {named}", f"as of {named}, {day.year}"]


_HALVES = {1: ("上半年", "the first half"), 2: ("下半年", "the second half")}
_QUARTERS = {1: ("一", "first"), 2: ("二", "second"), 3: ("三", "third"), 4: ("四", "fourth")}


def _halves_zh(period: Period) -> list[str]:
    half = _HALVES[period.part][0]
    return [f"{period.year}年{half}", f"今年{half}", half]


def _halves_en(period: Period) -> list[str]:
    half = _HALVES[period.part][1]
    return [f"in {half} of {period.year}", f"in {half} of this year", f"in {half}"]


def _quarters_zh(period: Period) -> list[str]:
    quarter = _QUARTERS[period.part][0]
    return [f"{period.year}年{quarter}季度", f"今年第{quarter}季度", f"{quarter}季度"]


def _quarters_en(period: Period) -> list[str]:
    quarter = _QUARTERS[period.part][1]
    return [f"in the {quarter} quarter of {period.year}", f"in the {quarter} quarter"]


def _months_zh(period: Period) -> list[str]:
    return [f"{period.year}年{period.part}月", f"今年{period.part}月", f"{period.part}月"]


def _months_en(period: Period) -> list[str]:
    month = MONTHS[period.part - 1]
    return [f"in {month} {period.year}", f"in {month}"]


_ZH = {
    "year": _years_zh,
    "half": _halves_zh,
    "quarter": _quarters_zh,
    "month": _months_zh,
    "end": _as_of_zh,
    "day": _day_zh,
}
_EN = {
    "year": _years_en,
    "half": _halves_en,
    "quarter": _quarters_en,
    "month": _months_en,
    "end": _as_of_en,
    "day": _day_en,
}
