"""Which blocks of a repaired text are kept, and what part each plays."""

from collections.abc import Iterator, Sequence

from checker.clean.doubled import repeated
from checker.clean.furniture import is_furniture
from checker.model.text import Block, BlockKind

LABEL = 8  # characters of a word that is no sentence
LINK = 30  # characters of a line that links elsewhere
ABOVE = 40  # blocks of a menu above a title; a title further down is another article's
SENTENCE_ENDS = ("。", "！", "!", "？", "?", "…", ".", "；", ";", ":", "：")
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
    gone.update(_above_title(blocks, texts))
    gone.update(_tail(blocks, texts, frozenset(gone)))
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


def _is_label(block: Block, text: str) -> bool:
    """Whether a block is too short for a sentence, says no figure and is no cell."""
    if block.kind is BlockKind.CELL or len(text) > LINK or any(char.isdigit() for char in text):
        return False
    return not text.rstrip("”」\"'）)").endswith(SENTENCE_ENDS)


def _above_title(blocks: Sequence[Block], texts: Sequence[str]) -> Iterator[int]:
    """Labels above the title: a site's name and menu."""
    title = next((index for index, block in enumerate(blocks) if block.kind is BlockKind.TITLE), 0)
    if title <= ABOVE:
        yield from (index for index in range(title) if _is_label(blocks[index], texts[index]))


def _tail(blocks: Sequence[Block], texts: Sequence[str], gone: frozenset[int]) -> Iterator[int]:
    """Labels beneath the last sentence, from the first furniture there on: links that no list names."""
    start = len(blocks)
    while start > 0 and (start - 1 in gone or not texts[start - 1] or _is_label(blocks[start - 1], texts[start - 1])):
        start -= 1
    first = next((index for index in range(start, len(blocks)) if index in gone), len(blocks))
    yield from range(first, len(blocks))
