"""Which figures of a story are one statement, by all that speaks for it and against it.

Where no entity and attribute match word for word, the evidence is weighed as in record linkage (Fellegi and Sunter,
1969): each observation adds its weight, the logarithm of how much likelier it is of one statement than of two. The
weights stand in `weights.toml` and were fitted to the annotated corpora.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import log

from checker.align.apart import HELD, SLIPS, named_apart, of_others, of_two_holders
from checker.align.candidates import Candidate, candidate_of, candidates_of, probability, stories_of
from checker.align.figure import TELLING, Figure, Told, amount, has_year, told
from checker.align.story import OFFICIAL, Story
from checker.lexicon.events import kin
from checker.model import Capped, Claim, DateValue, NameValue, Pair, Precision, Quantity, ValueKind

# how likely two that cannot both be true must be one statement; 2 is never
_CONFLICT = {"figures": 0.67, "days": 0.5, "persons": 0.6, "relations": 0.65}
# an article tells few places in a field, and little else could be meant
_RANKS = 0.6
_NEVER = 2.0
# days of which no event is told on either side are too many to be sure of
_SAID_NOWHERE = 0.9
# more likely yet two holders of a post must be whose body is called otherwise
_OTHER_BODY = 0.1
# how likely at least where two such values are a conflict already, told by others
_AGAIN = 0.3
# how unlikely those may be that entity and attribute brought together, and less likely yet figures of one size
_DOUBT, _LESS = 0.165, 0.07
# days between two dates of which one may be a slip
_CLOSE = 31
# how likely two figures of which one is a slip must be to be nothing else
_NEARLY_SURE = 0.95
# how likely two that can both be true must be, in several digits, in one, as ranks, as days; and the log-odds that
# sharing none, one, two and more digits adds: long figures are not equal by chance
_AGREE, _AGREE_SHORT, _AGREE_RANKS, _AGREE_DAYS = 0.2, 0.25, 0.5, 0.1
_SAME_DIGITS = (0.0, 0.0, log(99), log(499))
# the log-odds more that the places of two passages are one statement, which hold few figures that could be meant
_SIDE_BY_SIDE = log(14)
# pairs of figures of a story that are looked at one by one; of more all are at once
_FEW = 3_500
# how much less than what is asked may have been lost in the last digit
_SLACK = 1e-6


class Statements:
    """What the weight of their wording says of the figures of a folder."""

    def __init__(
        self,
        claims: Iterable[Claim],
        origins: Mapping[str, str],
        *,
        side_by_side: bool = False,
        capped: list[Capped] | None = None,
    ) -> None:
        """Weigh all candidates among the claims; copies have one origin and are none.

        `capped` is told of stories with too many figures to weigh all. Two passages that somebody set `side_by_side`
        are likelier to tell one thing than two places of two articles.
        """
        listed = list(claims)
        self._side_by_side = side_by_side
        self._stories: dict[str, Story] = {}
        self._hopeful: list[Candidate] = []
        for story in stories_of(listed, origins, capped):
            self._stories |= dict.fromkeys(story.figures, story)
            if side_by_side or story.facing.count() <= _FEW:
                self._hopeful += filter(self._may_be_one, candidates_of(story))
            else:
                from checker.align.at_once import hopeful  # noqa: PLC0415 -- numpy takes as long to load as a small story

                self._hopeful += hopeful(story, _asked_to_agree, _log_odds(_AGAIN))
        # what each article tells, and each of its sentences
        self._tellers: dict[Told, set[str]] = defaultdict(set)
        self._said: dict[_Sentence, set[Told]] = defaultdict(set)
        for claim in listed:
            if not claim.derived_from:
                known = self._stories.get(claim.id)
                value = told(claim) if known is None else known.figures[claim.id].told
                self._tellers[value].add(claim.document)
                # a table's row tells the years side by side, and which is which is what may be mistaken
                if not claim.found_by.startswith("table") and OFFICIAL not in claim.wording.clause:
                    self._said[_sentence(claim)].add(value)

    def _may_be_one(self, found: Candidate) -> bool:
        """Whether a candidate can come to anything: likely enough to agree, or to be in conflict."""
        if self._side_by_side and named_apart(found):
            return False
        before = self._before(found) + _SLACK
        if _meet(found):
            rank = found.left.kind is ValueKind.RANK
            return found.match + before >= _asked_to_agree(found.sort, rank, _shared(found))
        return found.conflict + before >= _log_odds(_AGAIN)

    def doubts(self, pair: Pair) -> bool:
        """Whether two figures that cannot both be true are hardly one statement, whatever brought them together.

        Two claims that each name beside the figure whose and what it is stand as they are; so do days of one event that
        lie close together.
        """
        guessed = pair.left.entity.inherited or pair.right.entity.inherited
        if not guessed or self._side_by_side or _maybe_a_slip(pair.left, pair.right):
            return False
        story = self._stories.get(pair.left.id)
        found = candidate_of(story, pair.left.id, pair.right.id) if story is not None else None
        if found is None:
            return False
        # figures of one size for which neither article has a likelier one are rather one thing
        least = _LESS if found.telling["best of all"] == len(found.figures) and found.values.get("near") else _DOUBT
        return probability(found.conflict) < least

    def found(self) -> Iterator[tuple[Candidate, float]]:
        """The candidates that are one statement, each with how likely it is.

        An article says a thing once: of several figures of one sentence that a figure could be in conflict with, only
        the likeliest is; nor is a figure in conflict with two that one article tells of two things. A conflict that is
        nearly sure between two articles is likelier between two more.
        """
        apart: list[tuple[float, Candidate]] = []
        for found in sorted(self._hopeful, key=lambda found: (found.left.id, found.right.id)):
            if _meet(found):
                likely = probability(self._before(found) + found.match + _SAME_DIGITS[_shared(found)])
                if likely >= _least_to_agree(found) and not of_two_holders(found):
                    yield found, likely
            elif (likely := probability(self._before(found) + found.conflict)) >= _AGAIN and not _is_span(found):
                apart.append((likely, found))
        apart.sort(key=lambda item: (-item[0], item[1].left.id, item[1].right.id))
        facing: dict[tuple[str, _Sentence], float] = {}
        against: dict[str, set[Told]] = defaultdict(set)
        slips: dict[str, Told] = {}
        sure: set[frozenset[Told]] = set()
        for likely, found in apart:
            best = [facing.setdefault(key, likely) for key in _facing(found)]
            again = found.values["told there as well"] == 0 and _values(found) in sure
            if (
                likely < (_AGAIN if again else _least(found))
                or likely < max(best)
                or (likely < _NEARLY_SURE and of_others(found))
            ):
                continue
            slip = any(found.values.get(name) for name in SLIPS)
            explained = any(slips.get(one.id, other.told) != other.told for one, other in _figures(found))
            if (
                (explained and likely < _NEARLY_SURE)
                or self._another_faces(found, against)
                or self._told_together(found)
            ):
                continue
            for one, other in _figures(found):
                against[one.id].add(other.told)
                if slip and likely >= _NEARLY_SURE:
                    # 116 for 161 is no other figure's slip: what differs from it otherwise is told of another thing
                    slips.setdefault(one.id, other.told)
            sure.add(_values(found))
            yield found, likely

    def _before(self, found: Candidate) -> float:
        """The log-odds, before anything is observed of the two, that they are one statement."""
        return _SIDE_BY_SIDE if self._side_by_side and found.sort not in HELD else 0.0

    def _told_together(self, found: Candidate) -> bool:
        """Whether the sentence of one of the two tells the other's figure as well: of something else."""
        return any(
            other.told in self._said[_sentence(one.claim)] or _is_written(other.claim, one.claim)
            for one, other in _figures(found)
        )

    def _another_faces(self, found: Candidate, against: Mapping[str, set[Told]]) -> bool:
        """Whether one of the two is in conflict with a figure already that an article tells beside the other one's."""
        return any(
            value != other.told and not self._tellers[value].isdisjoint(self._tellers[other.told])
            for one, other in _figures(found)
            for value in against[one.id]
        )


@cache
def _log_odds(likely: float) -> float:
    return log(likely / (1 - likely))


def _values(found: Candidate) -> frozenset[Told]:
    """The two values of a pair, wherever they are told."""
    # a cut of 420 posts and 420 posts that are cut
    return frozenset((kind, value.removeprefix("-")) for kind, value in (figure.told for figure in found.figures))


def pair_of(found: Candidate, likely: float) -> Pair:
    """The pair that a candidate is, with what speaks for it."""
    return Pair(found.left, found.right, f"one statement ({likely:.0%}): {found.reasons()}", weighed=True)


_NUMBER = re.compile(r"\d[\d,]*\.?\d+")


def _is_written(claim: Claim, where: Claim) -> bool:
    """Whether the sentence of another claim writes the very figure of a claim, with no words for what it is of."""
    number = _NUMBER.search(claim.quote) if isinstance(claim.value, Quantity) else None
    if number is None or number.group() in where.quote or sum(map(str.isdigit, number.group())) < TELLING:
        return False
    if number.group() not in where.context:
        return False
    told_ = re.search(rf"(?<![\d.,]){re.escape(number.group())}(?![\d.,]*\d)", where.context)
    return told_ is not None and "\n" not in where.context


def _is_span(found: Candidate) -> bool:
    """Whether one of two dates is several days, which are seldom told to the day (over the weekend)."""
    dates = (claim.value for claim in (found.left, found.right) if isinstance(claim.value, DateValue))
    return any(0 < (date.end - date.start).days < _CLOSE - _SHORT for date in dates if date.start and date.end)


# a month has as many days more, at the least
_SHORT = 4


def _figures(found: Candidate) -> tuple[tuple[Figure, Figure], tuple[Figure, Figure]]:
    """Each of the two with the other."""
    one, other = found.figures
    return (one, other), (other, one)


def _shared(found: Candidate) -> int:
    """How many digits two equal figures share, at the most that count; a day or a name tells as much as two."""
    if found.sort != "figures":
        return TELLING - 1
    one, other = found.figures
    return min(one.length, other.length, len(_SAME_DIGITS) - 1)


# a document's id, where a sentence begins in it and where it ends
_Sentence = tuple[str, int, int]


def _sentence(claim: Claim) -> _Sentence:
    return claim.document, claim.sentence.start, claim.sentence.end


def _facing(found: Candidate) -> tuple[tuple[str, _Sentence], ...]:
    """Each of the two with the sentence in which the other stands."""
    left, right = found.left, found.right
    return (left.id, _sentence(right)), (right.id, _sentence(left))


def _maybe_a_slip(one: Claim, other: Claim) -> bool:
    """Whether two dates lie close together, or one of them is a year alone: when something was founded, say."""
    if not isinstance(one.value, DateValue) or not isinstance(other.value, DateValue):
        return False
    years = Precision.YEAR in {one.value.precision, other.value.precision}
    return years or abs(amount(one) - amount(other)) <= _CLOSE


def _least_to_agree(found: Candidate) -> float:
    """How likely two that can both be true must be one statement."""
    return _to_agree(found.sort, _shared(found), rank=found.left.kind is ValueKind.RANK)


def _to_agree(sort: str, shared: int, *, rank: bool) -> float:
    if rank:
        return _AGREE_RANKS
    if sort == "days":
        return _AGREE_DAYS
    return _AGREE if shared > 1 else _AGREE_SHORT


def _asked_to_agree(sort: str, rank: bool, digits: int) -> float:  # noqa: FBT001 -- see `at_once.Agreeing`
    """The log-odds that the words of two that can both be true and share so many digits must come to."""
    shared = digits if sort == "figures" else TELLING - 1
    return _log_odds(_to_agree(sort, shared, rank=rank)) - _SAME_DIGITS[shared]


def _least(found: Candidate) -> float:
    """How likely two that cannot both be true must be one statement."""
    if found.sort in HELD and not found.values["one at a time"] and not found.values["nearly one name"]:
        if found.values["sole holders"] and found.telling["same entity, carried on"]:
            return _CONFLICT[found.sort] + _OTHER_BODY
        # several at a time may write, act, supply
        return _SAID_NOWHERE if found.sort == "persons" else _NEVER
    if found.sort == "persons" and found.left.entity.name != found.right.entity.name:
        named = not found.left.entity.inherited or not found.right.entity.inherited
        bodies = {found.left.entity.name, found.right.entity.name} - {""}
        if found.values["crossed"] or found.values["nearly one name"] or (len(bodies) == 1 and not named):
            return _CONFLICT[found.sort]
        # one of several heads told in an article may be anybody's; so may be whose body one article alone names
        return _SAID_NOWHERE if named or not found.values["sole holders"] else _CONFLICT[found.sort] + _OTHER_BODY
    if found.left.kind is ValueKind.RANK:
        return _RANKS
    return _least_of_days(found) if found.sort == "days" else _CONFLICT[found.sort]


def _least_of_days(found: Candidate) -> float:
    if _roughly_told(found) and not (_one_event(found) and (_of_one(found) or _of_nobody(found))):
        # a year or a month is told of much that happens
        return _NEVER
    one, other = found.left.attribute, found.right.attribute
    nothing_said = one.is_unsaid and other.is_unsaid
    two_events = one.known and other.known and not _one_event(found)
    if not has_year(found.left) and not _one_event(found):
        # a day of any year tells little: both must say of what it is
        return _NEVER
    if _roughly_told(found) and not _of_one(found):
        return _NEARLY_SURE
    return _SAID_NOWHERE if nothing_said or two_events else _CONFLICT["days"]


def _roughly_told(found: Candidate) -> bool:
    """Whether two dates are told by their years or months alone."""
    dates = [claim.value for claim in (found.left, found.right) if isinstance(claim.value, DateValue)]
    return all(date.precision in {Precision.YEAR, Precision.MONTH} for date in dates)


def _one_event(found: Candidate) -> bool:
    """Whether two dates are of events called by one word, or by words that tell one event by turns."""
    one, other = (claim.attribute.name for claim in (found.left, found.right))
    return one == other or not kin().get(one, frozenset()).isdisjoint(kin().get(other, frozenset()))


def _of_one(found: Candidate) -> bool:
    """Whether no article tells of both owners, each by its name."""
    return found.telling["owners told apart"] < len(found.figures)


def _of_nobody(found: Candidate) -> bool:
    """Whether neither date's sentence says whose it is: the story goes on with somebody else in each article."""
    return found.left.entity.inherited and found.right.entity.inherited


def _meet(found: Candidate) -> bool:
    """Whether two values can be one."""
    one, other = found.figures
    if one.top < other.bottom or other.top < one.bottom:
        return False
    if one.base is not None and other.base is not None:
        return one.base.meets(other.base)
    a, b = found.left.value, found.right.value
    if isinstance(a, NameValue) and isinstance(b, NameValue):
        return a.name == b.name
    if not isinstance(a, DateValue) or not isinstance(b, DateValue):
        return False
    if a.start is None or b.start is None:
        return a.start == b.start and a.days is not None and a.days == b.days
    return a.start <= (b.end or b.start) and b.start <= (a.end or a.start)
