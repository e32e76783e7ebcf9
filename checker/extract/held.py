"""Names that an attribute has for its value: 最大股东远岬资本, 东江证券是保荐机构, owned by Sierra Crest Energy."""

from collections.abc import Sequence

from checker.extract import terms
from checker.extract.draft import Draft, Scene
from checker.extract.modality import denied
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
    if Tok.ATTRIBUTE not in row.kinds:
        return
    taken = {claim.value.name for claim in told if isinstance(claim.value, NameValue)}
    for tokens in row.parts:
        for j in tokens.places(Tok.ATTRIBUTE) if Tok.ATTRIBUTE in tokens.kinds else ():
            token = tokens[j]
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
    return tokens[k] if k < len(tokens) and _is_organisation(tokens[k]) else None


def _before(tokens: Sequence[Token], j: int) -> Token | None:
    """The name that is told to be what the words say: 东江证券是保荐机构; Haishu Holdings, the biggest shareholder."""
    k = j - 1
    while k >= 0 and lower(tokens[k].text) in _IS:
        k -= 1
    return tokens[k] if 0 <= k < j - 1 and _is_organisation(tokens[k]) else None


def _apposed(tokens: Sequence[Token], attribute: Token) -> Token | None:
    """Haishu Holdings, the biggest shareholder: the name in the clause before, which ends with it."""
    j = tokens.index(attribute)
    if j < len(("name", "the")) or lower(tokens[j - 1].text) not in {"the", "its"}:
        return None
    name = tokens[j - 2]
    return name if _is_organisation(name) and name.span.end < tokens[j - 1].span.start - 1 else None


def _is_organisation(token: Token) -> bool:
    return token.kind is Tok.NAME and token.tag in _ORGANISATIONS
