"""Whose a value is: the name beside its attribute, the clause's subject, or whom the text speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.extract.grammar import grammar
from checker.extract.names import canonical
from checker.extract.said import Said
from checker.extract.tokens import Tok, Token
from checker.lexicon.trie import lower
from checker.model import Entity

_OF = frozenset({"的", "之", "’", "'", "s", "“", "”", "「", "」", '"', "(", ")", "《", "》", "·"})
_VERBS = frozenset({"v", "vd", "vi", "vg", "p", "d", "zg"})


@dataclass(frozen=True, slots=True)
class Owner:
    """An entity and where its words stand among the clause's tokens (-1 where they stand elsewhere)."""

    entity: Entity
    at: int = -1

    def carried(self) -> "Owner":
        """The same entity in a clause that does not name it."""
        entity = self.entity
        return Owner(Entity(entity.name, entity.surface, entity.family, inherited=True))


# a claim whose text names nobody: the folder may tell who alone is spoken of with that attribute
UNNAMED = Owner(Entity("", "", inherited=True))


def owner_of(tokens: Sequence[Token], i: int, said: Said, subject: Owner | None) -> tuple[Owner | None, frozenset[str]]:
    """Who the value at `tokens[i]` belongs to, and the nouns that turned out to be its name.

    `subject` is whom the text spoke of before.
    """
    if said.after and said.at >= 0:
        behind = _behind(tokens, said.at)
        if behind is not None:
            return behind, frozenset()
    start = min(i, said.at) if said.at >= 0 else i
    beside = _beside(tokens, start)
    if beside is not None:
        return beside, frozenset()
    own = clause_subject(tokens[:start])
    if own is not None:
        return own, frozenset()
    new = _unknown(tokens, start)
    if new is not None:
        return new
    return (subject.carried() if subject is not None else None), frozenset()


def named(token: Token, at: int) -> Owner:
    """The owner that a name token names."""
    return Owner(Entity(token.key, token.text), at)


def _behind(tokens: Sequence[Token], at: int) -> Owner | None:
    """拥有1.2亿日活的夸克: the name that the noun phrase of value and attribute stands before."""
    j = at + 1
    if j < len(tokens) and tokens[j].text == "的":
        j += 1
        while j < len(tokens) and tokens[j].is_noun and tokens[j].tag != "":
            j += 1
        if j < len(tokens) and tokens[j].kind is Tok.NAME:
            return named(tokens[j], j)
    return None


def _beside(tokens: Sequence[Token], start: int) -> Owner | None:
    """The nearest name before `start` with no verb between."""
    depth = 0
    for j in range(start - 1, -1, -1):
        token = tokens[j]
        if token.kind is Tok.MARK:
            depth += (token.text in ")）") - (token.text in "(（")
            continue
        if depth > 0:
            continue
        if token.kind is Tok.NAME:
            return named(token, j) if token.tag == "body" or not _is_source(tokens, j) else None
        if token.kind in {Tok.VALUE, Tok.EVENT}:
            return None
        if token.kind is Tok.WORD and token.tag in _VERBS and token.text not in _OF:
            return None
    return None


def clause_subject(tokens: Sequence[Token]) -> Owner | None:
    """The first name of a clause that acts: no source, speaker, place where, or agent behind 由."""
    for j, token in enumerate(tokens):
        if token.kind is Tok.NAME and not _is_source(tokens, j) and not _is_led_in(tokens, j):
            return named(token, j)
    return None


_LEADS = frozenset({"由", "向", "在", "于", "被", "将", "把", "对", "给", "与", "和", "同", "跟", "from", "by", "to", "in", "at", "on", "with", "against", "for"})


def _is_led_in(tokens: Sequence[Token], j: int) -> bool:
    """Whether a preposition governs the name, looking back over posts, nouns and other names."""
    words = grammar()
    k = j - 1
    while k >= 0 and (
        tokens[k].kind in {Tok.ROLE, Tok.NAME, Tok.QUALIFIER} or tokens[k].is_noun or tokens[k].text in {"、", "的", "兼", "the", "The", "a"}
    ):
        if tokens[k].text in _LEADS:
            break
        k -= 1
    before = lower(tokens[k].text) if k >= 0 else ""
    return before in _LEADS or before in words.than_words


def _is_source(tokens: Sequence[Token], j: int) -> bool:
    """Whether the name is who says it and not whom it is about: 据QuestMobile数据, 雷军承诺, 国家统计局."""
    words = grammar()
    before = {lower(token.text) for token in tokens[max(0, j - 3) : j] if token.text not in _OF}
    if not before.isdisjoint(words.source_before) or tokens[j].tag in {"work", "body"}:
        return True
    after = [lower(token.text) for token in tokens[j + 1 : j + 3]]
    return any(word in words.source_after for word in after) and (tokens[j].tag == "person" or after[:1] != ["的"])


def _unknown(tokens: Sequence[Token], start: int) -> tuple[Owner, frozenset[str]] | None:
    """A name that no lexicon holds: nouns before `start` of which one is no word of the dictionary."""
    words = grammar()
    parts: list[Token] = []
    for j in range(start - 1, -1, -1):
        token = tokens[j]
        if token.is_noun and not words.is_empty(token.text) and token.tag != "eng":
            parts.insert(0, token)
        elif token.kind in {Tok.QUALIFIER, Tok.TIME, Tok.BAND} or token.text in _OF or words.is_empty(token.text):
            if parts:
                break
        else:
            break
    if not parts or all(part.tag not in {"", "nr", "nrt", "nt", "nz"} for part in parts):
        return None
    surface = "".join(part.text for part in parts)
    place = next(k for k, token in enumerate(tokens) if token is parts[0])
    return Owner(Entity(canonical(surface), surface), place), frozenset(part.text for part in parts)
