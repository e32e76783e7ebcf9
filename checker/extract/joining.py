"""Names put together from their parts: 玄戒 + O1, 千问 + C端 + 事业群, “高德 + 扫街榜”."""

import re
from functools import cache

from checker.extract import names
from checker.extract.bodies import NUMBERED_LINE, is_led_level
from checker.extract.grammar import grammar
from checker.extract.tokens import Tok, Token
from checker.extract.words import segmenter
from checker.lexicon.load import mapping, words
from checker.model import Span
from checker.model.record import replace

HAN = re.compile(r"[一-鿿]+\Z")


def joined(tokens: tuple[Token, ...], text: str) -> tuple[Token, ...]:
    """The tokens with the parts of one name put together: 玄戒 + O1, 小米 + 平板 + 7 Ultra."""
    made: list[Token] = []
    endings = _body_endings()
    for token in tokens:
        if token.kind is Tok.WORD and token.text not in endings and token.text[-1] != _TEAM:
            # most tokens
            made.append(token)
            continue
        while made and token.kind is Tok.NAME and token.tag == "latin" and made[-1].span.end == token.span.start:
            if _is_model(token.text):
                _whole_maker(made)
            head = made[-1]
            if not (_heads_name(head) and _is_model(token.text)):
                break
            made.pop()
            token = _join(head, token, text)  # noqa: PLW2901 -- the joined name may join on
        if made and _is_sited(made[-1], token, text):
            token = _site(made.pop(), token, text)  # noqa: PLW2901 -- a place leads to what stands there
        if token.text in "”」" and token.kind is Tok.MARK:
            _quoted(made, text)
        if _ends_body(token) and made:
            token = _body(made, token, text)  # noqa: PLW2901 -- the name takes in what stands before
        made.append(token)
    return tuple(made)


def _is_sited(place: Token, token: Token, text: str) -> bool:
    """Whether a Latin name behind a place is of something there: Oslo | International Film Festival."""
    if token.tag != "latin" or place.kind is not Tok.NAME or place.tag != "place" or not place.is_latin:
        return False
    if text[place.span.end : token.span.start] != " ":
        return False
    tail = token.text.split()[-_KIND_WORDS:]
    return any("".join(tail[at:]).lower() in _sited_kinds() for at in range(len(tail)))


# International Film Festival
_KIND_WORDS = 3


def _site(place: Token, token: Token, text: str) -> Token:
    """The name that the two make: called as in Chinese where the second says no more than what it is."""
    made = _join(place, token, text)
    kind = _sited_kinds().get(names.canonical(token.text))
    return replace(made, key=place.key + kind) if kind is not None else made


@cache
def _sited_kinds() -> dict[str, str]:
    """The English words for what is known by where it is, and the first Chinese one for each; no forms of firms."""
    forms = words("en/bodies.toml", "forms")
    told: dict[str, str] = {}
    for chinese, english in mapping("zh/kinds.toml", "english").items():
        for word in english.split():
            if word not in forms:
                told.setdefault(word, chinese)
    return told


# words of a name in quotation marks; a longer quotation is a saying
_QUOTED_WORDS = 4


def _quoted(made: list[Token], text: str) -> None:
    """Join a name and the nouns behind it that stand in quotation marks together: “高德扫街榜”."""
    start = len(made)
    while start > 0 and len(made) - start <= _QUOTED_WORDS and made[start - 1].text not in {"“", "「"}:
        start -= 1
    inside = made[start:]
    if start == 0 or len(inside) < 2 or made[start - 1].text not in {"“", "「"} or inside[0].kind is not Tok.NAME:
        return
    if all(token.is_noun for token in inside[1:]):
        span = Span(inside[0].span.start, inside[-1].span.end)
        surface = text[span.start : span.end]
        made[start:] = [Token(Tok.NAME, span, surface, names.canonical(surface), "built")]


@cache
def _body_endings() -> frozenset[str]:
    return frozenset(words("zh/bodies.toml", "endings"))


def _ends_body(token: Token) -> bool:
    if token.kind is Tok.NAME:
        return token.text in _body_endings() and token.text == token.key
    if token.kind is not Tok.WORD:
        return False
    # jieba keeps 游泳队 and 代表团 whole: the ending may be the word's own
    return token.text in _body_endings() or (len(token.text) > 2 and token.text[-1] == _TEAM and token.tag[:1] == "n")


_TEAM = "队"


# 千问C端事业群 has two words before its ending; a longer run is a phrase
_BODY_WORDS = 3


def _body(made: list[Token], ending: Token, text: str) -> Token:
    """千问 + C + 端 + 事业群: a name, a few nouns and the word for a kind of body are one name."""
    start = len(made)
    while (
        start > 0
        and len(made) - start < _BODY_WORDS
        and made[start - 1].span.end == (made[start].span.start if start < len(made) else ending.span.start)
    ):
        before = made[start - 1]
        if (before.kind is Tok.NAME and before.text.endswith(NUMBERED_LINE)) or is_led_level(before.text):
            break
        if before.kind is Tok.NAME or (before.is_noun and before.tag == "" and len(before.text) > 1):
            head = made[start - 1 :]
            del made[start - 1 :]
            span = Span(head[0].span.start, ending.span.end)
            surface = text[span.start : span.end]
            own = ending.text in words("zh/bodies.toml", "teams") and before.tag == "place"
            own = own and all(token.text in words("zh/bodies.toml", "team_words") for token in head[1:])
            return Token(
                Tok.NAME, span, surface, before.key if own else names.canonical(surface), "team" if own else "built"
            )
        if not before.is_noun and before.kind is not Tok.QUALIFIER:
            break
        start -= 1
    return ending


def _heads_name(token: Token) -> bool:
    if token.kind is Tok.NAME:
        return token.tag in {"company", "product", "latin", "built"}
    plain = token.text in grammar().generic_suffixes or token.text in words("zh/bodies.toml", "product_classes")
    return token.is_noun and len(token.text) > 1 and not plain and HAN.match(token.text) is not None


def _whole_maker(made: list[Token]) -> None:
    """Put the last two signs together where they are a maker's name that the segmenter lacks: 极|氪 001."""
    if len(made) < len("极氪") or not all(token.kind is Tok.WORD and len(token.text) == 1 for token in made[-2:]):
        return
    one, other = made[-2:]
    before = made[-3] if len(made) > len("极氪") else None
    opens = before is None or before.span.end < one.span.start or before.kind is not Tok.WORD
    opens = opens or (before is not None and grammar().is_empty(before.text))
    signs = one.tag[:1] in _SIGNS and (other.tag[:1] in _SIGNS or other.tag == "v")
    if opens and (signs or _are_rare(one, other)) and one.span.end == other.span.start:
        made[-2:] = [Token(Tok.WORD, Span(one.span.start, other.span.end), one.text + other.text)]


# jieba's classes of single signs that names are made of: nouns, adjectives, morphemes, short forms
_SIGNS = frozenset("nagjzb")


def _are_rare(one: Token, other: Token) -> bool:
    """Whether two signs are so seldom words that they stand for a maker, whatever class jieba gives them: 善|郢 V90."""
    counts = [segmenter().frequency(sign.text) for sign in (one, other)]
    if any(sign.tag[:1] in _FUNCTION for sign in (one, other)) or max(counts) > _COMMON_SIGN:
        return False
    # 拟|购 X1: two verbs
    told = [count for sign, count in zip((one, other), counts, strict=True) if sign.tag != "v"]
    return min(counts) <= _SELDOM_VERB or min(told, default=_COMMON_SIGN) <= _SELDOM


# adverbs, prepositions, pronouns, numbers, measures, conjunctions, particles, directions
_FUNCTION = frozenset("dprmqcuf")
# how often jieba holds signs that a name may have (善 5835), that are hardly words (郢 1113), such verbs (琢 194)
_COMMON_SIGN, _SELDOM, _SELDOM_VERB = 20_000, 2000, 700


def _is_model(text: str) -> bool:
    return any(c.isdigit() for c in text) or text in {"App", "APP"}


def _join(head: Token, tail: Token, text: str) -> Token:
    span = Span(head.span.start, tail.span.end)
    surface = text[span.start : span.end]
    start = head.key if head.kind is Tok.NAME else head.text
    return Token(Tok.NAME, span, surface, names.canonical(start + tail.text), "built")
