"""Who wins a prize: 最佳女演员归黎青禾所有, the best actress award went to Ana Ruiz, 傅砚舟拿下最佳男演员."""

import re
from collections.abc import Sequence

from checker.extract.draft import Draft
from checker.extract.modality import denied
from checker.extract.names import canonical
from checker.extract.owner import UNNAMED
from checker.extract.people import is_person
from checker.extract.person_names import ending_at, person_at
from checker.extract.rows import Row
from checker.extract.sources import attribution_of
from checker.extract.tokens import Tok, Token
from checker.lexicon.load import words
from checker.model import Attribute, Modality, NameValue, Span, ValueKind

_Found = tuple[str, Span]

# behind the prize: whom it went to
_WENT = re.compile(
    r"奖?(?:则|最终|由|被|归属?|颁给|授予|颁予|花落|属于)+(?P<zh>[一-鿿]{2,4}?)(?:所有|夺得|获得|摘得|拿下|捧回|[,，。;；]|$)"
    r"|(?: award| prize| trophy)? (?:went|goes|was (?:given|awarded|handed)) to (?P<en>)"
)
# before the prize: who won it
_WON = re.compile(
    r"(?:获得?|荣获|拿下了?|夺得|摘得|斩获|捧得|赢得|摘下|夺下|加冕|当选)(?:了)?(?:本届)?[“「《]?\Z"
    r"|(?:won|took|received|claimed|earned|was named|took home)(?: the)?(?: (?:award|prize) for)? \Z"
)


def read(draft: Draft, row: Row) -> None:
    """Add the winners of the prizes that one sentence tells of."""
    text = draft.clean.text
    for tokens in row.clauses:
        for j, token in enumerate(tokens):
            if _is_prize(token) and not _NOMINATED.match(text, token.span.end):
                found = _behind(text, row, token) or _before(text, row, tokens, j)
                # "Windless Zone" won best screenplay: a work may win as well
                if found is not None and text[found[1].start - 1 : found[1].start] not in _QUOTES:
                    _add(draft, row, token, found)


def _is_prize(token: Token) -> bool:
    return token.kind is Tok.ROLE and token.key in words("zh/roles.toml", "prizes")


_NOMINATED = re.compile(r"奖?(?:的)?(?:提名|入围|候选)| (?:award )?nomin")
_QUOTES = frozenset("“\"'‘《「")


def _behind(text: str, row: Row, prize: Token) -> _Found | None:
    went = _WENT.match(text, prize.span.end, row.span.end)
    if went is None:
        return None
    if went["zh"]:
        return (went["zh"], Span(*went.span("zh"))) if is_person(went["zh"]) else None
    k = next((k for k, token in enumerate(row.tokens) if token.span.start >= went.end()), None)
    return person_at(row.tokens, k) if k is not None else None


def _before(text: str, row: Row, tokens: Sequence[Token], j: int) -> _Found | None:
    """The person right before a verb of winning, or else the one whom the sentence begins with."""
    won = _WON.search(text, tokens[0].span.start, tokens[j].span.start)
    opens = next((k for k, token in enumerate(row.tokens) if token.kind is not Tok.MARK), None)
    if won is None or won.end() != tokens[j].span.start or opens is None:
        return None
    last = next((k for k in range(j - 1, -1, -1) if tokens[k].span.end <= won.start()), None)
    near = tokens[last] if last is not None else None
    if last is not None and near is not None and near.kind is Tok.NAME and near.is_latin:
        # whose writer Zheng Du won best screenplay
        return person_at(tokens, last)
    return (ending_at(tokens, last) if last is not None else None) or person_at(row.tokens, opens)


def _add(draft: Draft, row: Row, prize: Token, winner: _Found) -> None:
    name, place = winner
    raw = draft.clean.to_raw(place)
    told = any(claim.kind is ValueKind.ROLE and claim.span.overlaps(raw) for claim in draft.claims)
    if told:
        return
    draft.add(
        place,
        ValueKind.ROLE,
        UNNAMED.entity,
        Attribute(prize.key, "role:" + prize.key),
        NameValue(canonical(name) if "·" not in name else name, draft.clean.text[place.start : place.end]),
        found_by="person/prize",
        sentence=row.span,
        modality=Modality.DENIED if denied(draft.clean.text, row.span) else Modality.ACTUAL,
        attribution=attribution_of(row),
        trace=(f"prize: {prize.text}", f"winner: {name}"),
    )
