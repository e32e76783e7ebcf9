"""Which claims stand under which key, by numbers: in the blocks in which claims meet, and under the names they tell."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from decimal import Decimal
from itertools import chain

from checker.align.alike import same
from checker.align.blocks import keys_of, spelling
from checker.align.times import days_of
from checker.model import Attribute, Claim, NameValue
from checker.model.record import dataclass
from checker.pipeline.judging import Judged

# the first and the last day that something is told of, as ordinals; None where it may be any
Days = tuple[int, int] | None

# how the keys begin of what is no block: a name that is a value, and one of those spellings of a name that meet
_VALUE, SPELLING = "=", "~"


def number(key: Iterable[str]) -> int:
    """The number that stands for a key; two keys hardly have one."""
    told = "\x1f".join(key).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Tellers:
    """Claims under a key that tell the same, which has a number: the groups of those that are listed, by their ids.

    `held` are all of them. `days` are the first and the last day that they tell of, None where it may be any.
    """

    number: int
    groups: Mapping[str, str]
    held: int
    days: Days

    def may_meet(self, days: Days) -> bool:
        """Whether claims of these days may be of one time with them."""
        mine = self.days
        return days is None or mine is None or (mine[0] <= days[1] and days[0] <= mine[1])


def named_key(name: str) -> int:
    """The number that stands for a name which claims tell."""
    return number((_VALUE, name))


def names_in(judged: Judged) -> set[int]:
    """The numbers of the names that a group's claims tell."""
    values = (claim.value for claim in all_claims(judged))
    return {named_key(value.name) for value in values if isinstance(value, NameValue)}


def tellers_in(judged: Judged) -> Iterator[tuple[int, int, str, Days]]:
    """The keys that a group's claims stand under, each with the number of what is told, the claim's id and its days."""
    for claim in (*judged.claims, *judged.worked_out):
        told, days = told_by(claim), days_in(claim)
        yield from ((key, told, claim.id, days) for key in {number(key) for key in keys_in(claim)})


def told_by(claim: Claim) -> int:
    """The number of what a claim tells."""
    return number(_flat(same(claim)))


def days_in(claim: Claim) -> Days:
    """The first and the last day that a claim tells of, None where it may be any; see `days_of`."""
    days = days_of(claim)
    return None if days is None else (days[0].toordinal(), days[1].toordinal())


def _flat(told: object) -> Iterator[str]:
    """All parts of what is told, those without an order in one; equal figures are told alike."""
    if isinstance(told, Attribute):
        told = astuple(told)
    if isinstance(told, (tuple, frozenset)):
        parts = sorted(told) if isinstance(told, frozenset) else told
        yield f"({len(parts)}"
        for part in parts:
            yield from _flat(part)
    else:
        yield f"{told.normalize():f}" if isinstance(told, Decimal) else str(told)


def spellings_in(judged: Judged) -> set[str]:
    """The names in a group that may have another spelling in another."""
    told = map(spelling, (*judged.claims, *judged.worked_out))
    return {each[1] for each in told if each is not None}


def keys_in(claim: Claim) -> Iterator[tuple[str, ...]]:
    """The keys that a claim stands under."""
    yield from keys_of(claim)
    told = spelling(claim)
    if told is not None:
        yield (SPELLING, *told)


def all_claims(judged: Judged) -> Iterator[Claim]:
    """All claims of a group."""
    return chain(judged.claims, judged.worked_out, judged.nobodys)
