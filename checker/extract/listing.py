"""Lists under a lead-in: 三家公司的营业收入如下：, and then a line for each."""

import re
from collections.abc import Sequence

from checker.extract.attribute import Said, parallel
from checker.extract.grammar import grammar
from checker.extract.lots import Lot
from checker.extract.names import canonical
from checker.extract.special import known
from checker.extract.subject import Owner, clause_subject
from checker.extract.terms import WEAK
from checker.extract.tokens import Tok, Token
from checker.model import Block, BlockKind, DateValue, Entity, Value
from checker.model.record import dataclass

# how a lead-in ends, and how a line of a list that is not marked as one begins
_ENDS = re.compile(r"(?:[:：]|如下[。.]?|as follows[:.]?)\s*$")
_LINE = re.compile(r"[^，,。；;：:\n]{1,20}[：:]")
# code points; a longer line is a paragraph
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Lead:
    """What a lead-in or a heading tells of the lines below it: whose they are, what they measure, and when."""

    subject: Owner | None = None
    said: Said | None = None
    time: Token | None = None


def lead_of(text: str, block: Block, clauses: Sequence[Sequence[Token]]) -> Lead | None:
    """What a block tells of the list below it, or None where it leads in none."""
    heads = block.kind in {BlockKind.TITLE, BlockKind.HEADING}
    if not heads and (not clauses or _ENDS.search(text) is None):
        return None
    tokens = [token for clause in clauses for token in clause]
    measures = [j for j, t in enumerate(tokens) if t.kind is Tok.ATTRIBUTE and t.tag != WEAK and t.key not in _LISTS]
    times = [token for token in tokens if token.kind is Tok.TIME and _is_period(token)]
    subject = clause_subject(tokens)
    names = sum(token.kind is Tok.NAME for token in tokens)
    return Lead(
        subject=subject if subject is not None and names == 1 and not heads else None,
        said=known(tokens, measures[0], after=False) if len(measures) == 1 else None,
        time=times[0] if len(times) == 1 and not heads else None,
    )


# a ranking ranks by something else
_LISTS = frozenset({"排名"})


def _is_period(token: Token) -> bool:
    payload = token.value.payload if token.value is not None else None
    return isinstance(payload, DateValue) and payload.start is not None


def is_line(text: str, block: Block) -> bool:
    """Whether a block is a line of a list."""
    if block.kind is BlockKind.ITEM:
        return True
    return block.kind is BlockKind.PARAGRAPH and len(text.strip()) <= _LONGEST and _LINE.match(text.strip()) is not None


def line_lot(tokens: Sequence[Token], i: int, value: Value, listed: Said | None) -> Lot | None:
    """沃尔玛：210万人: the figure of a line that names somebody and no measure is of what the list measures."""
    if listed is None:
        return None
    colon = next((j for j in range(i) if tokens[j].text in {":", "："}), None)
    if colon is None or not parallel(listed, value):
        return None
    label, between = tokens[:colon], tokens[colon + 1 : i]
    plain = all(token.kind in {Tok.QUALIFIER, Tok.TIME} or grammar().is_empty(token.text) for token in between)
    if not plain or any(token.kind in {Tok.ATTRIBUTE, Tok.EVENT, Tok.ROLE} for token in label):
        return None
    if any(token.kind in {Tok.NAME, Tok.TIME} for token in label):
        return Lot(said=listed)
    surface = "".join(token.text for token in label if token.kind is Tok.WORD)
    narrowing = any(token.kind in {Tok.VALUE, Tok.QUALIFIER, Tok.BAND} for token in label)
    if narrowing or len(surface) < len("石浦"):
        return None
    return Lot(owner=Owner(Entity(canonical(surface), surface)), said=listed, names=surface)
