"""A body that stands twice in one page: its first copy is kept.

Scraped pages repeat their article (once for the screen, once for the printer), lightly damaged here and there. Two
blocks are the same when their letters and digits are, or nearly are.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

LETTERS = re.compile(r"[\W_]+")
LONG = 24  # letters of a block that is no coincidence when it comes again: a sentence, not a heading
RUN = 3  # blocks in a row that make a second copy of a body
# a damaged copy differs in a few characters; two articles' sentences of one wording differ in their figures
ALIKE = 0.93
SHORTEST = 4  # letters of a block that can be compared at all
WINDOW = 4  # blocks that a damaged copy may lack or have more


def repeated(blocks: Sequence[str]) -> set[int]:
    """The indices of blocks that stand before, in the same words.

    >>> body = ["千问上线。", "首周下载量突破了1000万次,月活跃用户数在二十三天之后突破了3000万。", "夸克的日活稳定。"]
    >>> sorted(repeated([*body, "评论", *body]))
    [4, 5, 6]
    """
    keys = [LETTERS.sub("", block).lower() for block in blocks]
    first: dict[str, int] = {}
    partner: dict[int, int] = {}
    for index, key in enumerate(keys):
        if key and key in first:
            partner[index] = first[key]
        elif key:
            first[key] = index
    _match_damaged(keys, partner)
    return {index for index in partner if _counts(index, partner, keys)}


def _counts(index: int, partner: dict[int, int], keys: Sequence[str]) -> bool:
    """Whether a repeated block is dropped: a sentence always, a short one within a run of repeated blocks."""
    return len(keys[index]) >= LONG or _run(index, partner) >= RUN


def _run(index: int, partner: dict[int, int]) -> int:
    """How many blocks around `index` repeat a row of earlier blocks in the same order."""
    length = 1
    for step in (-1, 1):
        at = index
        while (at + step) in partner and 0 < (partner[at + step] - partner[at]) * step <= WINDOW:
            at += step
            length += 1
    return length


def _match_damaged(keys: Sequence[str], partner: dict[int, int]) -> None:
    """Damaged copies found beside exact ones: only next to a block that is a copy are they looked for."""
    for step, indices in ((1, range(1, len(keys))), (-1, range(len(keys) - 2, 0, -1))):
        for index in indices:
            beside = partner.get(index - step)
            if index in partner or beside is None or len(keys[index]) < SHORTEST:
                continue
            for candidate in range(beside + step, beside + step * (1 + WINDOW), step):
                if 0 <= candidate < index and candidate not in partner and _nearly(keys[index], keys[candidate]):
                    partner[index] = candidate
                    break


def _nearly(left: str, right: str) -> bool:
    """Whether two keys are one text, apart from damage. Copies that differ in a figure are no copies."""
    if abs(len(left) - len(right)) > 8 or re.sub(r"\D", "", left) != re.sub(r"\D", "", right):
        return False
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
