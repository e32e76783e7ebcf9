"""The main text of a cluttered page: which of its blocks are the article, by another project's judgement.

The library gives text without places. Its paragraphs are looked for in the blocks that were read here, and those blocks
are kept: every offset stays true to the file.
"""

from collections.abc import Sequence
from html import unescape

from checker.errors import ExtraError, UnreadableError
from checker.model.text import Block, BlockKind, Span, Spans
from checker.read.extracted import tamed
from checker.read.html import without_tags

EXTRA = "web"
OPTION = "--main-text"
# code points; a page has some hundred thousand, and the library builds several trees of it
LARGEST_PAGE = 5_000_000


def main_blocks(raw: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of the page's main text with its title; all blocks where the main text is not found back in them.

    Raises:
        ExtraError: the library is missing.
    """
    try:
        from trafilatura import extract  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ExtraError(OPTION, EXTRA) from error
    if len(raw) > LARGEST_PAGE:
        return tuple(blocks)
    try:
        with tamed("trafilatura"):
            text = extract(raw, include_comments=False)
    except UnreadableError:
        return tuple(blocks)
    return _kept(raw, blocks, (text or "").splitlines())


def _kept(raw: str, blocks: Sequence[Block], paragraphs: Sequence[str]) -> tuple[Block, ...]:
    """The blocks in which the paragraphs stand, and the title; all of them where a paragraph stands nowhere."""
    bare = [_bare(unescape(without_tags(raw[block.span.start : block.span.end]))) for block in blocks]
    text = "".join(bare)
    found: list[Span] = []
    at = 0
    for wanted in filter(None, map(_bare, paragraphs)):
        start = text.find(wanted, at)
        if start < 0:
            start = text.find(wanted)  # told in another order
        if start < 0:
            return tuple(blocks)
        at = start + len(wanted)
        found.append(Span(start, at))
    if not found:
        return tuple(blocks)
    main, end, kept = Spans(found), 0, []
    for block, letters in zip(blocks, bare, strict=True):
        begin, end = end, end + len(letters)
        if block.kind is BlockKind.TITLE or main.touching(Span(begin, end)):
            kept.append(block)
    return tuple(kept)


def _bare(text: str) -> str:
    """The letters and figures of a text: marks, spaces and the signs of lists and tables tell two writings apart.

    >>> _bare("- 日活 | 1.2 亿,")
    '日活12亿'
    """
    return "".join(char for char in text if char.isalnum())
