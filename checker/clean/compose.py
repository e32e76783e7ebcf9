"""A document to the text that is understood: every repair in its order."""

from collections.abc import Iterator, Sequence

from checker.clean.blocks import dropped
from checker.clean.emphasis import emphasis, single_emphasis
from checker.clean.entities import entities
from checker.clean.language import language_of
from checker.clean.mojibake import frequent_characters, mojibake
from checker.clean.pinyin import pinyin
from checker.clean.spaces import blanks, edges, invisible
from checker.clean.tags import tags
from checker.clean.tape import Edit, Run, Tape
from checker.clean.variants import simplified
from checker.clean.width import narrow
from checker.model.record import replace
from checker.model.text import Block, CleanText, Document, Format, Language, Span


def clean(document: Document) -> CleanText:
    r"""The repaired text of `document`, with the way back to its raw text.

    >>> from checker.model.text import BlockKind
    >>> raw = "夸克**日活**達(dá)5000萬(wàn)元"
    >>> made = clean(Document("d", "d.txt", raw, "", blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(raw))),)))
    >>> place = made.to_raw(Span(5, 11))
    >>> made.text, raw[place.start:place.end]
    ('夸克日活达5000万元', '5000萬(wàn)元')
    """
    tape, language = _mended(_joined(document), document.format)
    blocks, tape = _kept(document.blocks, tape)
    return CleanText(document, tape.text, tape.pieces(), tuple(blocks), language)


def clean_text(raw: str) -> CleanText:
    r"""The repaired text of a bare string: all of its lines, for nothing tells an article from the page around it.

    >>> made = clean_text("日活達(dá)５０００萬(wàn)\n&nbsp;")
    >>> made.text, made.to_raw(Span(3, 8))
    ('日活达5000万\n', Span(start=7, end=12))
    """
    tape, language = _mended(Tape((Run(raw, Span(0, len(raw))),)), Format.TEXT)
    return CleanText(Document("", "", raw, ""), tape.text, tape.pieces(), (), language)


def _mended(tape: Tape, form: Format) -> tuple[Tape, Language]:
    """The tape after every repair of characters, and the language that its text turns out to be in."""
    tape = tape.repaired(tags(form), entities, invisible, blanks, emphasis, single_emphasis, edges)
    if "?" in tape.text:
        tape = tape.repaired(mojibake(frequent_characters()))
    tape = tape.repaired(pinyin)
    repaired = narrow(tape.text)
    plain = simplified(repaired)
    return tape.rewritten(plain), language_of(repaired, plain)


def _joined(document: Document) -> Tape:
    """The raw text as a tape: its blocks, one a line, and what lies between them dropped."""
    raw, runs, at = document.raw, [], 0
    for index, block in enumerate(document.blocks):
        if index:
            runs.append(Run("\n", Span(at, at)))
        runs.append(Run("", Span(at, block.span.start)))
        # line feeds part blocks from here on: those within one are soft
        text = raw[block.span.start : block.span.end].replace("\r", " ").replace("\n", " ")
        runs.append(Run(text, block.span))
        at = block.span.end
    runs.append(Run("", Span(at, len(raw))))
    return Tape(tuple(runs))


def _kept(blocks: Sequence[Block], tape: Tape) -> tuple[list[Block], Tape]:
    """The blocks of the article with their places in the text, and the tape without the others."""
    if not blocks:
        return [], tape
    lines = tape.text.split("\n")
    gone = dropped(blocks, lines)
    edits: list[Edit] = []
    kept: list[Block] = []
    at = here = 0
    for index, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        end = at + len(line)
        if index in gone:
            edits.extend(_without(at, end, len(tape.text), first=not kept))
        else:
            here += 1 if kept else 0
            kept.append(replace(block, span=Span(here, here + len(line))))
            here += len(line)
        at = end + 1
    return kept, tape.edited(edits)


def _without(start: int, end: int, size: int, *, first: bool) -> Iterator[Edit]:
    """The edit that takes a line out with one line feed: the one after it, or before it where lines stay before."""
    if first:
        end = min(end + 1, size)
    else:
        start -= 1
    if end > start:
        yield Edit(start, end)
