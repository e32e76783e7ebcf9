"""Figures whose measure was told before: Kimi已跌破千万, by Thursday it was 37."""

from collections.abc import Sequence

from checker.extract import terms
from checker.extract.attribute import Said, is_growth, parallel
from checker.extract.draft import Scene
from checker.extract.english import is_verb
from checker.extract.grammar import grammar
from checker.extract.part import Part
from checker.extract.rows import Row
from checker.extract.said import said_of
from checker.extract.subject import clause_subject
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.model import ValueKind
from checker.model.record import replace


def resumed(tokens: Part, i: int, scene: Scene) -> Said | None:
    """The attribute of the paragraph before, for a clause that names somebody and a figure only (Kimi已跌破千万)."""
    value = tokens[i].value
    if Tok.NAME not in tokens.kinds or value is None or value.unit is not None or clause_subject(tokens[:i]) is None:
        return None
    return said_of(tokens, i, scene.before)


def spoken_of(tokens: Part) -> Said | None:
    """毛利率方面, 这是年末的不良贷款率(%): the measure that a clause without a figure ends in."""
    if Tok.VALUE in tokens.kinds or Tok.ATTRIBUTE not in tokens.kinds:
        return None
    at = len(tokens) - 1
    while at >= 0 and (tokens[at].kind is Tok.MARK or tokens[at].text in _TOPIC_ENDS):
        at -= 1
    row = terms.attribute(tokens[at].key) if at >= 0 and tokens[at].kind is Tok.ATTRIBUTE else None
    if row is None or tokens[at].text.isascii() or any(token.text in grammar().speech for token in tokens):
        return None
    mods = frozenset(token.key for token in tokens[:at] if token.kind is Tok.QUALIFIER)
    return Said(row.name, row.family, known=True, functional=row.functional, mods=mods)


def announced(row: Row) -> Said | None:
    """Sales outside China were the bright spot: the measure that a sentence without a figure opens with."""
    tokens = row.parts[0]
    if Tok.ATTRIBUTE not in tokens.kinds or not row.kinds.isdisjoint({Tok.VALUE, Tok.TIME}):
        return None
    at = next((j for j, token in enumerate(tokens[:_OPENING]) if token.kind is Tok.ATTRIBUTE), None)
    told = terms.attribute(tokens[at].key) if at is not None else None
    if at is None or told is None or not all(t.kind in _BEFORE or grammar().is_empty(t.text) for t in tokens[:at]):
        return None
    verb = next((j for j in range(at + 1, len(tokens)) if _is_deed(tokens[j])), None)
    if verb is None:
        return None
    mods = frozenset(token.key for token in tokens[:verb] if token.kind in {Tok.QUALIFIER, Tok.BAND})
    return Said(told.name, told.family, known=True, functional=told.functional, mods=mods)


# tokens before the measure that a sentence opens with: the group's, Its overseas
_OPENING = 4
_BEFORE = frozenset({Tok.NAME, Tok.QUALIFIER, Tok.BAND})


def goes_on(topic: Said | None, tokens: Sequence[Token], i: int) -> Said | None:
    """They reached 1.05 million, 全年达到104.6万辆: a figure of the measure that the sentence before announced.

    Nothing but a pronoun, times and verbs stands before it.
    """
    value = tokens[i].value
    if topic is None or value is None or value.direction is not None or not parallel(topic, value):
        return None
    before = [token for token in tokens[:i] if token.kind not in {Tok.TIME, Tok.MARK}]
    deeds = [token for token in before if _is_deed(token)]
    bare = all(_is_deed(t) or lower(t.text) in grammar().pronouns or grammar().is_empty(t.text) for t in before)
    return topic.carried() if deeds and bare else None


def _is_deed(token: Token) -> bool:
    return token.kind is Tok.WORD and (is_verb(token) or token.tag[:1] == "v" or lower(token.text) in _BEING)


def moved(topic: Said | None, tokens: Sequence[Token], i: int) -> Said | None:
    """What a change is of that the clause before only names: 毛利率方面, |同比下降了2个百分点."""
    value = tokens[i].value
    if topic is None or value is None or value.direction is None or not parallel(topic, value):
        return None
    named = any(token.kind in {Tok.ATTRIBUTE, Tok.NAME} and not is_growth(token) for token in tokens[:i])
    return None if named else replace(topic.carried(), change=True)


# what a topic ends with behind the word for its measure
_TOPIC_ENDS = frozenset({"方面", "上", "来看", "情况", "而言", "来说", "层面", "%"})


def as_before(tokens: Sequence[Token], i: int, said: Sequence[Said]) -> Said | None:
    """By Thursday it was 37: what was counted before, where "it" has nothing but a verb between itself and a figure."""
    value = tokens[i].value
    if value is None or value.unit is not None or not tokens[i].text.isascii() or value.kind is not ValueKind.QUANTITY:
        return None
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is not None and behind.kind is not Tok.MARK:
        return None
    j = i - 1
    while j >= 0 and tokens[j].kind is Tok.WORD and (lower(tokens[j].text) in _BEING or is_verb(tokens[j])):
        j -= 1
    if j < 0 or j == i - 1 or lower(tokens[j].text) != "it":
        return None
    return next((one.carried() for one in said if parallel(one, value)), None)


_BEING = frozenset({"was", "is", "had", "has", "been", "to", "at", "already", "only", "just", "still", "were", "are"})
