"""What came of a group as the whole folder looks at it: its claims by their places, and what is said of two of them."""

from array import array
from collections.abc import Mapping
from enum import IntEnum
from sys import intern
from typing import NamedTuple
from zlib import crc32

from checker.align.blocks import keys_of, spelling
from checker.judge.gather import excuse
from checker.model import Capped, Claim, Judgement, NotCompared, Pair, Verdict
from checker.model.record import dataclass
from checker.pipeline.hoard import Kept
from checker.pipeline.judging import Counts, Groups, Judged, Unjudged, judge_groups


class Kind(IntEnum):
    """What a claim is in its group: `NAMED` is only a name that the text mentions."""

    OWNED = 0
    WORKED_OUT = 1
    NOBODYS = 2
    NAMED = 3


# what a `Said` holds
Row = tuple[int, int, str, Verdict, str, str, bool, bool, bool, bool, bool, int | None]


class Said(NamedTuple):
    """A judgement of two claims by their numbers; `weak` tells that they agree too unsurely to settle anything.

    `excuse` is the mark of what explains, and nothing for other verdicts. Many are kept as plain tuples, which are
    packed several times as fast.
    """

    left: int
    right: int
    rule: str
    verdict: Verdict
    because: str
    level: str
    same_origin: bool
    one_sentence: bool
    copies: bool
    weighed: bool
    weak: bool
    excuse: int | None

    def row(self, first: int = 0) -> Row:
        """What it holds; claims are numbered from `first` on."""
        return (first + self.left, first + self.right, *self[2:])

    def judgement(self, claims: Mapping[int, Claim]) -> Judgement:
        """The judgement of the claims with these numbers."""
        left, right = claims[self.left], claims[self.right]
        # what many judgements say stands once
        pair = Pair(left, right, intern(self.level), self.same_origin, self.one_sentence, self.copies, self.weighed)
        return Judgement(intern(self.rule), self.verdict, pair, intern(self.because))


def said(judgement: Judgement, numbers: Mapping[str, int], *, weak: bool = False) -> Said:
    """What is said of two claims, which have these numbers."""
    pair = judgement.pair
    left, right = numbers[pair.left.id], numbers[pair.right.id]
    how = pair.same_origin, pair.one_sentence, pair.copies, pair.weighed, weak
    explained = mark(excuse(judgement)) if judgement.verdict is Verdict.EXPLAINED else None
    return Said(left, right, judgement.rule, judgement.verdict, judgement.because, pair.level, *how, explained)


def mark(key: tuple[str, ...]) -> int:
    """A short name for a key; the few that share one are told apart where they are looked at."""
    return crc32("\t".join(key).encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Digest:
    """A group without its claims, which are numbered from 0 on.

    `kinds` has the kind of each. `operands` are pairs of a claim and one that it follows from, `marks` those of the
    blocks that claims stand in, `spelled` the attributes and names that may be spelled otherwise elsewhere.
    """

    kinds: bytes
    operands: tuple[tuple[int, int], ...]
    said: tuple[Said, ...]
    marks: "array[int]"
    spelled: tuple[tuple[str, str], ...]
    namesakes: tuple[Judgement, ...]
    loose: tuple[NotCompared, ...]
    counts: tuple[Counts, ...]
    capped: tuple[Capped, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents of the group."""
        return tuple(count.document for count in self.counts)


def digested(judged: Judged) -> tuple[Digest, list[Claim]]:
    """What came of a group, and its claims by themselves."""
    stated = [*judged.claims, *judged.worked_out]
    claims = [*stated, *judged.nobodys]
    numbers = {claim.id: at for at, claim in enumerate(claims)}
    operands = [
        (numbers[claim.id], numbers[operand])
        for claim in claims
        for operand in claim.derived_from
        if operand in numbers
    ]
    named: dict[str, Claim] = {}
    for judgement in judged.judgements:
        for claim in (judgement.pair.left, judgement.pair.right):
            if claim.id not in numbers:
                numbers[claim.id] = len(numbers)
                named[claim.id] = claim
    kinds = (
        [Kind.OWNED] * len(judged.claims)
        + [Kind.WORKED_OUT] * len(judged.worked_out)
        + [Kind.NOBODYS] * len(judged.nobodys)
        + [Kind.NAMED] * len(named)
    )
    digest = Digest(
        bytes(kinds),
        tuple(operands),
        tuple(said(j, numbers, weak=(j.pair.left.id, j.pair.right.id) in judged.weak) for j in judged.judgements),
        array("L", [mark(key) for claim in stated for key in keys_of(claim)]),
        tuple(told for claim in stated if (told := spelling(claim)) is not None),
        judged.namesakes,
        judged.loose,
        judged.counts,
        judged.capped,
    )
    return digest, [*claims, *named.values()]


def digest_groups(task: Groups) -> list[Kept | Unjudged]:
    """What came of each group, in their order; its claims are kept."""
    return [Kept(*digested(made)) if isinstance(made, Judged) else made for made in judge_groups(task)]
