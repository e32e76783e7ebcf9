"""Which place lies in which."""

from functools import cache

from checker.lexicon.load import load
from checker.model.record import dataclass


@dataclass(frozen=True)
class Region:
    """A place and those that lie in it; all by their canonical names."""

    name: str
    holds: tuple[str, ...]


@cache
def _within() -> dict[str, frozenset[str]]:
    """For each place of the table, the regions that it lies in, near and far."""
    direct: dict[str, set[str]] = {}
    for region in load("names/geography.toml", "region", Region):
        direct.setdefault(region.name, set())
        for place in region.holds:
            direct.setdefault(place, set()).add(region.name)

    def above(place: str) -> frozenset[str]:
        return frozenset(direct[place]).union(*map(above, direct[place]))

    return {place: above(place) for place in direct}


def is_known(place: str) -> bool:
    """Whether the table has the place."""
    return place in _within()


def is_country(place: str) -> bool:
    """Whether the table has the place and no region that it lies in.

    >>> is_country("中国"), is_country("温州")
    (True, False)
    """
    return is_known(place) and not _within()[place]


def apart(one: str, other: str) -> bool:
    """Whether two places of the table cannot be one: neither is the other, nor lies in it.

    >>> apart("杭州", "温州"), apart("浙江", "温州"), apart("杭州", "某地")
    (True, False, False)
    """
    within = _within()
    if one not in within or other not in within or one == other:
        return False
    return one not in within[other] and other not in within[one]
