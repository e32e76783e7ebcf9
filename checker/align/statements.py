"""Which figures of a story are one statement, by all that speaks for it and against it.

Where no entity and attribute match word for word, the evidence is weighed as in record linkage (Fellegi and Sunter,
1969): each observation adds its weight, the logarithm of how much likelier it is of one statement than of two. The
weights stand in `weights.toml` and were fitted to the annotated corpora.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log

from checker.align.candidates import Candidate, candidates, probability
from checker.align.observations import TELLING, amount, length
from checker.lexicon.measures import to_base
from checker.model import Claim, DateValue, NameValue, Pair, Precision, Quantity, Span

# how likely two figures must be one statement that cannot both be true, and how unlikely those may be that entity and
# attribute brought together
_CONFLICT = {"figures": 0.55, "days": 0.5, "persons": 0.5}
# days of which no event is told on either side are too many to be sure of
_SAID_NOWHERE = 0.9
# more likely yet two holders of a post must be whose body is called otherwise
_OTHER_BODY = 0.1
_DOUBT = 0.1
# days between two dates of which one may be a slip
_CLOSE = 31
# how likely two that can both be true must be, and the log-odds that sharing none, one, two and more digits adds: long
# figures are not equal by chance
_AGREE = 0.5
_SAME_DIGITS = (0.0, 0.0, log(99), log(499))


class Statements:
    """What the weight of their wording says of the figures of a folder."""

    def __init__(self, claims: Iterable[Claim], origins: Mapping[str, str]) -> None:
        """Weigh all candidates among the claims; copies have one origin and are none."""
        self._found = {(found.left.id, found.right.id): found for found in candidates(claims, origins)}

    def doubts(self, pair: Pair) -> bool:
        """Whether two figures that cannot both be true are hardly one statement, whatever brought them together.

        Two claims that each name beside the figure whose and what it is stand as they are; so do days of one event that
        lie close together.
        """
        found = self._found.get((pair.left.id, pair.right.id))
        guessed = pair.left.entity.inherited or pair.right.entity.inherited
        if found is None or not guessed:
            return False
        return not _maybe_a_slip(pair.left, pair.right) and probability(found.conflict) < _DOUBT

    def pairs(self) -> Iterator[tuple[Pair, float]]:
        """The pairs of figures that are one statement, each with how likely it is.

        An article says a thing once: of several figures of one sentence that a figure could be in conflict with, only
        the likeliest is.
        """
        best: dict[tuple[str, str, Span], float] = defaultdict(float)
        for found in self._found.values():
            for key in _facing(found):
                best[key] = max(best[key], probability(found.conflict))
        for (_, _), found in sorted(self._found.items()):
            meet = _meet(found.left, found.right)
            likely = probability(found.match + _SAME_DIGITS[_shared(found)] if meet else found.conflict)
            if not meet and any(likely < best[key] for key in _facing(found)):
                continue
            if likely >= (_AGREE if meet else _least(found)):
                level = f"one statement ({likely:.0%}): {found.reasons()}"
                yield Pair(found.left, found.right, level, weighed=True), likely


def _shared(found: Candidate) -> int:
    """How many digits two equal figures share, at the most that count; a day or a name tells as much as two."""
    if found.sort != "figures":
        return TELLING - 1
    return min(length(found.left), length(found.right), len(_SAME_DIGITS) - 1)


def _facing(found: Candidate) -> tuple[tuple[str, str, Span], ...]:
    """Each of the two with the sentence in which the other stands."""
    left, right = found.left, found.right
    return (left.id, right.document, right.sentence), (right.id, left.document, left.sentence)


def _maybe_a_slip(one: Claim, other: Claim) -> bool:
    """Whether two dates lie close together, or one of them is a year alone: when something was founded, say."""
    if not isinstance(one.value, DateValue) or not isinstance(other.value, DateValue):
        return False
    years = Precision.YEAR in {one.value.precision, other.value.precision}
    return years or abs(amount(one) - amount(other)) <= _CLOSE


def _least(found: Candidate) -> float:
    """How likely two that cannot both be true must be one statement."""
    if found.sort == "persons" and found.left.entity.name != found.right.entity.name:
        # one of several heads told in an article may be anybody's
        return _SAID_NOWHERE if not found.values["sole holders"] else _CONFLICT[found.sort] + _OTHER_BODY
    nothing_said = found.left.attribute.is_unsaid and found.right.attribute.is_unsaid
    return _SAID_NOWHERE if nothing_said and found.sort == "days" else _CONFLICT[found.sort]


def _meet(one: Claim, other: Claim) -> bool:
    a, b = one.value, other.value
    if isinstance(a, NameValue) and isinstance(b, NameValue):
        return a.name == b.name
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return to_base(a).meets(to_base(b))
    if not isinstance(a, DateValue) or not isinstance(b, DateValue) or a.start is None or b.start is None:
        return False
    return a.start <= (b.end or b.start) and b.start <= (a.end or a.start)
