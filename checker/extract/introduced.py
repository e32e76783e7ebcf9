"""Persons of English texts, known by what stands beside their names: a post, an age, a Ms or a who."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.extract.english import is_verb
from checker.extract.names import known
from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import Quantity
from checker.model.record import replace

_MOST_WORDS = 4
# years of somebody whose age a text tells
_YOUNGEST, _OLDEST = 5, 110


def introduced(read: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with the Latin names of persons told as such, wherever the text writes them or their last words."""
    told = {token.key: token for row in read if Tok.NAME in row.kinds for token in _told_in(row)}
    if not told:
        return tuple(read)
    families = {lower(token.text.rpartition(" ")[2]) for token in told.values()}
    keys = told.keys() | families
    return tuple(_put(row, keys) if Tok.NAME in row.kinds else row for row in read)


def _put(row: Row, keys: set[str]) -> Row:
    if not any(token.tag == "latin" and token.key in keys for token in row.tokens):
        return row
    return replace(row, clauses=tuple(tuple(_as_person(t, keys) for t in clause) for clause in row.clauses))


def _as_person(token: Token, keys: set[str]) -> Token:
    return replace(token, tag="person") if token.tag == "latin" and token.key in keys else token


def _told_in(row: Row) -> Iterator[Token]:
    for clause, behind in pairwise((*row.clauses, ())):
        for j, token in enumerate(clause):
            if token.kind is not Tok.NAME or not _may_be_person(token):
                continue
            if (
                _behind_a_post(clause, j)
                or _speaks(clause, j, behind)
                or (j == len(clause) - 1 and _goes_on_as_person(behind))
            ):
                yield token


def _may_be_person(token: Token) -> bool:
    """Whether a name of no lexicon is a given and a family name by its looks: Luc Desmarais, Joost van Rijn."""
    parts = token.text.split()
    if token.tag != "latin" or not 1 < len(parts) <= _MOST_WORDS or known(token.key) is not None:
        return False
    capitals = parts[0][0].isupper() and parts[-1][0].isupper()
    bodies = words("en/capitals.toml", "company_words")
    letters = all(part.replace("-", "").replace("'", "").replace("’", "").replace(".", "").isalpha() for part in parts)
    return capitals and letters and parts[-1] not in bodies and lower(parts[0]) not in {"the", "a"}


def _behind_a_post(clause: Sequence[Token], j: int) -> bool:
    """Chief executive Ingrid Halvorsen, Ms Holt."""
    if j == 0:
        return False
    before = clause[j - 1]
    return before.kind is Tok.ROLE or lower(before.text).rstrip(".") in _HONOURS


def _speaks(clause: Sequence[Token], j: int, behind: Sequence[Token]) -> bool:
    """Said Marcus Adeyemi, an endocrinologist: who is told what he is behind what he said."""
    told = j == len(clause) - 1 and bool(behind) and lower(behind[0].text) in {"a", "an", "the"}
    return told and j > 0 and lower(clause[j - 1].text) in {"said", "says"}


_HONOURS = frozenset({"mr", "ms", "mrs", "dr", "sir", "dame", "prof", "lord", "lady"})


def _goes_on_as_person(behind: Sequence[Token]) -> bool:
    """Luc Desmarais, who built; Irene Carvalho, 44; Tobias Renner, an analyst."""
    if not behind:
        return False
    first = behind[0]
    if lower(first.text) in {"who", "his", "her"}:
        # who built that; her counterpart at Norvane
        return True
    value = first.value.payload if first.kind is Tok.VALUE and first.value is not None else None
    if isinstance(value, Quantity):
        plain = len(behind) == 1 and value.unit is None and value.value is not None
        return plain and value.value is not None and _YOUNGEST <= value.value <= _OLDEST
    post = next((k for k, token in enumerate(behind[:_APPOSED]) if token.kind is Tok.ROLE), None)
    return post is not None and all(_may_lead(token) for token in behind[:post])


# tokens of "the 68-year-old company's president" up to the post
_APPOSED = 5


def _may_lead(token: Token) -> bool:
    """Whether a token may stand before a post in what a name is told to be: an analyst, the company's president."""
    word = lower(token.text)
    return token.kind in {Tok.WORD, Tok.MARK} and not is_verb(token) and word not in {"whose", "by", "as", "with", "to"}
