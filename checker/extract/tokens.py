"""A sentence as a row of tokens: values, times, names, attributes, qualifiers, words and marks, tiling it."""

import re
from collections.abc import Iterable, Sequence

from checker.extract.grammar import grammar
from checker.extract.verbs import verbs
from checker.extract.words import segmenter
from checker.lexicon.finder import lower
from checker.model import Span, Value, ValueKind
from checker.model.kinds import Kinds
from checker.model.record import dataclass


class Tok(Kinds):
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
        return is_latin(self.text)


def is_latin(text: str) -> bool:
    """Whether a text is written in Latin letters, with accents or without."""
    return text.isascii() or _ACCENTED.fullmatch(text) is not None


_ACCENTED = re.compile(r"[ -~À-ÖØ-öø-ɏ’]+")
# jieba's classes: n… nouns, j abbreviations, l and i set phrases, b distinguishing words, "" and eng unknown words
_NOUNS = frozenset({"n", "j", "l", "i", "b", "s", ""})
_NOUN_TAGS = frozenset({"vn", "an", "eng", "x", "g", "f"})
# a Latin word or a figure, a run of Han characters; any other sign but white space stands alone
_PART = re.compile(
    r"(?P<latin>[A-Za-zÀ-ÖØ-öø-ɏ][A-Za-z0-9À-ÖØ-öø-ɏ]*(?:['’-][A-Za-z0-9À-ÖØ-öø-ɏ]+)*|\d+(?:\.\d+)*)|(?P<han>[一-鿿㐀-䶿]+)|[^\s]"
)


def fill(text: str, span: Span, found: Iterable[Token]) -> tuple[Token, ...]:
    """Tokens that tile `span`: those of `found`, which stand in order, and words and marks between them."""
    chosen: list[Token] = []
    at = span.start
    for token in found:
        place = token.span
        if place.start < at:
            continue
        if place.start > at:
            _between(text, at, place.start, chosen)
        chosen.append(token)
        at = place.end
    if at < span.end:
        _between(text, at, span.end, chosen)
    return tuple(chosen)


# at one place and length a name beats an attribute beats a qualifier
_RANK = {kind: rank for rank, kind in enumerate(Tok)}


def order(token: Token) -> tuple[int, int, int]:
    """What tokens are sorted by, so that the first of those that overlap stands: the earlier, then the longer ones."""
    span = token.span
    return span.start, -span.end, _RANK[token.kind]


def _between(text: str, start: int, end: int, tokens: list[Token]) -> None:
    """Add the words and marks from `start` to `end`."""
    for part in _PART.finditer(text, start, end):
        piece = part[0]
        kind = part.lastgroup
        if kind == "han":
            at = part.start()
            for word, tag in segmenter().parts(piece):
                behind = at + len(word)
                if tag or behind - at < 2:
                    tokens.append(Token(Tok.WORD, Span(at, behind), word, "", tag))
                else:
                    tokens.extend(_unknown(word, at))
                at = behind
        elif kind is None and not piece.isalnum():
            at = part.start()
            tokens.append(Token(Tok.MARK, Span(at, at + 1), piece))
        else:
            tokens.append(Token(Tok.WORD, Span(*part.span()), piece, "", _latin_class(piece)))


def _latin_class(piece: str) -> str:
    """The class of an English word: a verb's as jieba has it, a figure's, and that of all others."""
    if not piece[0].isalpha():
        return "m"
    return "v" if lower(piece) in verbs() else "eng"


# jieba takes a preposition for the first sign of a name that it does not know: 由澜州, 与某某
_GOVERNORS = frozenset("由从在与和将被把对至往到及是为向于以")


def _unknown(text: str, start: int) -> list[Token]:
    """A word that no dictionary holds: one that begins with a preposition or is of function words is taken apart."""
    end = start + len(text)
    if all(map(grammar().is_empty, text)):
        return [Token(Tok.WORD, Span(start, end), text, tag="d")]
    at = text.find("由", 1) if text[0] not in _GOVERNORS else 0
    if at >= 0 and (len(text) > at + 2 or text[at + 1 :] in grammar().former):
        # 由澜州, 港由晨帆, 由原
        governor = Token(Tok.WORD, Span(start + at, start + at + 1), text[at], tag="p")
        rest = Token(Tok.WORD, Span(start + at + 1, end), text[at + 1 :])
        head = [Token(Tok.WORD, Span(start, start + at), text[:at])] if at else []
        return [*head, governor, rest]
    return [Token(Tok.WORD, Span(start, end), text)]


def of_value(value: Value) -> Token:
    """The token of a value or a time."""
    kind = Tok.TIME if value.kind is ValueKind.DATE else Tok.VALUE
    return Token(kind, value.span, value.text, value=value)


def within(tokens: Sequence[Token], span: Span) -> tuple[Token, ...]:
    """The tokens that lie in `span`."""
    return tuple(token for token in tokens if span.contains(token.span))
