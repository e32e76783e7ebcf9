"""Claims of several groups to judgements: those that share a block are in one bucket, and are compared there."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Self

from checker.align.blocks import keys_of, spelling
from checker.align.spellings import Spellings
from checker.errors import NO_MEMORY, CheckerError
from checker.lexicon.overlay import House, put_in_force
from checker.model import Capped, Claim
from checker.model.record import dataclass, replace
from checker.pipeline.crowd import judged_in
from checker.pipeline.hoard import Row
from checker.pipeline.said import Kind, Said, mark, said
from checker.pipeline.workshop import Needed, Shared
from checker.settings import Judge

# what claims are of, of which as many are named as a line holds
_NAMED = 3

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks that several groups tell: their marks, those of two spellings of a name, and how many buckets.

    All claims of a block are in one bucket.
    """

    shared: frozenset[int]
    close: Mapping[tuple[str, str], Sequence[_Key]]
    buckets: int

    def keys(self, claim: Claim) -> Iterator[tuple[_Key, int]]:
        """The blocks in which a claim meets others, each with its bucket."""
        told = spelling(claim)
        for key in (*keys_of(claim), *(self.close.get(told, ()) if told is not None else ())):
            if (marked := mark(key)) in self.shared:
                yield key, marked % self.buckets


@dataclass(frozen=True, slots=True)
class Meeting:
    """The buckets of claims that meet; `kinds` are those of the claims from `first` on.

    What nobody owns meets nobody, and nor does what is only mentioned, though it may share a mark with others.
    """

    blocks: Shared[Blocks]
    kinds: Sequence[int]
    first: int = 0

    def of(self, number: int, claim: Claim) -> list[int]:
        """The buckets of a claim, each once."""
        if self.kinds[number - self.first] > Kind.WORKED_OUT:
            return []
        return sorted({bucket for _, bucket in self.blocks.value.keys(claim)})

    def among(self, first: int, count: int) -> "Meeting":
        """What is to be known for so many claims, from the first on."""
        return Meeting(self.blocks, self.kinds[first - self.first : first - self.first + count], first)


@dataclass(frozen=True, slots=True)
class Met(Needed):
    """A bucket of claims to be judged in one go, or of one block; pairs within one group were judged before.

    With `only` it is told of blocks of these documents alone that not all of them is compared.
    """

    bucket: int
    blocks: Shared[Blocks]
    settings: Judge
    house: Shared[House]
    only: AbstractSet[str] | None = None
    rows: Sequence[Row] = ()
    block: _Key | None = None

    def filled(self, rows: Sequence[Row]) -> Self:
        """The task with its rows."""
        return replace(self, rows=rows)

    def parts(self) -> Sequence[Self]:
        """A task for each block."""
        return [replace(self, rows=rows, block=key) for key, rows in self.each()]

    def work(self) -> str:
        """What the task does, by the claims that it compares."""
        return f"{self.names()}: comparing these claims"

    def names(self) -> str:
        """What the claims are of, as many names as a line holds."""
        names = sorted({f"{claim.entity.name} · {claim.attribute.name}" for _, claim, _, _ in self.rows})
        return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else "")

    def is_asked_for(self, rows: Sequence[Row]) -> bool:
        """Whether any of the documents that are asked for tells one of these claims."""
        return self.only is None or any(row[1].document in self.only for row in rows)

    def each(self) -> list[tuple[_Key, list[Row]]]:
        """The blocks that several groups tell."""
        grouped: dict[_Key, list[Row]] = defaultdict(list)
        for row in self.rows:
            for key, bucket in self.blocks.value.keys(row[1]):
                if bucket == self.bucket and self.block in {None, key}:
                    grouped[key].append(row)
        return [(key, rows) for key, rows in sorted(grouped.items()) if len({head for *_, head in rows}) > 1]


def judge_met(task: Met) -> list[Said | Capped]:
    """What is said of pairs of claims of two groups, and what was too large to be compared all with all.

    Of a pair of several blocks it is said in each.
    """
    capped: list[Capped] = []
    numbers = {claim.id: number for number, claim, _, _ in task.rows}
    origins = {claim.document: origin for _, claim, origin, _ in task.rows}
    heads = {claim.document: head for _, claim, _, head in task.rows}
    try:
        with put_in_force(task.house.value):
            found = [
                said(judgement, numbers)
                for _, rows in task.each()
                for judgement in judged_in(
                    sorted((row[1] for row in rows), key=_id),
                    origins,
                    heads,
                    task.settings.off,
                    capped if task.is_asked_for(rows) else None,
                    asked=task.only or frozenset(),
                )
            ]
    except MemoryError as error:
        msg = f"{task.work()} {NO_MEMORY}"
        raise CheckerError(msg) from error
    return [*found, *capped]


def _id(claim: Claim) -> str:
    return claim.id


def blocks_of(shared: Mapping[int, int], spelled: Counter[tuple[str, str]], most: int, part: int) -> Blocks:
    """The blocks, in at most so many buckets with about so many claims in `part`.

    `shared` is how many claims there are of each mark that several groups tell, `spelled` of each attribute and name
    that may be spelled otherwise elsewhere.
    """
    held = dict(shared)
    close = _close(spelled)
    for told, listed in close.items():
        for each in map(mark, listed):
            held[each] = held.get(each, 0) + spelled[told]
    return Blocks(frozenset(held), close, min(sum(held.values()) // part + 1, most))


def _close(spelled: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[_Key]]:
    """The blocks in which an attribute's claims of two spellings of a name meet, by attribute and name."""
    names = Spellings(name for _, name in spelled)
    close: dict[tuple[str, str], list[_Key]] = {}
    for attribute, name in spelled:
        for other in names.of(name):
            if (attribute, other) in spelled:
                two = sorted((name, other))
                close.setdefault((attribute, name), []).append(("~", attribute, *two))
    return close
