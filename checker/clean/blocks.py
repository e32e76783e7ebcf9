"""Which blocks of a repaired text are kept, and what part each plays."""

from collections.abc import Iterator, Sequence

from checker.clean.doubled import repeated
from checker.clean.furniture import is_furniture
from checker.model.text import Block, BlockKind

LABEL = 8  # characters of a word that is no sentence
SENTENCE = 60  # characters that no title has
HEAD = 8  # a title that stands twice does so in the head of a page


def dropped(blocks: Sequence[Block], texts: Sequence[str]) -> set[int]:
    """The indices of the blocks that are no part of the article, or stand in it a second time."""
    empty = {index for index, text in enumerate(texts) if not text.strip()}
    # a table's cell may be a bare figure or a single word
    pairs = list(enumerate(zip(blocks, texts, strict=True)))
    gone = {at for at, (block, text) in pairs if text and block.kind is not BlockKind.CELL and is_furniture(text)}
    gone.update(_related(blocks, texts, frozenset(gone)))
    gone.update(_between(blocks, texts, frozenset(gone)))
    gone |= empty
    left = [index for index in range(len(blocks)) if index not in gone and blocks[index].kind is not BlockKind.CELL]
    gone |= {left[place] for place in repeated([texts[index] for index in left])}
    return gone.union(_second_titles(texts, [index for index in left if index not in gone]))


def _second_titles(texts: Sequence[str], left: Sequence[int]) -> Iterator[int]:
    """Lines above the first sentence that stand there a second time."""
    seen: set[str] = set()
    for index in left[:HEAD]:
        key = "".join(texts[index].split())
        if key in seen:
            yield index
        elif key.endswith("。") or len(key) > SENTENCE:
            return
        seen.add(key)


def _related(blocks: Sequence[Block], texts: Sequence[str], gone: frozenset[int]) -> Iterator[int]:
    """List items between dropped blocks: the links to other articles that stand beneath a page's notices."""
    index = 0
    while index < len(blocks):
        end = index
        while end < len(blocks) and blocks[end].kind is BlockKind.ITEM:
            end += 1
        around = (index - 1 in gone) and (end in gone or end == len(blocks))
        if end > index and around and all(not text.rstrip().endswith(("。", "；", ";")) for text in texts[index:end]):
            yield from range(index, end)
        index = max(end, index + 1)


def _between(blocks: Sequence[Block], texts: Sequence[str], gone: frozenset[int]) -> Iterator[int]:
    """Single words between dropped blocks: labels and buttons that no list names."""
    for index, block in enumerate(blocks):
        beside = all(at in gone or not 0 <= at < len(blocks) for at in (index - 1, index + 1))
        if block.kind is BlockKind.PARAGRAPH and beside and len(texts[index]) <= LABEL and index > 0:
            yield index
