"""Names that are written nearly the same."""

from collections import defaultdict
from collections.abc import Iterable

from checker.align.levels import is_close

# signs that two such names have in a row, and the share of their signs by which they may differ in length
_RUN, _SHARE = 3, 10


class Spellings:
    """Names, and which of them are other spellings of a name.

    >>> Spellings(["chenfanshiping", "chenfanbank"]).of("chenfanshipping")
    ['chenfanshiping']
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._holders: dict[str, list[str]] = defaultdict(list)
        for name in sorted(set(names)):
            for run in _runs(name):
                self._holders[run].append(name)

    def of(self, name: str) -> list[str]:
        """The names that are other spellings of this one, in order."""
        near = {other for run in _runs(name) for other in self._holders.get(run, ())}
        return sorted(
            other
            for other in near
            if _SHARE * abs(len(other) - len(name)) <= len(other) + len(name)
            and other != name
            and is_close(name, other)
        )


def _runs(name: str) -> set[str]:
    return {name[at : at + _RUN] for at in range(len(name) - _RUN + 1)}
