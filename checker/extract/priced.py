"""What the words around a figure make of it: bare figures in the currency of their sentence, and 卖3499元, a price."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from checker.extract import terms
from checker.extract.attribute import Said
from checker.extract.deeds import LOSS
from checker.extract.grammar import grammar
from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.model import Language, Quantity, Value, ValueKind
from checker.model.pattern import seldom
from checker.model.record import replace

# a figure that is told in millions, and nothing that it counts
_IN_MILLIONS = seldom(r"(?:[亿兆]|[百千]?万|\b(?:million|billion|trillion|bn|mn))\Z", re.IGNORECASE)
_ALIKE = seldom(r"[亿兆]|[百千]?万|million|billion|trillion|bn|mn", re.IGNORECASE)
_COUNTED = seldom(r"[a-z]{3}s\Z")


def in_currency(row: Row) -> Row:
    """The row with each bare figure in the currency of the money told before it, where nothing else is counted.

    What stands between them must name nothing that could be counted, and no noun may follow.
    """
    if len(row.values) < len(("$30", "40 million")) or not _may_lack(row):
        return row
    money: Token | None = None
    clauses: list[tuple[Token, ...]] = []
    between: list[Token] = []
    for clause in row.clauses:
        made: list[Token] = []
        for j, token in enumerate(clause):
            value = token.value
            if token.kind is Tok.VALUE and value is not None and value.kind is ValueKind.MONEY:
                money, between = token, []
            elif (
                money is not None and money.value is not None and _is_bare(token, money) and _may_be(clause, j, between)
            ):
                token = _priced(token, money.value)  # noqa: PLW2901 -- the same token, in its currency
                between = []
            else:
                between.append(token)
            made.append(token)
        clauses.append(tuple(made))
    return replace(row, clauses=tuple(clauses)) if money is not None else row


def _may_lack(row: Row) -> bool:
    """Whether a row has money, and a figure of no unit."""
    values = [token.value for token in row.values if token.value is not None]
    bare = any(value.kind is ValueKind.QUANTITY and value.unit is None for value in values)
    return bare and any(value.kind is ValueKind.MONEY for value in values)


def _is_bare(token: Token, money: Token) -> bool:
    value = token.value
    if token.kind is not Tok.VALUE or value is None or value.kind is not ValueKind.QUANTITY or value.unit is not None:
        return False
    return _IN_MILLIONS.search(value.text) is not None and _ALIKE.search(money.text) is not None


def _may_be(clause: Sequence[Token], j: int, between: Sequence[Token]) -> bool:
    """Whether the figure at `j` goes on with money: no word before or behind it is of what is counted."""
    behind = clause[j + 1] if j + 1 < len(clause) else None
    if behind is not None and not _is_free(behind):
        return False
    return not any(map(_counts, between))


def _is_free(token: Token) -> bool:
    """Whether what stands behind a figure is not what it counts."""
    if token.kind is Tok.WORD and token.text.isascii():
        word = lower(token.text)
        return word != "of" and (grammar().is_empty(word) or word in grammar().leads)
    return token.kind in {Tok.MARK, Tok.TIME, Tok.VALUE} or (token.kind is Tok.WORD and not token.is_noun)


def _counts(token: Token) -> bool:
    """Whether a word names what is counted, not paid: users, cars."""
    if token.kind is Tok.ATTRIBUTE:
        row = terms.attribute(token.key)
        return row is None or not {"money", "any"} & set(row.dimensions)
    if token.kind is Tok.VALUE and token.value is not None:
        return token.value.kind is ValueKind.QUANTITY
    if token.kind is not Tok.WORD:
        return False
    return _COUNTED.search(token.text) is not None if token.text.isascii() else token.is_noun


def _priced(token: Token, money: Value) -> Token:
    assert token.value is not None
    assert isinstance(token.value.payload, Quantity)
    value = replace(token.value, kind=ValueKind.MONEY, payload=replace(token.value.payload, unit=money.unit))
    return replace(token, value=value)


_PRICE = "售价"
# 卖3499元 is a price, 卖了3亿元 what it brought in
_ASKED = frozenset({"卖", "要价", "叫价", "开价", "仅售", "只卖", "才卖"})


def asked(row: Row) -> Row:
    """The row with the verb of selling right before money as the word of a price."""
    if not row.values or _ASKED.isdisjoint(row.texts):
        return row

    def worded(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        return tuple(
            replace(token, kind=Tok.ATTRIBUTE, key=_PRICE)
            if token.kind is Tok.WORD and token.text in _ASKED and behind is not None and _is_money(behind)
            else token
            for token, behind in zip_longest(tokens, tokens[1:])
            if token is not None
        )

    return replace(row, clauses=tuple(map(worded, row.clauses)))


def _is_money(token: Token) -> bool:
    return token.value is not None and token.value.kind is ValueKind.MONEY


def _negated(figure: Quantity) -> Quantity:
    low = -figure.high if figure.high is not None else None
    high = -figure.low if figure.low is not None else None
    return replace(figure, low=low, high=high, value=-figure.value if figure.value is not None else None)


def as_told(value: Value, said: Said, language: Language) -> Value:
    """The value as its attribute has it: bare money in the currency of the text, jobs that are gone without a sign."""
    payload = value.payload
    lost = said.family == "layoffs" or (said.name == LOSS and not said.change)
    if isinstance(payload, Quantity) and lost and payload.value is not None and payload.value < 0:
        # cut 15,000 jobs, lost $321 million: so many are gone, not so many fewer
        return replace(value, payload=_negated(payload))
    row = terms.attribute(said.name)
    if (
        not isinstance(payload, Quantity)
        or payload.unit is not None
        or value.kind is not ValueKind.QUANTITY
        or row is None
        or row.dimensions != ("money",)
        or language not in {Language.HANS, Language.HANT}
    ):
        return value
    return replace(value, kind=ValueKind.MONEY, payload=replace(payload, unit="CNY"))
