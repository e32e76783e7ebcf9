"""Sentences and clauses: where one statement ends and the next begins."""

import re

from checker.model import Block, CleanText, Span
from checker.model.record import dataclass

_SHORT = (
    *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "No", "vs", "approx"),
    *("Mr", "Ms", "Mrs", "Dr", "Prof", "Capt", "Lt", "Sgt", "Col", "Gen", "Gov", "Sen", "Rep"),
    *("Inc", "Ltd", "Co", "Corp"),
)
_NOT_SHORT = "".join(rf"(?<!\b{word}\.)" for word in _SHORT)
# 。 and its kin always end a sentence; an ASCII stop does only after a lower-case word, a closing mark or a figure,
# before a space and a capital, so that "Jan. 20", "U.S. team" and "5.0" stay whole
_SENTENCE_END = re.compile(
    r"[。！？!?；;]+[”’」』）)\"']*"
    r"|\.(?:(?<=[a-z0-9%)\"”’]\.)|(?<=[A-Z][A-Z]\.))"
    rf"{_NOT_SHORT}[”’\"')]*(?=\s+[“\"‘'(]?[A-Z0-9$£€一-鿿]|\s*$)"
)
# a comma between digits groups them; every other one parts clauses
_CLAUSE_END = re.compile(r"[，;；:：]+|,(?!\d{3}(?!\d))|—{1,2}|(?<=\s)[-–](?=\s)|–(?=\s)|…+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence between commas; `mark` is what ends it ("" at the sentence's end)."""

    span: Span
    mark: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its clauses, in the clean text; `block` is the index of its block."""

    span: Span
    clauses: tuple[Clause, ...]
    block: int


def sentences(clean: CleanText) -> tuple[Sentence, ...]:
    """The sentences of `clean`, block by block, in order."""
    found: list[Sentence] = []
    for index, block in enumerate(clean.blocks):
        found.extend(_in_block(clean.text, block, index))
    return tuple(found)


def _in_block(text: str, block: Block, index: int) -> list[Sentence]:
    return [Sentence(span, clauses(text, span), index) for span in split(text, block.span)]


def split(text: str, within: Span) -> list[Span]:
    """The sentences of a stretch of text.

    >>> raw = "他说5.0%。It fell on Jan. 20 by 5.2 percent. Then it rose."
    >>> [raw[s.start:s.end] for s in split(raw, Span(0, len(raw)))]
    ['他说5.0%。', 'It fell on Jan. 20 by 5.2 percent.', ' Then it rose.']
    """
    spans: list[Span] = []
    start = within.start
    for end in _SENTENCE_END.finditer(text, within.start, within.end):
        spans.append(Span(start, end.end()))
        start = end.end()
    if start < within.end:
        spans.append(Span(start, within.end))
    return [span for span in spans if text[span.start : span.end].strip()]


def clauses(text: str, sentence: Span) -> tuple[Clause, ...]:
    """The clauses of a sentence, without the marks that end them.

    >>> raw = "千问上线,达4,238亿元;其余不变。"
    >>> [(raw[c.span.start:c.span.end], c.mark) for c in clauses(raw, Span(0, len(raw)))]
    [('千问上线', ','), ('达4,238亿元', ';'), ('其余不变。', '')]
    """
    found: list[Clause] = []
    start = sentence.start
    for mark in _CLAUSE_END.finditer(text, sentence.start, sentence.end):
        if _between_digits(text, mark, sentence) or _is_label(text, start, mark):
            continue
        found.append(Clause(Span(start, mark.start()), mark.group()))
        start = mark.end()
    found.append(Clause(Span(start, sentence.end), ""))
    return tuple([clause for clause in found if text[clause.span.start : clause.span.end].strip()])


# code points; 价格:, 16GB+512GB版: and "Revenue:" label what follows, a longer stretch before a colon is a clause
_LABEL = 16


def _is_label(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether what stands before a colon only labels what stands behind it."""
    return (
        mark.group() in {":", "："} and mark.start() - start <= _LABEL and not text[start : mark.start()].endswith("说")
    )


def _between_digits(text: str, mark: re.Match[str], within: Span) -> bool:
    """A clock's colon and a range's dash stand between digits and part nothing."""
    if mark[0] not in _BETWEEN:
        return False
    before = mark.start() > within.start and text[mark.start() - 1].isdigit()
    return before and mark.end() < within.end and text[mark.end()].isdigit()


_BETWEEN = frozenset({":", "：", "—", "–"})
