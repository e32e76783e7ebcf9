"""The rules asked of one pair: the first that holds decides."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from checker.judge.compare import agree
from checker.judge.registry import rules
from checker.model import Judgement, Pair, Verdict


def judge(pair: Pair, off: AbstractSet[str] = frozenset()) -> Judgement | None:
    """What the first rule that holds says of the pair, or None where no rule has anything to say.

    The rules whose names are in `off` are not asked.
    Copies of one article do not agree with one another: they are one voice. Nor does one article's own difference
    between two measures need explaining: it tells both on purpose.
    """
    apart = agree(pair.left, pair.right) is False
    for rule in rules():
        if rule.apart is not None and rule.apart is not apart:
            continue
        because = None if rule.name in off else rule.check(pair)
        if because is None:
            continue
        if pair.same_origin and rule.verdict is not Verdict.CONTRADICTION:
            return None
        return Judgement(rule.name, rule.verdict, pair, because)
    return None


def judgements_of(pairs: Iterable[Pair], off: AbstractSet[str] = frozenset()) -> Iterator[Judgement]:
    """The judgements of the pairs that a rule decides, in the order of the pairs; rules in `off` are not asked."""
    for pair in pairs:
        judgement = judge(pair, off)
        if judgement is not None:
            yield judgement
