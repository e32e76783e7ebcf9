"""Where an article writes names that no lexicon holds: people, works, firms, numbers of trains."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from checker.extract.grammar import grammar
from checker.extract.names import canonical
from checker.extract.people import is_person
from checker.extract.person_names import PREPOSITIONS
from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.extract.wording import keyed
from checker.extract.words import segmenter
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import Attribute, Claim, CleanText, Entity, NameValue, Span, ValueKind, Wording

# signs of a Chinese name that can be told from another by one of them, and of a title or a firm's name
_SIGNS, _LONG = 3, 4
_HAN = re.compile(r"[一-鿿]+")
_LATIN = re.compile(r"[A-Z][a-zà-ž'’.-]+(?: (?:van|von|de|der|den|da|di|al|bin|del|la|[A-Z][a-zà-ž'’.-]+)){1,3}")
# K9357, CA1832: trains and flights
_NUMBER = re.compile(r"[A-Z]{1,2}\d{4,}")
# what follows a family name and is no given name
_TITLES = (
    "先生",
    "女士",
    "小姐",
    "太太",
    "教授",
    "医生",
    "老师",
    "师傅",
    "总理",
    "总统",
    "市长",
    "省长",
    "县长",
    "书记",
)
# a word that the dictionary knows this well is no part of a name
_RARE = 60
# tokens before and behind a name within which a post is its holder's
_BESIDE = 3


_NOTHING: frozenset[str] = frozenset()


def mentions(clean: CleanText, read: Sequence[Row]) -> tuple[Claim, ...]:
    """The places of names, as claims of the name alone: entity and value are the name as it is written."""
    made: list[Claim] = []
    for row in read:
        found = list(_named(clean.text, row))
        if not found:
            continue
        told, tells = row.tokens, keyed(row)
        sentence, context = clean.to_raw(row.span), clean.text[row.span.start : row.span.end]
        for sort, span, k in found:
            behind = k + 1
            while behind < len(told) and told[behind].span.start < span.end:
                behind += 1
            near = told[max(0, k - _BESIDE) : k] + told[behind : behind + _BESIDE]
            posts = frozenset([token.key for token in near if token.kind is Tok.ROLE])
            around = _NOTHING.union(*tells[:k], *tells[behind:])
            raw = clean.to_raw(span)
            name = clean.text[span.start : span.end]
            key = canonical(name)
            made.append(
                Claim(
                    id=f"{clean.document.id}-n{len(made) + 1:03d}",
                    document=clean.document.id,
                    span=raw,
                    quote=clean.document.raw[raw.start : raw.end],
                    kind=ValueKind.NAME,
                    entity=Entity(key, name),
                    attribute=Attribute("名称", f"name:{sort}"),
                    value=NameValue(key, name),
                    found_by=f"mention/{sort}",
                    sentence=sentence,
                    context=context,
                    at=span.start - row.span.start,
                    wording=Wording(beside=posts, sentence=around),
                )
            )
    return tuple(made)


def _named(text: str, row: Row) -> Iterator[tuple[str, Span, int]]:
    """The names of a sentence: what each is of, where it stands, and at which token it begins."""
    reached = 0
    signs = _family_signs()
    some = [(k, token) for k, token in enumerate(row.tokens) if token.text[0] in signs or token.kind is Tok.NAME]
    for k, token in some:
        if token.span.start < reached:
            continue
        found = _of_token(token) if token.kind is Tok.NAME else []
        if not found and token.text[0] in signs:
            found = [*_person(text, row.tokens, k)]
        if found:
            sort, span = found[0]
            reached = span.end
            yield sort, span, k


@cache
def _family_signs() -> frozenset[str]:
    """The first signs of family names."""
    return frozenset(name[0] for key in ("single", "double") for name in words("zh/surnames.toml", key))


def _of_token(token: Token) -> list[tuple[str, Span]]:
    start = token.span.start
    found: list[tuple[str, Span]] = []
    if token.tag in {"work", "built"} and len(token.text) >= _LONG and _HAN.fullmatch(token.text):
        found.append((token.tag, token.span))
    numbers = _NUMBER.finditer(token.text)
    found += [("number", Span(start + number.start(), start + number.end())) for number in numbers]
    if token.tag in {"latin", "person"}:
        for name in _LATIN.finditer(token.text.replace(" and ", " & ")):
            if grammar().is_empty(lower(name.group().split()[0])) or name.group().split()[0].endswith("ly"):
                # The Kite, Possibly Valadares
                continue
            at = start + name.start() + 2 * token.text[: name.start()].count(" and ")
            found.append(("latin", Span(at, at + len(name.group()))))
    return found


def _person(text: str, tokens: Sequence[Token], k: int) -> Iterator[tuple[str, Span]]:
    """Three signs that may be a person's name: they begin with a token that no dictionary knows well, and end with one.

    汤博|表示 is a name of two signs and a verb.
    """
    token = tokens[k]
    if token.kind is not Tok.WORD and not (token.kind is Tok.NAME and token.tag in {"person", "built"}):
        return
    span = Span(token.span.start, token.span.start + _SIGNS)
    signs = text[span.start : min(span.end, tokens[-1].span.end)]
    if len(signs) < _SIGNS or not _HAN.fullmatch(signs) or not is_person(signs) or signs[1:] in _TITLES:
        return
    if len(token.text) == 1 and token.tag[:1] in _FUNCTION:
        # 都不用
        return
    if len(token.text) == 1 and any(_is_deed(other) and other.span.end == span.end for other in tokens[k + 1 : k + 2]):
        # 车|推到
        return
    known = token.kind is Tok.WORD and len(token.text) > 1 and token.tag not in _UNKNOWN
    if known and segmenter().frequency(token.text) > _RARE:
        return
    if token.tag in _UNKNOWN and len(token.text) >= _SIGNS and _ends_in_function(signs):
        return
    last = next(other for other in tokens[k:] if other.span.end >= span.end)
    whole = last.span.end == span.end or (last is token and token.tag in _UNKNOWN)
    if whole and (last is token or not _is_function(last)):
        yield "person", span


def _is_deed(token: Token) -> bool:
    """Whether a word is a verb that the dictionary knows well."""
    return token.kind is Tok.WORD and token.tag[:1] == "v" and segmenter().frequency(token.text) > _RARE


def _ends_in_function(signs: str) -> bool:
    """Whether jieba took a verb of saying or a preposition for the end of a name that it does not know (汤博说)."""
    return signs[-1] in grammar().speech or signs[-1] in PREPOSITIONS or grammar().is_empty(signs[-1])


# jieba's classes of words that it lacks or takes for names, and of function words
_UNKNOWN = frozenset({"", "nr", "nrt"})
_FUNCTION = frozenset("pucrdmqfye")


def _is_function(token: Token) -> bool:
    """Whether a sign is a word of its own that no name ends in: 汤博|对, 韩璐|说."""
    known = grammar()
    alone = token.text in known.speech or token.text in known.sides or known.is_empty(token.text)
    return alone or token.kind is not Tok.WORD or token.tag[:1] in _FUNCTION
