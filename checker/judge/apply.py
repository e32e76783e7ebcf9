"""The rules asked of one pair: the first that holds decides."""

from collections.abc import Iterable, Iterator

from checker.judge.registry import rules
from checker.model import Judgement, Pair, Verdict


def judge(pair: Pair) -> Judgement | None:
    """What the first rule that holds says of the pair, or None where no rule has anything to say.

    Copies of one article do not agree with one another: they are one voice. Nor does one article's own difference
    between two measures need explaining: it tells both on purpose.
    """
    for rule in rules():
        because = rule.check(pair)
        if because is None:
            continue
        if pair.same_origin and rule.verdict is not Verdict.CONTRADICTION:
            return None
        return Judgement(rule.name, rule.verdict, pair, because)
    return None


def judgements_of(pairs: Iterable[Pair]) -> Iterator[Judgement]:
    """The judgements of the pairs that a rule decides, in the order of the pairs."""
    for pair in pairs:
        judgement = judge(pair)
        if judgement is not None:
            yield judgement
