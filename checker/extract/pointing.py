"""Words that point back to a name: 该行 to the bank named before, 前者 to the first of two."""

from collections.abc import Iterator, Sequence
from functools import cache
from operator import is_

from checker.extract.grammar import grammar
from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.lexicon.load import load, words
from checker.model import Span
from checker.model.record import dataclass, replace

_FILE = "zh/pointers.toml"
# sentences back in which the one who is meant was named
_BACK = 2


@dataclass(frozen=True)
class Pointer:
    """Words that point to names of some kinds, or with some endings."""

    forms: tuple[str, ...]
    kinds: tuple[str, ...]
    endings: tuple[str, ...]

    def means(self, name: Token) -> bool:
        """Whether the words can mean a name."""
        if name.tag in self.kinds:
            return True
        # 晨帆 where the text has 晨帆航运 is no less a company
        ends = name.text.endswith(self.endings) or name.key.endswith(self.endings)
        return name.tag not in _OTHER and bool(self.endings) and ends


# 上海港 is no place that 该市 could mean; a person or a work ends as it likes
_OTHER = frozenset({"person", "work", "latin"})


@cache
def _pointers() -> dict[str, Pointer]:
    return {form: pointer for pointer in load(_FILE, "pointer", Pointer) for form in pointer.forms}


@cache
def _longest() -> int:
    return max(map(len, (*_pointers(), *words(_FILE, "first"), *words(_FILE, "second"))))


@cache
def _signs() -> frozenset[str]:
    """What the words that point begin with."""
    return frozenset(form[0] for form in (*_pointers(), *words(_FILE, "first"), *words(_FILE, "second")))


def pointed(read: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with a name in the place of every word that points to one name only."""
    made: list[Row] = []
    signs = _signs()
    for row in read:
        if signs.isdisjoint([token.text[:1] for token in row.tokens]):
            made.append(row)
            continue
        earlier = [name for past in made[-_BACK:] if _near(past, row) for name in _names(past.clauses)]
        clauses: list[tuple[Token, ...]] = []
        told = [earlier]
        for tokens in row.clauses:
            clauses.append(_clause(tokens, told))
            told.append(list(_names(clauses[-1:])))
        same = all(map(is_, clauses, row.clauses))
        made.append(row if same else replace(row, clauses=tuple(clauses)))
    return tuple(made)


def _near(past: Row, row: Row) -> bool:
    """Whether a sentence stands in the same paragraph as another, or in the one before it."""
    return row.block - past.block <= 1


def _names(clauses: Sequence[Sequence[Token]]) -> Iterator[Token]:
    return (token for tokens in clauses for token in tokens if token.kind is Tok.NAME)


def _clause(tokens: tuple[Token, ...], earlier: Sequence[Sequence[Token]]) -> tuple[Token, ...]:
    made: list[Token] = []
    signs = _signs()
    past = 0
    for j, token in enumerate(tokens):
        if j < past:
            continue
        # few tokens begin as the words do that point
        meant, passed = _at(tokens, j, earlier) if token.text[:1] in signs else (token, 1)
        made.append(meant)
        past = j + passed
    return tuple(made) if len(made) < len(tokens) or not all(map(is_, made, tokens)) else tokens


def _at(tokens: Sequence[Token], j: int, earlier: Sequence[Sequence[Token]]) -> tuple[Token, int]:
    """The token at a place, or the name that the words from there on point to; and how many tokens that takes."""
    text = ""
    for k in range(j, min(j + _WORDS, len(tokens))):
        text += tokens[k].text
        if len(text) > _longest():
            break
        name = _meant(text, earlier)
        if name is not None:
            span = Span(tokens[j].span.start, tokens[k].span.end)
            return Token(Tok.NAME, span, text, name.key, name.tag), k + 1 - j
    return tokens[j], 1


# tokens that a pointer may lie in: 这|家|公司
_WORDS = 3


def _meant(text: str, earlier: Sequence[Sequence[Token]]) -> Token | None:
    """The one name that words point to: of the nearest stretch that has any, where it has one only."""
    if text in words(_FILE, "first") or text in words(_FILE, "second"):
        return _of_two(earlier, second=text in words(_FILE, "second"))
    pointer = _pointers().get(text)
    if pointer is None:
        return None
    for names in reversed(earlier):
        fitting = {name.key: name for name in names if pointer.means(name)}
        if fitting:
            return next(iter(fitting.values())) if len(fitting) == 1 else None
    return None


def _of_two(earlier: Sequence[Sequence[Token]], *, second: bool) -> Token | None:
    """The first or second of the two names that were told together last."""
    for names in reversed(earlier):
        told = {name.key: name for name in names if name.text not in grammar().pronouns}
        if len(told) > 1:
            return list(told.values())[second] if len(told) == len("甲乙") else None
    return None
