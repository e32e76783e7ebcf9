"""Persons that no lexicon holds, known by what they are: 棋手|周子安, 机长|林秀云."""

from collections.abc import Sequence
from dataclasses import replace

from checker.extract.people import is_person, is_post
from checker.extract.persons import han_person
from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.lexicon.load import words
from checker.model import Span


def peopled(read: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with the persons as names: behind an occupation, and again wherever the text writes the same name."""
    made = [replace(row, clauses=tuple(_introduced(tokens) for tokens in row.clauses)) for row in read]
    told = {t.key for row in made for t in row.tokens if t.kind is Tok.NAME and t.tag == "person"}
    return tuple(replace(row, clauses=tuple(_again(tokens, told) for tokens in row.clauses)) for row in made)


def _introduced(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    made: list[Token] = []
    end = -1
    for j, token in enumerate(tokens):
        if token.span.start < end:
            continue
        person = _person(tokens, j) if j and _introduces(tokens[j - 1], token) else None
        if person is None or not any(other.span.end == person[1].end for other in tokens):
            made.append(token)
            continue
        end = person[1].end
        made.append(Token(Tok.NAME, person[1], person[0], person[0], "person"))
    return tuple(made)


def _person(tokens: Sequence[Token], j: int) -> tuple[str, Span] | None:
    """The person at a place, behind what says what somebody is: behind a post whoever is no word of the dictionary."""
    token = tokens[j]
    if token.kind is Tok.NAME:
        return (token.text, token.span) if is_person(token.text) else None
    found = han_person(tokens, j)
    stranger = token.tag == "" and _SHORTEST <= len(token.text) <= _LONGEST and not token.text.isascii()
    # 首席财务官|千田浩: a name that begins as no Chinese one does
    if found is None and tokens[j - 1].kind is Tok.ROLE and stranger:
        return token.text, token.span
    return found


# signs of a name whose family name is none of the Chinese ones
_SHORTEST, _LONGEST = 3, 4


def _introduces(token: Token, then: Token) -> bool:
    """Whether a word says what somebody is whose name follows: 棋手, 总裁|顾明岚, 预报员|许静文.

    A post, or a word that only ends as those do, introduces nobody but who is no word of the dictionary.
    """
    if token.kind is Tok.WORD and token.text in words("zh/surnames.toml", "occupations"):
        return True
    learned = then.kind is Tok.NAME and then.tag == "built"
    stranger = learned or (then.kind is Tok.WORD and (then.tag in _STRANGERS or _is_surname(token, then)))
    return stranger and (token.kind is Tok.ROLE or is_post(token))


# jieba's classes of words that it does not know and of persons
_STRANGERS = frozenset({"", "nr", "nrt"})


def _is_surname(token: Token, then: Token) -> bool:
    """Whether a single sign behind a post is a family name that jieba takes for a word: CEO|方|启明."""
    return token.kind is Tok.ROLE and len(then.text) == 1 and then.text in words("zh/surnames.toml", "single")


def _again(tokens: tuple[Token, ...], told: set[str]) -> tuple[Token, ...]:
    return tuple(
        Token(Tok.NAME, token.span, token.text, token.text, "person")
        if (token.kind is Tok.WORD or token.tag == "built") and token.text in told and is_person(token.text)
        else token
        for token in tokens
    )
