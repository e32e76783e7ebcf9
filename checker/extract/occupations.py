"""Persons that no lexicon holds, known by what they are: 棋手|周子安, 机长|林秀云."""

from collections.abc import Callable, Sequence
from functools import cache

from checker.extract.grammar import grammar
from checker.extract.names import canonical, known
from checker.extract.people import is_person, is_post
from checker.extract.person_names import han_person
from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.lexicon.load import words
from checker.model import Span
from checker.model.record import replace


def peopled(read: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with the persons as names: behind an occupation, and again wherever the text writes the same name."""
    made = [_put(row, lambda tokens: _introduced(_transcribed(tokens))) if _tells(row) else row for row in read]
    told = {token.key for row in made for token in row.of(Tok.NAME) if token.tag == "person"}
    if not told:
        return tuple(made)
    # how a token begins at which one of them stands
    heads = {name[:size] for name in told for size in range(1, _SHORTEST + 1)}
    return tuple(
        row
        if heads.isdisjoint([token.text[:_SHORTEST] for token in row.tokens])
        else _put(row, lambda tokens: _again(tokens, told))
        for row in made
    )


def _put(row: Row, change: Callable[[tuple[Token, ...]], tuple[Token, ...]]) -> Row:
    return replace(row, clauses=tuple(map(change, row.clauses)))


def _tells(row: Row) -> bool:
    """Whether a sentence may introduce somebody: it has a post, an occupation or the dot of a transcription."""
    if Tok.ROLE in row.kinds or not _DOTS.isdisjoint(row.texts):
        return True
    occupations = _occupations()
    if not occupations.isdisjoint(row.texts) and any(token.text in occupations for token in row.of(Tok.WORD)):
        return True
    return any(map(is_post, [token for token in row.of(Tok.WORD) if token.tag[:1] == "n"]))


@cache
def _occupations() -> frozenset[str]:
    return frozenset(words("zh/surnames.toml", "occupations"))


_DOTS = frozenset("·•・")
_ONE_DOT = dict.fromkeys(map(ord, _DOTS), "·")


def _transcribed(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """马丁|·|克罗斯: a foreign name in Chinese put together from the words that jieba parts it into."""
    if _DOTS.isdisjoint([token.text for token in tokens]):
        return tokens
    made: list[Token] = []
    j = 0
    while j < len(tokens):
        dotted = tokens[j].text in _DOTS and made and j + 1 < len(tokens)
        if not (dotted and _is_part(made[-1]) and _is_part(tokens[j + 1])):
            made.append(tokens[j])
            j += 1
            continue
        first = [made.pop()]
        while made and made[-1].span.end == first[0].span.start and _goes_on(made[-1]):
            first.insert(0, made.pop())
        end = j + 2
        while end < len(tokens) and (tokens[end].text in _DOTS or _goes_on(tokens[end])):
            end += 1
        end -= tokens[end - 1].text in _DOTS
        parts = [*first, *tokens[j:end]]
        name = "".join(token.text for token in parts).translate(_ONE_DOT)
        # the dot stays in the name: it tells that the name is a transcription
        key = canonical(name) if known(canonical(name)) is not None else name
        made.append(Token(Tok.NAME, Span(parts[0].span.start, parts[-1].span.end), name, key, "person"))
        j = end
    return tuple(made)


def _is_part(token: Token) -> bool:
    told = token.kind is Tok.WORD or (token.kind is Tok.NAME and token.tag in {"person", "built"})
    return told and not token.text.isascii()


def _goes_on(token: Token) -> bool:
    """Whether a word belongs to a foreign name: one that jieba takes for a name, or a sign that such names have."""
    if not _is_part(token) or grammar().is_empty(token.text):
        return False
    return token.tag in _NAMES or (len(token.text) == 1 and token.text in _signs() and token.tag[:1] not in _NO_NAMES)


_NAMES = frozenset({"nr", "nrt", "nrfg"})
# jieba's classes of verbs and of function words
_NO_NAMES = frozenset("vpcudrfy")


@cache
def _signs() -> frozenset[str]:
    return frozenset("".join(words("zh/surnames.toml", "transcription")))


def _introduced(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    def introduced(j: int) -> tuple[str, Span] | None:
        person = _person(tokens, j) if j and _introduces(tokens[j - 1], tokens[j]) else None
        whole = person is not None and any(_ends_in(other, person[1].end) for other in tokens)
        return person if whole else None

    return _with_persons(tokens, introduced)


def _with_persons(tokens: Sequence[Token], person_at: Callable[[int], tuple[str, Span] | None]) -> tuple[Token, ...]:
    """The tokens with the persons found at their places as names, and what is left of words that hold their ends."""
    made: list[Token] = []
    end = -1
    for j, token in enumerate(tokens):
        person = person_at(j) if token.span.start >= end else None
        if person is not None:
            end = person[1].end
            made.append(Token(Tok.NAME, person[1], person[0], person[0], "person"))
        if token.span.start < end:
            made += _rest(token, end)
        else:
            made.append(token)
    return tuple(made)


def _ends_in(token: Token, end: int) -> bool:
    """Whether a name may end at a place in a token: at its end, or within a word that no dictionary knows."""
    within = token.span.start < end < token.span.end and token.kind is Tok.WORD and token.tag == ""
    return token.span.end == end or within


def _rest(token: Token, end: int) -> list[Token]:
    """What is left of a token behind a name that ends within it: the 列 of 何嘉朗列."""
    if not token.span.start < end < token.span.end:
        return []
    return [Token(Tok.WORD, Span(end, token.span.end), token.text[end - token.span.start :])]


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
    if token.kind is Tok.WORD and token.text in _occupations():
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
    def again(j: int) -> tuple[str, Span] | None:
        name = _told_name(tokens, j, told)
        start = tokens[j].span.start
        return (name, Span(start, start + len(name))) if name is not None else None

    return _with_persons(tokens, again)


def _told_name(tokens: Sequence[Token], j: int, told: set[str]) -> str | None:
    """The name told elsewhere that begins at a token, however jieba parts it here."""
    token = tokens[j]
    if token.kind is not Tok.WORD and token.tag != "built":
        return None
    if token.text in told and is_person(token.text):
        return token.text
    written, at = "", j
    while at < len(tokens) and len(written) < _SHORTEST and tokens[at].kind is Tok.WORD:
        if tokens[at].span.start != token.span.start + len(written):
            break
        written += tokens[at].text
        at += 1
    name = written[:_SHORTEST]
    whole = len(name) == _SHORTEST and name in told and is_person(name)
    return name if whole and _ends_in(tokens[at - 1], token.span.start + _SHORTEST) else None
