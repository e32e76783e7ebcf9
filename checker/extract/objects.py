"""What a relation is of: the 电芯 of 电芯由恒芯动力供应, the game of the adventure game made by Studio Paperboat."""

from collections.abc import Sequence

from checker.extract.grammar import grammar
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower

# tokens of the longest phrase that is looked back or ahead over
_REACH = 8
_PARTS = frozenset({Tok.NAME, Tok.QUALIFIER, Tok.ATTRIBUTE, Tok.EVENT, Tok.BAND, Tok.VALUE})
_MARKS = frozenset("“”「」《》\"'()（）")
# jieba's classes of adverbs and of what only points
_PASSED = frozenset("drpuz")
_HELPS = frozenset(
    {"is", "was", "are", "were", "be", "been", "being", "has", "have", "had", "which", "that", "both", "also", "all"}
)


def before(clauses: Sequence[Sequence[Token]], index: int, start: int) -> list[Token]:
    """The phrase that ends before `start` in a clause, or, where nothing stands there, the one that the last ends with.

    境外的14场|则交给了…; 中国内地的权益,|早在2023年就授权给了…; Lantern Road, |the adventure game |made by …
    """
    ahead = [token for token in clauses[index] if token.span.end <= start]
    found = _phrase(ahead)
    if index and not found and not any(map(_is_part, ahead)):
        # 过江隧道全长8公里,最深处…,|由中铁隧道局承建: all that the sentence spoke of before
        return [token for clause in clauses[:index] for token in clause if _is_part(token)]
    if index and (not found or any(token.text.isascii() for token in found[:1])):
        last = clauses[index - 1]
        apposed = _phrase(last)
        if not found or (apposed and apposed[-1].kind is Tok.NAME and len(apposed) == len(last)):
            return [*apposed, *found]
    return found


def behind(tokens: Sequence[Token], end: int) -> list[Token]:
    """The phrase that begins at `end`: 那不勒斯博物馆出借的|青铜像《海豚少年》."""
    found: list[Token] = []
    for token in [token for token in tokens if token.span.start >= end][:_REACH]:
        if token.text in _MARKS or token.text == "的" or lower(token.text) in {"the", "a", "an", "its", "of"}:
            continue
        if not _is_part(token):
            break
        found.append(token)
    return found


def _phrase(tokens: Sequence[Token]) -> list[Token]:
    """The noun phrase that tokens end with, without the adverbs and auxiliaries behind it."""
    end = len(tokens)
    while end and (_is_passed(tokens[end - 1]) or tokens[end - 1].text in _MARKS):
        end -= 1
    found: list[Token] = []
    for token in reversed(tokens[max(0, end - _REACH) : end]):
        if token.text in _MARKS or token.text == "的" or lower(token.text) in {"the", "a", "an", "its", "of"}:
            continue
        if not _is_part(token) and (found or not _is_deed(token)):
            break
        found.insert(0, token)
    return found


def _is_passed(token: Token) -> bool:
    if token.text.isascii():
        return lower(token.text) in _HELPS
    return token.kind is Tok.TIME or (
        token.kind is Tok.WORD and (token.tag[:1] in _PASSED or grammar().is_empty(token.text)) and token.tag != ""
    )


def _is_deed(token: Token) -> bool:
    """Whether a verb of two signs may be the noun for what is done: 幕墙|清洗, 无人机|表演."""
    return token.kind is Tok.WORD and token.tag == "v" and len(token.text) == len("清洗") and not token.text.isascii()


def _is_part(token: Token) -> bool:
    """Whether a token may be a part of the phrase that names a thing; an English word that is no verb may."""
    if token.kind in _PARTS:
        return token.tag != "person"
    if token.kind is not Tok.WORD or (token.text.isascii() and grammar().is_empty(lower(token.text))):
        return False
    return token.is_noun or token.tag in {"m", "q", "r"}
