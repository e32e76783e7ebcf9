"""The telling words around a value: by them two articles are seen to tell one thing whose owner neither names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from checker.extract.grammar import grammar
from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.lexicon.concepts import concepts
from checker.lexicon.events import kin
from checker.lexicon.finder import lower
from checker.model import WORK, Claim, CleanText, DateValue, Span, ValueKind, Wording

# tokens before and behind a value that stand beside it
_BEFORE, _BEHIND = 3, 2
_KEYED = frozenset({Tok.NAME, Tok.ATTRIBUTE, Tok.ROLE, Tok.QUALIFIER, Tok.BAND, Tok.EVENT})
# jieba's classes of function words: particles, conjunctions, prepositions, pronouns, adverbs, numerals, counters, …
_FUNCTION = frozenset("ucprdmqfyoex")
# letters of an English word that an ending is taken from, and of a word that is no function word
_STEM, _LONG = 4, 3
_ENDINGS = ("es", "ed", "ing", "s", "e")


def worded(
    claims: Iterable[Claim], read: Sequence[Row], clean: CleanText, heads: Mapping[Span, Sequence[Token]]
) -> list[Claim]:
    """The claims with the words around their values.

    `heads` are what the row and the column say of the values (by their place in the clean text) that stand in a table.
    """
    at: dict[Span, tuple[Row, int, int]] = {}
    for row in read:
        for index, tokens in enumerate(row.clauses):
            for i, token in enumerate(tokens):
                if token.kind in {Tok.VALUE, Tok.TIME}:
                    at[clean.to_raw(token.span)] = row, index, i
    held = {clean.to_raw(row.span): row for row in read}
    above = {clean.to_raw(span): tokens for span, tokens in heads.items()}
    told: dict[Span, _Keyed] = {}

    def given(claim: Claim) -> Claim:
        if claim.span in at:
            row, index, i = at[claim.span]
            if row.span not in told:
                told[row.span] = tuple(tuple(map(_keys, tokens)) for tokens in row.clauses)
            return replace(claim, wording=_around(row, index, i, above.get(claim.span, ()), told[row.span]))
        if claim.kind in {ValueKind.ROLE, ValueKind.RELATION} and claim.sentence in held:
            of = _of(above.get(claim.span, ()))
            return replace(claim, wording=replace(_beyond(held[claim.sentence], claim.span, clean), beside=of))
        return claim

    return [given(claim) for claim in claims]


# jieba's classes of words for sides and of numerals: the 前 of 前挡风玻璃, the 二 of 二食堂
_SIDES = frozenset("fm")


def _of(tokens: Sequence[Token]) -> frozenset[str]:
    """What the words for a thing tell, with its sides and what it is: the 前 of 前挡风玻璃, the tunnel of 赣江隧道."""
    sides = (token.text for token in tokens if token.tag in _SIDES and len(token.text) == 1)
    works = (WORK + token.key for token in tokens if token.tag == "work")
    return keys(tokens).union(sides, works, *(_pieces(token.text) for token in tokens if token.tag == "built"))


def _beyond(row: Row, span: Span, clean: CleanText) -> Wording:
    """The words of the clauses and the sentence around a post and its holder."""
    own = [token for token in row.tokens if span.contains(clean.to_raw(token.span))]
    clauses = [tokens for tokens in row.clauses if any(token in own for token in tokens)]
    clause = [token for tokens in clauses for token in tokens if token not in own]
    names = [token for token in clause if token.kind is Tok.NAME]
    return Wording(
        clause=keys(clause),
        sentence=keys(token for token in row.tokens if token not in own),
        names=frozenset(token.key for token in names if token.tag != "place"),
        places=frozenset(token.key for token in names if token.tag == "place"),
        dated=_times(row.tokens),
    )


# the key of every token, clause by clause
_Keyed = tuple[tuple[frozenset[str], ...], ...]


def _around(row: Row, index: int, i: int, heads: Sequence[Token], keyed: _Keyed) -> Wording:
    tokens, told = row.clauses[index], keyed[index]
    above = keys(heads)
    near = above.union(*told[max(0, i - _BEFORE) : i], *told[i + 1 : i + 1 + _BEHIND])
    clause = above.union(*told[:i], *told[i + 1 :])
    around = [*tokens[:i], *tokens[i + 1 :], *heads]
    if not clause and index + 1 < len(row.clauses):
        # 4月28日,首批车主提走了车: a value alone is told of the next clause
        clause, around = _NOTHING.union(*keyed[index + 1]), list(row.clauses[index + 1])
    names = [token for token in around if token.kind is Tok.NAME]
    return Wording(
        beside=near,
        clause=clause,
        sentence=above.union(*(told_ for clause_ in keyed for told_ in clause_)),
        names=frozenset(token.key for token in names if token.tag != "place"),
        places=frozenset(token.key for token in names if token.tag == "place"),
        times=_times(around),
        dated=_times([*(token for token in row.tokens if token is not tokens[i]), *heads]),
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
    if token.kind in _KEYED:
        own = frozenset({token.key or token.text})
        if token.kind is Tok.EVENT:
            own |= kin().get(token.key, _NOTHING)
        return own if token.kind is Tok.NAME else own | _pieces(token.text)
    if token.kind is not Tok.WORD or grammar().is_empty(token.text):
        return _NOTHING
    if not token.is_latin and token.tag[:1] in _FUNCTION and token.tag != "eng":
        return _NOTHING
    return _told(lower(token.text))


@cache
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


@cache
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
    """
    if word.endswith("ies") and len(word) > _STEM:
        return f"{word.removesuffix('ies')}y"
    for end in _ENDINGS:
        if word.endswith(end) and len(word) - len(end) >= _STEM:
            return word.removesuffix(end)
    # jobs and cars, but not news and gas
    short = len(word) == _STEM and word.endswith("s") and not word.endswith(("ss", "us", "is", "ws"))
    return word.removesuffix("s") if short else word


def _times(tokens: Iterable[Token]) -> frozenset[str]:
    payloads = (token.value.payload for token in tokens if token.kind is Tok.TIME and token.value is not None)
    return frozenset(payload.iso for payload in payloads if isinstance(payload, DateValue) and payload.iso)
