"""A report for the eye in its reader's language: its fixed words, times, and the names of what narrows a claim."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from checker.lexicon.qualifiers import qualifiers
from checker.model import BASE, Period
from checker.model.record import dataclass
from checker.report.messages import messages
from checker.report.wording import days, period_words

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Voice:
    """The words of one language.

    >>> Voice("en").many("claims", 1), Voice("en").many("claims", 2), Voice("zh").many("claims", 2)
    ('1 claim', '2 claims', '2 条说法')
    """

    language: str = ENGLISH

    def say(self, key: str, **parts: object) -> str:
        """The message with this key of the terminal report, filled in."""
        return messages("terminal", self.language)[key].format(**parts)

    def many(self, key: str, count: int, **parts: object) -> str:
        """The message that tells a count, in the singular or the plural, filled in."""
        one, _, more = messages("terminal", self.language)[key].partition("|")
        return (one if count == 1 else more).format(count=count, **parts)

    def period(self, period: Period | None) -> str:
        """A period for the eye: as written, with its days where the words do not tell them.

        >>> from datetime import date
        >>> from checker.model import PeriodKind
        >>> summer = Period(date(2025, 7, 1), date(2025, 9, 30), PeriodKind.SPAN, "三季度")
        >>> Voice("en").period(summer), Voice("zh").period(summer)
        ('三季度 (2025-Q3)', '三季度（2025年第三季度）')
        """
        if period is None:
            return ""
        written, short = period_words(period), days(period)
        told = self._days(short)
        if written == short:
            return told
        if written == period.text or told in period.text:
            return period.text
        return self.say("in_brackets", words=period.text, days=told)

    def _days(self, short: str) -> str:
        """Days told in short (`wording.days`) in words: 2025-Q3, 2025-01/2025-09, …/2025-09-30."""
        first, slash, last = short.partition("/")
        if slash and first == "…":
            return self.say("until", last=self._days(last))
        if slash and last == "…":
            return self.say("since", first=self._days(first))
        if slash:
            return self.say("between", first=self._days(first), last=self._days(last))
        if found := _QUARTER.fullmatch(short):
            return self.say("quarter", year=found[1], number=self.say("quarters")[int(found[2]) - 1])
        if found := _HALF.fullmatch(short):
            return self.say("first_half" if found[2] == "1" else "second_half", year=found[1])
        return self.say("year", year=short) if _YEAR.fullmatch(short) else short

    def narrowings(self, names: Iterable[str]) -> list[str]:
        """What narrows a claim in words, sorted: qualifiers in the reader's language, the article's words as they are.

        >>> Voice("en").narrowings({"app_store", "贡献度"}), Voice("zh").narrowings({"app_store", "贡献度"})
        (['app store', '贡献度'], ['苹果应用商店', '贡献度'])
        """
        return [self._narrowing(name) for name in sorted(names)]

    def _narrowing(self, name: str) -> str:
        if name.startswith(BASE):
            return self.say("than", base=name.removeprefix(BASE))
        known = {} if self.language == ENGLISH else _forms()
        return known.get(name, name.replace("_", " "))


_QUARTER = re.compile(r"(\d{4})-Q(\d)")
_HALF = re.compile(r"(\d{4})-H(\d)")
_YEAR = re.compile(r"\d{4}")


@cache
def _forms() -> Mapping[str, str]:
    """The qualifiers by their first Chinese form."""
    known = {row.id: row.forms[0] for row in qualifiers() if row.forms and not row.forms[0].isascii()}
    return {**known, **messages("qualifiers", "zh")}
