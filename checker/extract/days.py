"""Days that a clause tells something of, whatever it is: only their whole wording can bring them together."""

from collections.abc import Sequence

from checker.extract.dated import SINCE, closed
from checker.extract.draft import Draft, Scene
from checker.extract.grammar import grammar
from checker.extract.modality import denied, modality_of
from checker.extract.opened import unsaid
from checker.extract.periods import compared
from checker.extract.rows import Row
from checker.extract.sources import attribution_of
from checker.extract.subject import UNNAMED, clause_subject
from checker.extract.tokens import Tok, Token
from checker.lexicon.load import words
from checker.model import Attribute, DateValue, Modality, Precision, Span, ValueKind
from checker.model.record import replace


def read(draft: Draft, row: Row, scene: Scene) -> None:
    """Add the days of one sentence that no event was found for."""
    if not any(_is_day(token, draft) for token in row.times):
        return
    known = {claim.span for claim in draft.claims if claim.kind is ValueKind.DATE}
    quoted = _quoted(draft, row)
    for index, tokens in enumerate(row.parts):
        for i in tokens.places(Tok.TIME):
            token = tokens[i]
            if not _is_day(token, draft) or compared(tokens, i) or token.text in quoted:
                continue
            if draft.clean.to_raw(token.span) not in known:
                _add(draft, row, scene, index, i)


def _quoted(draft: Draft, row: Row) -> frozenset[str]:
    """The days of a market's quotations in a sentence: on every day there is another, so that none is an event's."""
    place, daily = draft.place(row.span), words("zh/market.toml", "daily")
    told = (claim for claim in draft.claims if claim.sentence == place and claim.attribute.family in daily)
    return frozenset(claim.period.text for claim in told if claim.period is not None)


def _is_day(token: Token, draft: Draft) -> bool:
    """Whether a token is a day, and not the one on which the article says that it was published."""
    payload = token.value.payload if token.kind is Tok.TIME and token.value is not None else None
    if not isinstance(payload, DateValue) or payload.precision is not Precision.DAY or payload.as_of:
        return False
    return payload.start is None or payload.start != draft.clean.document.published


def _add(draft: Draft, row: Row, scene: Scene, index: int, i: int) -> None:
    tokens = row.parts[index]
    token = tokens[i]
    if token.text.endswith(SINCE) and all(other is token or other.kind is Tok.MARK for other in tokens):
        # 从15日起: since when something is told, and not when it was
        return
    # 4月28日,首批车主提走了车: a day alone is told of the next clause
    following = row.parts[index + 1] if index + 1 < len(row.parts) else ()
    called = _called(tokens, i)
    said = unsaid(tokens, i, following)
    if said is None or token.value is None or not isinstance(token.value.payload, DateValue):
        return
    owner = clause_subject(tokens) or clause_subject(following) or scene.subject
    owner = replace(owner, at=-1) if owner is not None else UNNAMED
    clause = Span(tokens[0].span.start, tokens[-1].span.end)
    denial = denied(draft.clean.text, row.span)
    draft.add(
        token.span,
        ValueKind.DATE,
        owner.carried().entity,
        called or Attribute(said.name, said.family, known=False, functional=False),
        closed(token.value.payload),
        found_by="day/wording",
        sentence=row.span,
        modality=Modality.DENIED if denial else modality_of(draft.clean.text, clause, token.span, []),
        attribution=attribution_of(row),
        trace=(f"date: {token.text}",),
    )


def _called(tokens: Sequence[Token], i: int) -> Attribute | None:
    """What a day is called: 决赛日期为8月11日, 开放时间：7月21日. A thing has one such day."""
    known = grammar()
    k = i - 1
    while k > 0 and (tokens[k].kind is Tok.MARK or known.is_empty(tokens[k].text)):
        k -= 1
    if k < 1 or tokens[k].text not in _DAYS or tokens[k - 1].span.end != tokens[k].span.start:
        return None
    what = tokens[k - 1]
    if (
        what.kind not in {Tok.WORD, Tok.EVENT, Tok.QUALIFIER, Tok.BAND}
        or len(what.text) < len("决赛")
        or known.is_empty(what.text)
    ):
        return None
    name = f"{what.text}{_DAYS[0]}"
    return Attribute(name, f"open:{name}", known=False, functional=True)


_CALLING = frozenset({Tok.WORD, Tok.EVENT, Tok.QUALIFIER, Tok.BAND})
_DAYS = ("日期", "时间")
