"""A sentence as a row of tokens: values, times, names, attributes, qualifiers, words and marks, tiling it."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from checker.extract.grammar import grammar
from checker.extract.verbs import verbs
from checker.extract.words import Word, segmenter
from checker.lexicon.finder import lower
from checker.model import Span, Value, ValueKind
from checker.model.record import dataclass


class Tok(StrEnum):
    """What a token is."""

    VALUE = "value"
    TIME = "time"
    BAND = "band"
    NAME = "name"
    ATTRIBUTE = "attribute"
    ROLE = "role"
    EVENT = "event"
    QUALIFIER = "qualifier"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its place in the clean text, its text, and what the lexicon knows of it.

    `key` is the canonical name (of a name, attribute, qualifier, event or role; "" for words); `tag` is jieba's word
    class for a word, the row's index for lexicon tokens that need more than their key.
    """

    kind: Tok
    span: Span
    text: str
    key: str = ""
    tag: str = ""
    value: Value | None = None

    @property
    def is_noun(self) -> bool:
        """Whether the token may be part of a name or of an attribute's words."""
        return self.kind is Tok.WORD and (self.tag[:1] in _NOUNS or self.tag in _NOUN_TAGS)

    @property
    def is_latin(self) -> bool:
        """Whether the token is written in Latin letters, with accents or without."""
        return self.text.isascii() or _ACCENTED.fullmatch(self.text) is not None


_ACCENTED = re.compile(r"[ -~À-ÖØ-öø-ɏ’]+")
# jieba's classes: n… nouns, j abbreviations, l and i set phrases, b distinguishing words, "" and eng unknown words
_NOUNS = frozenset({"n", "j", "l", "i", "b", "s", ""})
_NOUN_TAGS = frozenset({"vn", "an", "eng", "x", "g", "f"})
_LATIN = re.compile(
    r"[A-Za-zÀ-ÖØ-öø-ɏ][A-Za-z0-9À-ÖØ-öø-ɏ]*(?:['’-][A-Za-z0-9À-ÖØ-öø-ɏ]+)*|\d+(?:\.\d+)*|\s+|[^\sA-Za-zÀ-ÖØ-öø-ɏ0-9一-鿿㐀-䶿]|[一-鿿㐀-䶿]+"
)


def fill(text: str, span: Span, found: Iterable[Token]) -> tuple[Token, ...]:
    """Tokens that tile `span`: those found, earlier and longer ones first, and words and marks between them."""
    chosen: list[Token] = []
    at = span.start
    for token in sorted(found, key=lambda t: (t.span.start, -len(t.span), _RANK[t.kind])):
        if token.span.start < at:
            continue
        chosen.extend(_between(text, Span(at, token.span.start)))
        chosen.append(token)
        at = token.span.end
    chosen.extend(_between(text, Span(at, span.end)))
    return tuple(chosen)


# at one place and length a name beats an attribute beats a qualifier
_RANK = {kind: rank for rank, kind in enumerate(Tok)}


def _between(text: str, gap: Span) -> list[Token]:
    tokens: list[Token] = []
    for part in _LATIN.finditer(text, gap.start, gap.end):
        piece = part.group()
        place = Span(part.start(), part.end())
        if piece.isspace():
            continue
        if "一" <= piece[0] <= "鿿" or "㐀" <= piece[0] <= "䶿":
            cut = segmenter().cut(piece, part.start())
            for word in cut:
                tokens.extend(_known_parts(word))
        elif piece[0].isalnum():
            tokens.append(Token(Tok.WORD, place, piece, tag=_latin_class(piece)))
        else:
            tokens.append(Token(Tok.MARK, place, piece))
    return tokens


def _latin_class(piece: str) -> str:
    """The class of an English word: a verb's as jieba has it, a figure's, and that of all others."""
    if not piece[0].isalpha():
        return "m"
    return "v" if lower(piece) in verbs() else "eng"


# jieba takes a preposition for the first sign of a name that it does not know: 由澜州, 与某某
_GOVERNORS = frozenset("由从在与和将被把对至往到及是为向于以")


def _known_parts(word: Word) -> list[Token]:
    """A word as tokens: an unknown one that begins with a preposition or is made of function words is taken apart."""
    text, start = word.text, word.span.start
    if word.tag or len(text) < 2:
        return [Token(Tok.WORD, word.span, text, tag=word.tag)]
    if all(map(grammar().is_empty, text)):
        return [Token(Tok.WORD, word.span, text, tag="d")]
    at = text.find("由", 1) if text[0] not in _GOVERNORS else 0
    if at >= 0 and (len(text) > at + 2 or text[at + 1 :] in grammar().former):
        # 由澜州, 港由晨帆, 由原
        governor = Token(Tok.WORD, Span(start + at, start + at + 1), text[at], tag="p")
        rest = Token(Tok.WORD, Span(start + at + 1, word.span.end), text[at + 1 :])
        head = [Token(Tok.WORD, Span(start, start + at), text[:at])] if at else []
        return [*head, governor, rest]
    return [Token(Tok.WORD, word.span, text)]


def of_value(value: Value) -> Token:
    """The token of a value or a time."""
    kind = Tok.TIME if value.kind is ValueKind.DATE else Tok.VALUE
    return Token(kind, value.span, value.text, value=value)


def within(tokens: Sequence[Token], span: Span) -> tuple[Token, ...]:
    """The tokens that lie in `span`."""
    return tuple(token for token in tokens if span.contains(token.span))
