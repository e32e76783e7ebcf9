"""Questions and their answers: what a question names, the figures of its answer do not name again."""

import re
from collections.abc import Iterator, Mapping, Sequence

from checker.extract import terms
from checker.extract.attribute import Said
from checker.extract.grammar import grammar
from checker.extract.rows import Row
from checker.extract.special import known
from checker.extract.tokens import Tok, Token
from checker.model import CleanText, Span

# how a question ends, and how an interviewer's line begins where it asks in other words (问：有报道说…)
_ASKS = re.compile(r"[?？][\"'”’」』）)*_]*\s*\Z")
_INTERVIEWER = re.compile(r"\s*[*_]*(?:问|记者|Q)[:：]")
# code points; a longer question asks of several things
_LONGEST = 120


def questions(read: Sequence[Row], clean: CleanText) -> Mapping[Span, tuple[Token, ...]]:
    """The words of the question that a sentence answers, by the sentence's place.

    A question is answered by the first sentence behind it that tells more than yes or no.
    """
    return dict(_answers(read, clean)) if any(sign in clean.text for sign in _SIGNS) else {}


# what a question or an interviewer's line has; most texts have none
_SIGNS = ("?", "？", "问:", "问：", "记者:", "记者：", "Q:", "Q：")


def _answers(read: Sequence[Row], clean: CleanText) -> Iterator[tuple[Span, tuple[Token, ...]]]:
    asked: tuple[Token, ...] = ()
    block = -1
    for row in read:
        text = clean.text[row.span.start : row.span.end]
        if len(text) <= _LONGEST and (_ASKS.search(text) or _INTERVIEWER.match(text)):
            asked = (*asked, *row.tokens) if row.block == block else row.tokens
            block = row.block
        elif asked and not all(grammar().is_empty(token.text) for token in row.tokens):
            yield row.span, asked
            asked = ()


def asked_for(tokens: Sequence[Token]) -> Said | None:
    """The one measure that a question asks for; None where it names none, or several."""
    measures = [j for j, token in enumerate(tokens) if token.kind is Tok.ATTRIBUTE and token.tag != terms.WEAK]
    return known(tokens, measures[0], after=False) if len(measures) == 1 else None
