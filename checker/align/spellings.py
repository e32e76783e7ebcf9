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
            for key in _keys(name):
                self._holders[key].append(name)

    def of(self, name: str) -> list[str]:
        """The names that are other spellings of this one, in order."""
        near = {other for key in _keys(name) for other in self._holders.get(key, ())}
        return sorted(
            other
            for other in near
            if _SHARE * abs(len(other) - len(name)) <= len(other) + len(name)
            and other != name
            and is_close(name, other)
        )


def _keys(name: str) -> set[str]:
    """What a name has in common with another spelling: some run of signs, and all its digits, as `is_close` demands.

    >>> sorted(_keys("第12医院"))
    ['12医12', '2医院12', '第1212']
    """
    # or else all of 第1医院, 第2医院, … would be compared with all
    digits = "".join(sign for sign in name if sign.isdigit())
    return {name[at : at + _RUN] + digits for at in range(len(name) - _RUN + 1)}
