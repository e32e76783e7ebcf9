"""Claims by the days that they tell of: which may be of one time."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta

from checker.model import Claim, PeriodKind

# days; a longer span than a month has other claims beside it than those that begin about when it does
_SHORT = timedelta(days=31)


def of_two_times(one: Claim, other: Claim) -> bool:
    """Whether two claims tell their times and no day is in both; running totals, which must not fall, are of one."""
    first, second = _days(one), _days(other)
    if first is None or second is None:
        return False
    return (first[1] < second[0] or second[1] < first[0]) and not (_is_running(one) and _is_running(other))


def days_of(claim: Claim) -> tuple[date, date] | None:
    """The first and the last day that a claim tells of, where those of other days are of another time."""
    return None if _is_running(claim) else _days(claim)


def time_told(claim: Claim) -> Hashable:
    """What is asked of a claim to know which others are of another time."""
    return _days(claim), _is_running(claim)


def _days(claim: Claim) -> tuple[date, date] | None:
    """The first and the last day that a claim tells of, where it tells them."""
    period = claim.period
    if period is None or not period.explicit or period.start is None or period.end is None:
        return None
    return period.start, period.end


def _is_running(claim: Claim) -> bool:
    period = claim.period
    return "cumulative" in claim.attribute.qualifiers or (period is not None and period.kind is PeriodKind.CUMULATIVE)


class Calendar:
    """Claims in the order of their days, so that those of the time of another are found without asking all."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._all = list(claims)
        self._anytime: list[Claim] = []
        short: list[tuple[date, date, Claim]] = []
        long: list[tuple[date, date, Claim]] = []
        for claim in self._all:
            days = days_of(claim)
            if days is None:
                self._anytime.append(claim)
            else:
                (short if days[1] - days[0] <= _SHORT else long).append((*days, claim))
        self._listed = [sorted(told, key=_start) for told in (short, long)]
        self._longest = [max((end - start for start, end, _ in told), default=timedelta()) for told in self._listed]

    def of_one_time(self, claim: Claim) -> Iterator[Claim]:
        """The claims that are not told to be of another time than this one, in no order."""
        return (other for other in self._beside(claim) if not of_two_times(claim, other))

    def _beside(self, claim: Claim) -> Iterator[Claim]:
        days = days_of(claim)
        if days is None:
            yield from self._all
            return
        yield from self._anytime
        for listed, longest in zip(self._listed, self._longest, strict=True):
            first = bisect_left(listed, days[0] - min(longest, days[0] - date.min), key=_start)
            for _, _, other in listed[first : bisect_right(listed, days[1], key=_start)]:
                yield other


def _start(told: tuple[date, date, Claim]) -> date:
    return told[0]
