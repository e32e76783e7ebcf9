"""The rules asked of one pair: the first that holds decides."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from checker.judge.compare import agree
from checker.judge.marks import AGREEING, marks
from checker.judge.registry import rules
from checker.judge.rule import Rule
from checker.model import Judgement, Pair, Verdict
from checker.model.record import dataclass


def judge(pair: Pair, off: AbstractSet[str] = frozenset()) -> Judgement | None:
    """What the first rule that holds says of the pair, or None where no rule has anything to say.

    The rules whose names are in `off` are not asked.
    Copies of one article do not agree with one another: they are one voice. Nor does one article's own difference
    between two measures need explaining: it tells both on purpose.
    """
    off = frozenset(off)
    held = marks(pair)
    if pair.same_origin and not _asked(True, held, off).contradictions:  # noqa: FBT003 -- taken that they are apart
        return None
    agrees = agree(pair.left, pair.right)
    asked = _asked(agrees is False, held | AGREEING if agrees else held, off)
    if not asked.rules:
        return None
    if pair.same_origin and not any(rule.check(pair) is not None for rule in asked.contradictions):
        return None
    for rule in asked.rules:
        because = rule.check(pair)
        if because is None:
            continue
        if pair.same_origin and rule.verdict is not Verdict.CONTRADICTION:
            return None
        return Judgement(rule.name, rule.verdict, pair, because)
    return None


@dataclass(frozen=True, slots=True)
class _Asked:
    """The rules that are asked, in their order, and those of them whose verdict is a contradiction."""

    rules: tuple[Rule, ...]
    contradictions: tuple[Rule, ...]


@lru_cache(maxsize=1 << 12)
def _asked(apart: bool, held: int, off: frozenset[str]) -> _Asked:  # noqa: FBT001 -- of two that cannot both be true
    told = tuple(
        rule
        for rule in rules()
        if rule.apart in {None, apart} and rule.needs & held == rule.needs and rule.name not in off
    )
    return _Asked(told, tuple(rule for rule in told if rule.verdict is Verdict.CONTRADICTION))


def judgements_of(pairs: Iterable[Pair], off: AbstractSet[str] = frozenset()) -> Iterator[Judgement]:
    """The judgements of the pairs that a rule decides, in the order of the pairs; rules in `off` are not asked."""
    for pair in pairs:
        judgement = judge(pair, off)
        if judgement is not None:
            yield judgement
