"""Names that an attribute has for its value: 最大股东远岬资本, 东江证券是保荐机构, owned by Sierra Crest Energy."""

import re
from collections.abc import Sequence
from itertools import pairwise

from checker.extract import terms
from checker.extract.draft import Draft, Scene
from checker.extract.modality import denied
from checker.extract.names import canonical
from checker.extract.rows import Row
from checker.extract.sources import attribution_of
from checker.extract.subject import clause_subject
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.model import Attribute, Claim, Modality, NameValue, Span, ValueKind

# the kinds of name that are an organisation's
_ORGANISATIONS = frozenset({"company", "body", "built", "latin", "team"})
_LINKS = frozenset({"为", "是", "系", ":", "：", "即", "由", "is", "was", "the", "by"})
_IS = frozenset({"是", "为", "系", "担任", ",", "the", "its", "is", "was", "as", "a"})


def read(draft: Draft, row: Row, scene: Scene, told: Sequence[Claim]) -> None:
    """Add the organisations that one sentence tells to be something's: its largest shareholder, its operator.

    `told` are the relations that verbs told of the sentence.
    """
    if row.kinds.isdisjoint(_TOLD):
        return
    taken = {claim.value.name for claim in told if isinstance(claim.value, NameValue)}
    for clause in row.parts:
        tokens = _largest(clause)
        for j, token in enumerate(tokens):
            if token.kind is not Tok.ATTRIBUTE:
                continue
            attribute = _held(token)
            if attribute is None:
                continue
            name = _behind(tokens, j) or _before(tokens, j) or _apposed(row.tokens, token)
            if name is None:
                continue
            span = Span(min(token.span.start, name.span.start), max(token.span.end, name.span.end))
            ahead = [other for other in tokens[:j] if other.span.end <= name.span.start]
            subject = clause_subject(ahead) or (scene.subject.carried() if scene.subject is not None else None)
            if subject is None or name.key in {subject.entity.name, *taken}:
                continue
            # 第一大股东: who it is, and no rank
            ranked = draft.clean.to_raw(token.span)
            draft.claims = [c for c in draft.claims if c.kind is not ValueKind.RANK or not ranked.contains(c.span)]
            draft.add(
                span,
                ValueKind.RELATION,
                subject.entity,
                attribute,
                NameValue(name.key, draft.clean.text[name.span.start : name.span.end]),
                found_by="relation/held",
                sentence=row.span,
                modality=Modality.DENIED if denied(draft.clean.text, row.span) else Modality.ACTUAL,
                attribution=attribution_of(row),
                trace=(f"attribute: {token.text}", f"value: {name.text}", f"entity: {subject.entity.surface}"),
            )


_TOLD = frozenset({Tok.ATTRIBUTE, Tok.VALUE})


def _largest(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words of a clause with 第一大|股东 as the one word that it is."""
    at = next((k for k, (one, other) in enumerate(pairwise(tokens)) if _is_largest(one, other)), None)
    if at is None:
        return tokens
    one, other = tokens[at : at + 2]
    whole = Token(Tok.ATTRIBUTE, Span(one.span.start, other.span.end), one.text + other.text, key=_LARGEST)
    return [*tokens[:at], whole, *tokens[at + 2 :]]


def _is_largest(one: Token, other: Token) -> bool:
    return one.kind is Tok.VALUE and one.text == "第一大" and other.text == "股东" and one.span.end == other.span.start


_LARGEST = "最大股东"


def _held(token: Token) -> Attribute | None:
    """The attribute that a token names, where an organisation is its value and there is one at a time."""
    row = terms.attribute(token.key)
    if row is None or row.dimension != "organisation" or not row.functional:
        return None
    return Attribute(row.name, "relation:" + row.name)


def _behind(tokens: Sequence[Token], j: int) -> Token | None:
    """The name behind the words, with nothing between but what links the two."""
    k = j + 1
    while k < len(tokens) and lower(tokens[k].text) in _LINKS:
        k += 1
    if k < len(tokens) and _is_organisation(tokens[k]):
        return tokens[k]
    return _unknown(tokens, k)


def _unknown(tokens: Sequence[Token], k: int) -> Token | None:
    """The name that a few nouns make of which the dictionary lacks one: 冠名赞助商|青柠|汽水, 第一大股东|湘江|产投."""
    end = k
    while end < len(tokens) and tokens[end].kind is Tok.WORD and (tokens[end].is_noun or not tokens[end].tag):
        end += 1
    run = tokens[k:end]
    surface = "".join(token.text for token in run)
    rare = any(not token.tag and len(token.text) > 1 for token in run)
    if len(run) != _PARTS or not rare or not _NAME.fullmatch(surface):
        return None
    if end < len(tokens) and tokens[end].kind not in {Tok.MARK, Tok.ATTRIBUTE} and tokens[end].text not in _OF:
        return None
    return Token(Tok.NAME, Span(run[0].span.start, run[-1].span.end), surface, canonical(surface), "built")


_PARTS = len(("青柠", "汽水"))
_NAME = re.compile("[一-鿿]{3,6}")
_OF = frozenset({"的", "则", "将", "已", "也", "和", "在"})


def _before(tokens: Sequence[Token], j: int) -> Token | None:
    """The name that is told to be what the words say: 东江证券是保荐机构; Haishu Holdings, the biggest shareholder."""
    k = j - 1
    while k >= 0 and lower(tokens[k].text) in _IS:
        k -= 1
    if 0 <= k < j - 1 and _is_organisation(tokens[k]):
        return tokens[k]
    # 湘兴国资将以28.6%的持股成为第一大股东
    becomes = j == len(tokens) - 1 and tokens[j - 1].text in _BECOMES
    return tokens[0] if becomes and _is_organisation(tokens[0]) else None


_BECOMES = frozenset({"成为", "升为", "变为", "晋升为"})


def _apposed(tokens: Sequence[Token], attribute: Token) -> Token | None:
    """Haishu Holdings, the biggest shareholder: the name in the clause before, which ends with it."""
    j = next((k for k, token in enumerate(tokens) if token is attribute), 0)
    if j < len(("name", "the")) or lower(tokens[j - 1].text) not in {"the", "its"}:
        return None
    name = tokens[j - 2]
    return name if _is_organisation(name) and name.span.end < tokens[j - 1].span.start - 1 else None


def _is_organisation(token: Token) -> bool:
    return token.kind is Tok.NAME and token.tag in _ORGANISATIONS
