"""Counts of some among others: six of its cars derailed is six cars."""

from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.model import Quantity
from checker.model.record import replace

# of these, what stands behind is what is counted; of whom or of them it was told before
_DETERMINERS = frozenset({"the", "its", "his", "her", "their", "our", "these", "those", "my"})


_OF = frozenset({"of", "Of", "OF", "oF"})


def partitive(row: Row) -> Row:
    """The row without the words between an English count and what it counts."""
    if not row.values or _OF.isdisjoint(row.texts):
        return row
    return replace(row, clauses=tuple(map(_clause, row.clauses)))


def _clause(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    dropped = {k for i in range(len(tokens)) if _counts_some(tokens, i) for k in (i + 1, i + 2)}
    return tuple(token for k, token in enumerate(tokens) if k not in dropped) if dropped else tokens


def _counts_some(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a bare count stands at `i`, and behind it what became of the things that it is of.

    Two of the three is two of them; of two of its aircraft, or of the passengers, no word here tells the measure.
    """
    value = tokens[i].value
    payload = value.payload if tokens[i].kind is Tok.VALUE and value is not None else None
    if not isinstance(payload, Quantity) or payload.unit is not None or i + 3 >= len(tokens):
        return False
    of, which, what = (tokens[i + k] for k in (1, 2, 3))
    counted = what.kind is Tok.WORD and not what.text.endswith(("'s", "’s"))
    told = any(token.kind in {Tok.ATTRIBUTE, Tok.EVENT} for token in tokens[i + 4 :])
    return counted and told and lower(of.text) == "of" and lower(which.text) in _DETERMINERS
