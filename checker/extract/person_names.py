"""The person whose name begins at a token, Chinese or Latin, however the segmenter parts it."""

import re
from collections.abc import Sequence

from checker.extract.grammar import grammar
from checker.extract.names import known
from checker.extract.people import is_person
from checker.extract.tokens import Tok, Token
from checker.model import Span

_HAN_NAME = re.compile(r"[一-鿿]{2,4}(?:[·•][一-鿿]{1,8})*")


def person_at(tokens: Sequence[Token], k: int) -> tuple[str, Span] | None:
    """The person whose name begins with the token at `k`, or None."""
    glossed = in_brackets(tokens, k)
    if glossed is not None:
        return glossed
    return _named(tokens, k) if tokens[k].kind is Tok.NAME else han_person(tokens, k)


def _named(tokens: Sequence[Token], k: int) -> tuple[str, Span] | None:
    """The person that a name may be: one known as such, or a Latin name of two words."""
    token = tokens[k]
    entry = known(token.key)
    if entry is not None:
        return (token.key, token.span) if entry.kind.value == "person" else None
    family = tokens[k + 1] if k + 1 < len(tokens) else None
    if token.tag == "latin" and " " not in token.text and family is not None and family.is_latin:
        # David|Price: a family name that is a word as well
        whole = family.text[:1].isupper() and family.span.start == token.span.end + 1
        return (f"{token.text} {family.text}", Span(token.span.start, family.span.end)) if whole else None
    # Marcus Delgado of the Rowan: what follows is where he is from
    text, _, _ = token.text.partition(" of ")
    told = token.tag == "person" or (token.tag == "latin" and " " in text)
    return (text, Span(token.span.start, token.span.start + len(text))) if told else None


# tokens of a foreign name in Chinese, before the same in Latin
_FOREIGN = 5


def in_brackets(tokens: Sequence[Token], k: int) -> tuple[str, Span] | None:
    """拉尔斯·韦斯特高(Lars Vestergaard): the Latin form in brackets behind a name in Chinese."""
    if tokens[k].is_latin:
        return None
    for at in range(k + 1, min(k + 1 + _FOREIGN, len(tokens) - 2)):
        if tokens[at].text in {"(", "（"}:
            name, close = tokens[at + 1], tokens[at + 2]
            latin = name.kind is Tok.NAME and (name.tag == "latin" or (name.tag == "person" and name.is_latin))
            whole = latin and " " in name.text and close.text in {")", "）"}
            return (name.text, name.span) if whole else None
        if tokens[at].kind in {Tok.VALUE, Tok.TIME, Tok.ROLE} or tokens[at].text in {"、", "和"}:
            return None
    return None


def han_person(tokens: Sequence[Token], k: int) -> tuple[str, Span] | None:
    """A person's name that may lie in several words, as jieba parts names that it does not know."""
    first = tokens[k]
    if first.kind is Tok.WORD and first.tag == "" and len(first.text) == _NAME_AND_VERB and is_person(first.text[:3]):
        # 林秀云带|着: jieba takes the verb for a part of a name that it does not know
        return first.text[:3], Span(first.span.start, first.span.start + 3)
    if first.kind is Tok.WORD and first.tag == "" and len(first.text) == _THREE and _lasts(tokens, k + 1):
        # 雷浩撑|着: of three signs the last is a verb
        return (first.text[:2], Span(first.span.start, first.span.start + 2)) if is_person(first.text[:2]) else None
    text = ""
    end = k
    # 船长|周|德江: behind a post a place may be a given name
    after_post = _stands_behind_a_post(tokens, k)
    while end < len(tokens) and len(text + tokens[end].text) <= _THREE:
        # 首席执行官|谭|宽|弦: the sign may be a measure's word elsewhere
        inside = after_post and len(text) == 1 and tokens[end].kind is Tok.ATTRIBUTE
        if tokens[end].kind is not Tok.WORD and not inside:
            break
        single = len(tokens[end].text) == 1 and (inside or tokens[end].tag in _SIGNS)
        given = tokens[end].tag in {"", "nr", "nrt", "n", "ng", "a", "ag", "g"} or (
            tokens[end].tag == "ns" and after_post
        )
        if text and not single and not given:
            break
        text += tokens[end].text
        end += 1
    if (after_post and _ends_with(tokens, end, len(text))) or _goes_on(tokens, end, len(text)):
        text += tokens[end].text
    elif len(text) == _TWO and _opens_with_rest(tokens, end):
        text += tokens[end].text[0]
    elif len(text) > _TWO and first.tag == "" and (text[-1] in grammar().speech or text[-1] in PREPOSITIONS):
        # 王良称, 陈立说, 汤博对记者说: the verb of saying and what leads in to whom are no part of the name
        text = text[:-1]
    if not text or not _HAN_NAME.fullmatch(text) or not is_person(text):
        return None
    return text, Span(first.span.start, first.span.start + len(text))


def _stands_behind_a_post(tokens: Sequence[Token], k: int) -> bool:
    """导演|顾西楼, 导演|:|顾西楼."""
    label = k > 1 and tokens[k - 1].text in {":", "："}
    return k > 0 and tokens[k - 1 - label].kind is Tok.ROLE


def _ends_with(tokens: Sequence[Token], end: int, length: int) -> bool:
    """主席|尹素|秋|会后, 导演|顾|西楼: whether the word behind a part of a name of a holder is its rest."""
    if end >= len(tokens) or tokens[end].kind is not Tok.WORD or length + len(tokens[end].text) != _THREE:
        return False
    rest = tokens[end]
    return rest.tag[:1] in _REST and not grammar().is_empty(rest.text) and rest.text not in grammar().speech


# jieba's classes of what a given name may be made of: nouns, times, adjectives, places, unknown words
_REST = frozenset({"n", "t", "a", "z", "j", "g", ""})
# 方以|舟: classes of a single sign that ends a name
_SIGNS = frozenset({"ns", "nz", "j", "q", "b"})
_NAME_AND_VERB = 4
# signs that end no given name
PREPOSITIONS = frozenset("对在将与把被")
_TWO, _THREE = 2, 3


def _ends_in_verb(tokens: Sequence[Token], end: int) -> bool:
    """柯文|胜|在论坛上, 李建|立|表示: a verb before what a person does next is the end of the name."""
    if end + 1 >= len(tokens):
        return False
    last, then = tokens[end].text, tokens[end + 1].text
    words = grammar()
    alone = (
        len(last) == 1 and tokens[end].tag[:1] in _NAME_ENDS and last not in words.speech and not words.is_empty(last)
    )
    return alone and (then in words.speech or then in words.sides or then in words.becomes)


def _goes_on(tokens: Sequence[Token], end: int, length: int) -> bool:
    """Whether the word at `end` is the rest of a name of which so many signs were read."""
    if length == _TWO and _stands_last(tokens, end):
        return True
    return (length == 1 and _opens_with_given(tokens, end)) or (length == _TWO and _ends_in_verb(tokens, end))


def _stands_last(tokens: Sequence[Token], end: int) -> bool:
    """许望|舒。: a single sign that ends the clause behind two of a name is the third."""
    if end >= len(tokens) or (end + 1 < len(tokens) and tokens[end + 1].kind is not Tok.MARK):
        return False
    last = tokens[end]
    return (
        last.kind is Tok.WORD
        and len(last.text) == 1
        and not grammar().is_empty(last.text)
        and last.tag[:1] not in "upcrmqfy"
    )


def _opens_with_given(tokens: Sequence[Token], end: int) -> bool:
    """方|启明|在: a word of two signs behind a family name is the given name where the next word says what one does."""
    if end + 1 >= len(tokens) or tokens[end].kind is not Tok.WORD or len(tokens[end].text) != _TWO:
        return False
    words, then = grammar(), tokens[end + 1]
    does = then.text in words.speech or then.text in words.sides or then.text in words.becomes or then.tag in {"p", "d"}
    return does and not words.is_empty(tokens[end].text) and tokens[end].text not in words.speech


# classes of single characters that jieba cuts off a name: 柯文|胜, 赵明|远
_NAME_ENDS = frozenset({"v", "a", "d", "z", "n"})


def _opens_with_rest(tokens: Sequence[Token], end: int) -> bool:
    """汪立|群端|着, 王国|珍在, 范竹|坚说: an unknown word is the end of the name and a verb or a preposition."""
    if end >= len(tokens):
        return False
    word = tokens[end]
    unknown = word.kind is Tok.WORD and word.tag == "" and len(word.text) == _TWO
    does = word.text[-1] in PREPOSITIONS or word.text[-1] in grammar().speech
    return unknown and (does or _lasts(tokens, end + 1))


def _lasts(tokens: Sequence[Token], k: int) -> bool:
    """Whether what stands at `k` makes a verb of the sign before it."""
    return k < len(tokens) and tokens[k].text in {"着", "著", "了", "过"}


def ending_at(tokens: Sequence[Token], k: int) -> tuple[str, Span] | None:
    """The person whose name ends with the token at `k`, or None; one that the text taught (沈柏舟) by its look."""
    if tokens[k].kind is Tok.NAME and tokens[k].tag == "person":
        return tokens[k].key, tokens[k].span
    if tokens[k].kind is Tok.NAME and tokens[k].tag == "built" and is_person(tokens[k].text):
        return tokens[k].text, tokens[k].span
    for start in range(max(0, k - 2), k + 1):
        found = han_person(tokens, start)
        if found is not None and found[1].end == tokens[k].span.end:
            return found
    return None
