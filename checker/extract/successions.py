"""Who takes up a post, and from whom: 董事长一职由韩东来接任, 接替沈国平担任董事长, was named finance chief."""

from collections.abc import Sequence
from functools import cache

from checker.extract.grammar import grammar
from checker.extract.people import is_person
from checker.extract.person_names import person_at
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import Span

Person = tuple[str, Span]
_ZH, _EN = "zh/successions.toml", "en/successions.toml"
# tokens between 由 and the verb of taking up, and signs of a Chinese name
_REACH, _LONGEST = 10, 4


def successor(tokens: Sequence[Token], j: int) -> Person | None:
    """The person who takes up the post at `j`, or None where the words tell of no change."""
    if tokens[j].text.isascii():
        return _named_to(tokens, j)
    return _handed_to(tokens, j) or _instead(tokens, j)


def replaced(tokens: Sequence[Token], j: int) -> bool:
    """Whether whoever stands before the post at `j` is the one who leaves it (接替沈国平担任董事长)."""
    return not tokens[j].text.isascii() and _replacing(tokens, j) is not None


def _handed_to(tokens: Sequence[Token], j: int) -> Person | None:
    """董事长一职由原总经理韩东来接任."""
    k = j + 1
    while k < len(tokens) and tokens[k].text in words(_ZH, "of_a_post"):
        k += 1
    if k >= len(tokens) or tokens[k].text != "由":
        return None
    taken = next((at for at in range(k + 2, min(k + _REACH, len(tokens))) if tokens[at].text in words(_ZH, "takes")), 0)
    for at in range(k + 1, taken):
        text = "".join(token.text for token in tokens[at:taken])
        found = person_at(tokens, at)
        if found is not None and found[1].end == tokens[taken - 1].span.end:
            return found
        if len(text) <= _LONGEST and all(token.kind is Tok.WORD for token in tokens[at:taken]) and is_person(text):
            # 韩|东来: jieba takes the given name for a word
            return text, Span(tokens[at].span.start, tokens[taken - 1].span.end)
    return None


def _replacing(tokens: Sequence[Token], j: int) -> int | None:
    """The place of the verb of replacing before the post at `j`, with a verb of becoming between; else None."""
    becomes = next((k for k in range(j - 1, max(-1, j - _REACH), -1) if tokens[k].text in grammar().becomes), None)
    if becomes is None:
        return None
    for k in range(becomes - 1, max(-1, becomes - _REACH), -1):
        if tokens[k].text in words(_ZH, "replaces"):
            return k
        if tokens[k].kind in {Tok.MARK, Tok.ROLE}:
            return None
    return None


def _instead(tokens: Sequence[Token], j: int) -> Person | None:
    """韩东来接替沈国平担任董事长: the person named first."""
    replaces = _replacing(tokens, j)
    if replaces is None:
        return None
    for at in range(max(0, replaces - _REACH), replaces):
        found = person_at(tokens, at)
        if found is not None:
            return found
    return None


def _named_to(tokens: Sequence[Token], j: int) -> Person | None:
    """Was elected chairman, named Lisa Kwan chief financial officer, took over as chief executive."""
    told, k = _verbs(tokens, j)
    if k < 0 or tokens[k].kind is not Tok.NAME:
        return None
    passive = not told.isdisjoint(words(_EN, "passive")) and not told.isdisjoint(words(_EN, "appoints"))
    if passive or ("over" in told and not told.isdisjoint(words(_EN, "takes"))):
        return person_at(tokens, k)
    before, first = _verbs(tokens, k)
    if not before.isdisjoint(words(_EN, "appoints")) and before.isdisjoint(words(_EN, "passive")):
        return person_at(tokens, k) if told <= set(words(_EN, "between")) else None
    # Marta Ruiz succeeds Alan Cole as
    replacing = not before.isdisjoint(words(_EN, "replaces")) and "as" in told
    return person_at(tokens, first) if replacing and first >= 0 and tokens[first].kind is Tok.NAME else None


@cache
def _passed() -> frozenset[str]:
    return frozenset(word for key in _KEYS for word in words(_EN, key))


_KEYS = ("appoints", "passive", "takes", "replaces", "between", "auxiliaries")


def _verbs(tokens: Sequence[Token], j: int) -> tuple[frozenset[str], int]:
    """The words of taking up a post right before the token at `j`, and the place of what stands before them."""
    told: set[str] = set()
    k = j - 1
    while k >= 0 and tokens[k].kind is not Tok.NAME:
        said = lower(tokens[k].text).split()
        if not _passed().issuperset(said):
            break
        told.update(said)
        k -= 1
    return frozenset(told), k
