"""Who is tied to what by a turn of phrase: 活儿包给了鼎安工程公司, signed with Echo Records, a PhD from Oxford."""

import re
from collections.abc import Sequence
from functools import cache

from checker.extract import framed, objects, phrases, tied
from checker.extract.draft import Draft, Scene
from checker.extract.modality import denied, modality_of
from checker.extract.phrases import SLOT, Form, Tie
from checker.extract.relations import part_of
from checker.extract.rows import Row
from checker.extract.sources import attribution_of
from checker.extract.subject import UNNAMED
from checker.extract.tied import Told
from checker.extract.tokens import Token
from checker.lexicon.finder import lower, lower_text
from checker.lexicon.load import words
from checker.model import TIE, Attribute, BlockKind, Claim, Entity, Modality, NameValue, Span, ValueKind
from checker.model.pattern import seldom
from checker.model.record import replace


def read(draft: Draft, row: Row, scene: Scene, earlier: Sequence[Row]) -> None:
    """Add the ties told in one sentence; `earlier` are the sentences of its paragraph that stand before it."""
    text = draft.clean.text
    if not phrases.may_stand(text, row.span):
        return
    for index, tokens in enumerate(row.parts):
        if not tokens:
            continue
        clause = Span(tokens[0].span.start, tokens[-1].span.end)
        told: list[Tie] = []
        for form, slot, last in phrases.found(text, clause):
            if form.tie not in told and _suits(form.tie, text, row.span, clause):
                value = framed.value(text, slot, tokens, form)
                if value is not None:
                    start = slot.start - len(form.lead) if form.lead else value[1].start
                    here = Told(row, index, Span(start, last if form.tail else value[1].end))
                    if _add(draft, form, here, value, scene, earlier):
                        told.append(form.tie)


def _suits(tie: Tie, text: str, sentence: Span, clause: Span) -> bool:
    """Whether a clause speaks of what the tie can be of, and of now."""
    if tie.needs:
        told = lower_text(text[sentence.start : sentence.end])
        if not any(_has(told, word) for word in tie.needs):
            return False
    told = lower_text(text[clause.start : clause.end])
    return not any(_has(told, word) for word in (*_past(), *tie.unless))


def _has(text: str, word: str) -> bool:
    """Whether a text has a word, an English one by itself or in the plural: others is not in Brothers."""
    if word not in text or not word.isascii():
        return word in text
    return re.search(rf"(?<![a-z]){re.escape(word)}(?:s|es)?(?![a-z])", text) is not None


def _add(  # noqa: PLR0913, PLR0917 -- what a tie's claim is made of
    draft: Draft, form: Form, here: Told, value: tuple[str, Span], scene: Scene, earlier: Sequence[Row]
) -> bool:
    """Add what one turn of phrase tells; whether it tells anything."""
    text, tie, whole = draft.clean.text, form.tie, here.whole
    name, span = value
    listed = draft.clean.blocks[here.row.block].kind in {BlockKind.ITEM, BlockKind.CELL}
    owner = tied.owner(form, here, scene, earlier, listed=listed)
    if owner is None or (owner.entity.name == name and tie.of != "thing"):
        return False
    owner = UNNAMED if owner.entity.name == name else owner
    of = [token for token in _of(form, here) if lower(token.text) not in _carriers()]
    if tie.of == "thing" and (not of or (tie.behind and form.lead[:1] != "由" and not part_of(of))):
        # who adopts somebody's plan has it supplied by nobody
        return False
    clause = Span(here.tokens[0].span.start, here.tokens[-1].span.end)
    draft.heads.setdefault(whole, tuple(of))
    _supersede(draft, whole)
    draft.add(
        whole,
        ValueKind.RELATION,
        owner.entity,
        _attribute(tie, of),
        NameValue(name, text[span.start : span.end + _gloss(text, span.end)]),
        found_by=f"tie/{tie.of}",
        sentence=here.row.span,
        modality=Modality.DENIED if denied(text, here.row.span) else modality_of(text, clause, span, []),
        attribution=attribution_of(here.row),
        trace=(f"words: {form.lead}{SLOT}{form.tail}", f"of: {' '.join(token.text for token in of)}"),
    )
    if tie.back:
        draft.claims.append(_reversed(draft.claims[-1], tie.back, name))
    return True


def _reversed(claim: Claim, attribute: str, name: str) -> Claim:
    """The same from the other side: King Aldric is played by whom the words tell to play him."""
    assert isinstance(claim.value, NameValue)
    held = claim.entity.surface or claim.entity.name
    return replace(
        claim,
        entity=Entity(name, claim.value.written),
        attribute=Attribute(attribute, "relation:" + attribute),
        value=NameValue(claim.entity.name, held),
    )


_GLOSS = seldom(r"\s?[(（][A-Z][^()（）]*[)）]")


def _gloss(text: str, end: int) -> int:
    """How long the Latin name in brackets is that follows a Chinese one: 北极星唱片|(Polaris Records)."""
    found = _GLOSS.match(text, end)
    return len(found.group()) if found is not None else 0


def _attribute(tie: Tie, of: Sequence[Token]) -> Attribute:
    """The attribute of a tie: of a thing it is held against others by the words for the thing; a supply by its part."""
    if tie.of not in {"thing", "event", "incident"}:
        return Attribute(tie.attribute, "relation:" + tie.attribute)
    part = part_of(of) if tie.behind or tie.attribute == _SUPPLIER else ""
    return Attribute(part + tie.attribute, TIE + tie.attribute, functional=not tie.many)


_SUPPLIER = "供应商"


def _supersede(draft: Draft, whole: Span) -> None:
    """Take out what verbs alone told of the same words: they do not tell which thing it is that was made."""
    raw = draft.clean.to_raw(whole)
    draft.claims = [
        claim
        for claim in draft.claims
        if claim.kind is not ValueKind.RELATION or claim.attribute.is_tie or not claim.span.overlaps(raw)
    ]


@cache
def _carriers() -> frozenset[str]:
    """Words for things that do not tell which one is meant: 设备, 工程, project."""
    return frozenset((*words("zh/ties.toml", "carriers"), *words("en/ties.toml", "carriers")))


@cache
def _past() -> tuple[str, ...]:
    return (*words("zh/ties.toml", "past"), *words("en/ties.toml", "past"))


def _of(form: Form, here: Told) -> list[Token]:
    """The words for what is tied."""
    tokens, whole = here.tokens, here.whole
    if form.tie.of != "thing":
        return []
    active = form.tie.behind and not form.lead.startswith(("由", "supplied", "sourced", "come", "came"))
    behind = objects.behind(tokens, whole.end) if active or _leads_on(tokens, whole) else []
    if active:
        return behind
    return behind or objects.before(here.row.parts, here.index, whole.start)


def _leads_on(tokens: Sequence[Token], whole: Span) -> bool:
    """Whether what is tied follows: 由北岸影业出品|的电影."""
    last = next((token for token in tokens if token.span.start >= whole.end), None)
    return (last is not None and last.text == "的") or any(t.span.end == whole.end and t.text == "的" for t in tokens)
