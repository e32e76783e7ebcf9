"""The telling words around a value: by them two articles are seen to tell one thing whose owner neither names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from checker.extract.grammar import grammar
from checker.extract.part import once
from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token, is_latin
from checker.lexicon.concepts import concepts
from checker.lexicon.events import kin
from checker.lexicon.finder import lower
from checker.model import WORK, Claim, CleanText, DateValue, Span, ValueKind, Wording
from checker.model.record import dataclass, replace

# tokens before and behind a value that stand beside it
_BEFORE, _BEHIND = 3, 2
_KEYED = frozenset({Tok.NAME, Tok.ATTRIBUTE, Tok.ROLE, Tok.QUALIFIER, Tok.BAND, Tok.EVENT})
# jieba's classes of function words: particles, conjunctions, prepositions, pronouns, adverbs, numerals, counters, …
_FUNCTION = frozenset("ucprdmqfyoex")
# letters of an English word that an ending is taken from, and of a word that is no function word
_STEM, _LONG = 4, 3
_ENDINGS = ("es", "ed", "ing", "s", "e")
_DOUBLING, _DOUBLED = frozenset({"ed", "ing"}), frozenset("bdgmnprt")


def worded(
    claims: Iterable[Claim],
    read: Sequence[Row],
    clean: CleanText,
    heads: Mapping[Span, Sequence[Token]],
    questions: Mapping[Span, Sequence[Token]],
) -> list[Claim]:
    """The claims with the words around their values.

    `heads` are what the row and the column say of the values (by their place in the clean text) that stand in a table,
    `questions` the words of what a sentence answers, by its place there.
    """
    at = {
        clean.to_raw(token.span): (row, index, i)
        for row in read
        for index, tokens in enumerate(row.clauses)
        for i, token in enumerate(tokens)
        if token.kind in _VALUES
    }
    claims = list(claims)
    held = {clean.to_raw(row.span): row for row in read} if any(claim.kind in _HELD for claim in claims) else {}
    above = {clean.to_raw(span): tokens for span, tokens in heads.items()}
    told: dict[Span, _Sentence] = {}
    places: dict[Span, list[Span]] = {}
    # several claims are made of one value
    made: dict[Span, Wording] = {}

    def given(claim: Claim) -> Claim:
        place = at.get(claim.span)
        if place is not None:
            wording = made.get(claim.span)
            if wording is None:
                row, index, i = place
                sentence = told.get(row.span)
                if sentence is None:
                    sentence = told[row.span] = _sentence(row, questions.get(row.span, ()))
                wording = made[claim.span] = _around(sentence, index, i, above.get(claim.span, ()))
            return replace(claim, wording=wording)
        if claim.kind in _HELD and claim.sentence in held:
            row = held[claim.sentence]
            if row.span not in places:
                places[row.span] = [clean.to_raw(token.span) for token in row.tokens]
            of = _of(above.get(claim.span, ()))
            return replace(claim, wording=replace(_beyond(row, claim.span, places[row.span]), beside=of))
        return claim

    return [given(claim) for claim in claims]


_VALUES = frozenset({Tok.VALUE, Tok.TIME})
_HELD = frozenset({ValueKind.ROLE, ValueKind.RELATION})

# jieba's classes of words for sides and of numerals: the 前 of 前挡风玻璃, the 二 of 二食堂
_SIDES = frozenset("fm")


def _of(tokens: Sequence[Token]) -> frozenset[str]:
    """What the words for a thing tell, with its sides and what it is: the 前 of 前挡风玻璃, the tunnel of 赣江隧道."""
    sides = (token.text for token in tokens if token.tag in _SIDES and len(token.text) == 1)
    works = (WORK + token.key for token in tokens if token.tag == "work")
    return keys(tokens).union(sides, works, *(_pieces(token.text) for token in tokens if token.tag == "built"))


def _beyond(row: Row, span: Span, places: Sequence[Span]) -> Wording:
    """The words of the clauses and the sentence around a post and its holder; `places` are the tokens' in the file."""
    inside = [span.contains(place) for place in places]
    clause: list[Token] = []
    at = 0
    for tokens in row.clauses:
        own = inside[at : at + len(tokens)]
        at += len(tokens)
        if any(own):
            clause += [token for token, is_own in zip(tokens, own, strict=True) if not is_own]
    names = [token for token in clause if token.kind is Tok.NAME]
    return Wording(
        clause=keys(clause),
        sentence=keys(token for token, is_own in zip(row.tokens, inside, strict=True) if not is_own),
        names=frozenset([token.key for token in names if token.tag != "place"]),
        places=frozenset([token.key for token in names if token.tag == "place"]),
        dated=_times(row.times),
    )


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A row with what each of its tokens tells, clause by clause, what all of them tell, and its times."""

    row: Row
    keyed: tuple[list[frozenset[str]], ...]
    all: frozenset[str]
    times: list[tuple[Token, str]]
    asked: frozenset[str]


def _sentence(row: Row, question: Sequence[Token]) -> _Sentence:
    told = keyed(row)
    asked = keys(question) if question else _NOTHING
    ends = [0, *accumulate(map(len, row.clauses))]
    clauses = tuple([told[start:end] for start, end in pairwise(ends)])
    times = [(token, iso) for token in row.times if (iso := _time(token))]
    return _Sentence(row, clauses, asked.union(*told), times, asked)


@once
def keyed(row: Row) -> list[frozenset[str]]:
    """What each token of a sentence tells."""
    return [_keys_of(token.kind, token.text, token.key, token.tag) for token in row.tokens]


def _around(told: _Sentence, index: int, i: int, heads: Sequence[Token]) -> Wording:
    tokens, keyed = told.row.clauses[index], told.keyed[index]
    above = keys(heads) if heads else _NOTHING
    near = above.union(*keyed[max(0, i - _BEFORE) : i], *keyed[i + 1 : i + 1 + _BEHIND])
    clause = above.union(*keyed[:i], *keyed[i + 1 :])
    around = [*tokens[:i], *tokens[i + 1 :], *heads]
    if not clause and index + 1 < len(told.keyed):
        # 4月28日,首批车主提走了车: a value alone is told of the next clause
        clause, around = _NOTHING.union(*told.keyed[index + 1]), list(told.row.clauses[index + 1])
    names = [token for token in around if token.kind is Tok.NAME]
    return Wording(
        beside=near,
        clause=clause | told.asked if told.asked else clause,
        sentence=above | told.all if above else told.all,
        names=frozenset([token.key for token in names if token.tag != "place"]),
        places=frozenset([token.key for token in names if token.tag == "place"]),
        times=_times(around) if told.times or heads else _NOTHING,
        dated=_times(heads).union([iso for token, iso in told.times if token is not tokens[i]]),
    )


def keys(tokens: Iterable[Token]) -> frozenset[str]:
    """What tokens tell: canonical names and terms, and words that are no function words, English ones by their stem.

    A term of several words tells what these tell as well: insured losses are losses, and have to do with insurance.

    >>> from checker.model import Span
    >>> sorted(keys([Token(Tok.WORD, Span(0, 7), "wickets", tag="eng"), Token(Tok.WORD, Span(7, 8), "的", tag="uj")]))
    ['wicket']
    """
    return frozenset().union(*map(_keys, tokens))


_NOTHING: frozenset[str] = frozenset()


def _keys(token: Token) -> frozenset[str]:
    return _keys_of(token.kind, token.text, token.key, token.tag)


@lru_cache(maxsize=1 << 15)
def _keys_of(kind: Tok, text: str, key: str, tag: str) -> frozenset[str]:
    if kind in _KEYED:
        own = frozenset({key or text})
        if kind is Tok.EVENT:
            own |= kin().get(key, _NOTHING)
        return own if kind is Tok.NAME else own | _pieces(text)
    if kind is not Tok.WORD or grammar().is_empty(text):
        return _NOTHING
    if tag[:1] in _FUNCTION and tag != "eng" and not is_latin(text):
        return _NOTHING
    return _told(lower(text))


def _told(word: str) -> frozenset[str]:
    """What one word tells: its concept, else itself where it is not made of others."""
    if word.isascii():
        if len(word) < _LONG:
            return _NOTHING
        stem = _stem(word)
        return frozenset({_concepts().get(word) or _concepts().get(stem) or stem})
    if word in concepts():
        return frozenset({concepts()[word]})
    return frozenset({word}) | _pieces(word)


# letters of the shortest piece of a compound: 线路 in 线路工
_PIECE = 2
_ENGLISH = re.compile(r"[a-z]{3,}")
_CHINESE = re.compile(r"[一-鿿]{2,}")


@lru_cache(maxsize=1 << 14)
def _pieces(text: str) -> frozenset[str]:
    """The concepts of the words that a term or a compound is made of: English ones whole, ions are in no station."""
    found = {_concepts().get(word) or _concepts().get(_stem(word)) for word in _ENGLISH.findall(lower(text))}
    for part in _CHINESE.findall(text):
        found |= {concepts().get(part[at:end]) for at in range(len(part)) for end in range(at + _PIECE, len(part) + 1)}
    return frozenset(concept for concept in found if concept)


@cache
def _concepts() -> dict[str, str]:
    """The concept of every English word, and of every stem that is no other word: market is not marketing."""
    english = {word: concept for word, concept in concepts().items() if word.isascii()}
    stems: dict[str, str] = {}
    for word, concept in english.items():
        stems.setdefault(_stem(word), concept)
    return stems | english


def _stem(word: str) -> str:
    """An English word without its ending: homes and home, insured and insure, cities and city.

    >>> _stem("insured") == _stem("insure"), _stem("cities") == _stem("city"), _stem("jobs"), _stem("news")
    (True, True, 'job', 'news')
    >>> _stem("stopped"), _stem("shipping"), _stem("killed")
    ('stop', 'ship', 'kill')
    """
    if word.endswith("ies") and len(word) > _STEM:
        return f"{word.removesuffix('ies')}y"
    for end in _ENDINGS:
        if word.endswith(end) and len(word) - len(end) >= _STEM:
            stem = word.removesuffix(end)
            # stopped, shipping: the last consonant is written twice
            return stem[:-1] if end in _DOUBLING and stem[-1] == stem[-2] and stem[-1] in _DOUBLED else stem
    # jobs and cars, but not news and gas
    short = len(word) == _STEM and word.endswith("s") and not word.endswith(("ss", "us", "is", "ws"))
    return word.removesuffix("s") if short else word


def _times(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset([iso for token in tokens if (iso := _time(token))])


def _time(token: Token) -> str:
    """The time that a token tells, in ISO; "" where it tells none."""
    payload = token.value.payload if token.kind is Tok.TIME and token.value is not None else None
    return payload.iso if isinstance(payload, DateValue) else ""
