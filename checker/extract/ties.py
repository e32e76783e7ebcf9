"""Who is tied to what by a turn of phrase: 活儿包给了鼎安工程公司, signed with Echo Records, a graduate of Oxford."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from checker.extract import objects, slots
from checker.extract.draft import Draft, Scene
from checker.extract.grammar import grammar
from checker.extract.modality import denied, modality_of
from checker.extract.names import canonical
from checker.extract.owner import UNNAMED, Owner, clause_subject
from checker.extract.people import is_person
from checker.extract.persons import han_person, person_at
from checker.extract.relations import part_of
from checker.extract.rows import Row
from checker.extract.sources import attribution_of
from checker.extract.tokens import Tok, Token
from checker.extract.words import segmenter
from checker.lexicon.finder import lower
from checker.lexicon.geography import is_country
from checker.lexicon.load import load, words
from checker.model import TIE, Attribute, BlockKind, Entity, Modality, NameValue, Span, ValueKind

_SLOT = "{}"
# a few signs that tell whose label it is: 马怀远是|朔风|第一大股东
_ANY = "…"
_FEW = 8


@dataclass(frozen=True)
class Tie:
    """Turns of phrase around a name (`{}`), and what they tie to it: a thing, a person, a firm, an event.

    One of `needs` must stand in the
    sentence, none of `unless`. With `behind` what the words do to somebody (采用X的|电池) stands behind them. `labels` are what somebody is called (保荐机构为X, X是保荐机构).
    """

    attribute: str
    forms: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    of: str = "thing"
    kind: str = "organisation"
    behind: bool = False
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Form:
    """One turn of phrase, parted at the name."""

    tie: Tie
    lead: str
    tail: str


@cache
def _forms() -> tuple[tuple[_Form, ...], tuple[_Form, ...]]:
    """The turns of phrase of Chinese and of English, those with the most words first."""
    made: list[tuple[_Form, ...]] = []
    for lang in ("zh", "en"):
        found = [
            _Form(tie, *map(lower, form.split(_SLOT)))
            for tie in load(f"{lang}/ties.toml", "tie", Tie)
            for form in (*tie.forms, *_labelled(tie))
        ]
        made.append(tuple(sorted(found, key=lambda form: -len(form.lead + form.tail))))
    return made[0], made[1]


def _labelled(tie: Tie) -> Iterator[str]:
    for label in tie.labels:
        if label.isascii():
            yield from (f"{label} is {_SLOT}", f"{label} was {_SLOT}", f"{label}, {_SLOT}", f"{label}: {_SLOT}")
        else:
            yield from (f"{label}{link}{_SLOT}" for link in ("为", "是", "系", ":", "："))
            yield from (f"{_SLOT}{link}{_ANY}{label}" for link in ("是", "为", "系", "任", "担任"))


def read(draft: Draft, row: Row, scene: Scene, earlier: Sequence[Row]) -> None:
    """Add the ties told in one sentence; `earlier` are the sentences of its paragraph that stand before it."""
    text = draft.clean.text
    listed = draft.clean.blocks[row.block].kind in {BlockKind.ITEM, BlockKind.CELL}
    sentence = lower(text[row.span.start : row.span.end])
    for index, tokens in enumerate(row.clauses):
        if not tokens:
            continue
        clause = Span(tokens[0].span.start, tokens[-1].span.end)
        told: list[Tie] = []
        for form, slot, last in _found(text, clause, row.span):
            tie = form.tie
            if tie.needs and not any(word in sentence for word in tie.needs):
                continue
            if tie in told or any(word in lower(text[clause.start : clause.end]) for word in (*_past(), *tie.unless)):
                continue
            value = _value(text, slot, tokens, form)
            if value is None:
                continue
            name, span = value
            end = last if form.tail else span.end
            whole = Span(slot.start - len(form.lead) if form.lead else span.start, end)
            owner = _owner(form, row, index, whole, scene, earlier, listed=listed)
            if owner is None or (owner.entity.name == name and tie.of != "thing"):
                continue
            owner = UNNAMED if owner.entity.name == name else owner
            of = _of(form, row, index, tokens, whole)
            if tie.of == "thing" and (not of or (tie.behind and form.lead[:1] != "由" and not part_of(of))):
                # who adopts somebody's plan has it supplied by nobody
                continue
            draft.heads.setdefault(whole, tuple(of))
            _supersede(draft, whole)
            draft.add(
                whole,
                ValueKind.RELATION,
                owner.entity,
                _attribute(tie, of),
                NameValue(name, text[span.start : span.end + _gloss(text, span.end)]),
                found_by=f"tie/{tie.of}",
                sentence=row.span,
                modality=Modality.DENIED if denied(text, row.span) else modality_of(text, clause, slot, []),
                attribution=attribution_of(row),
                trace=(f"words: {form.lead}{_SLOT}{form.tail}", f"of: {' '.join(token.text for token in of)}"),
            )
            told.append(tie)


_GLOSS = re.compile(r"\s?[(（][A-Z][^()（）]*[)）]")


def _gloss(text: str, end: int) -> int:
    """How long the Latin name in brackets is that follows a Chinese one: 北极星唱片|(Polaris Records)."""
    found = _GLOSS.match(text, end)
    return len(found.group()) if found is not None else 0


def _attribute(tie: Tie, of: Sequence[Token]) -> Attribute:
    """The attribute of a tie: of a thing it is held against others by the words for the thing; a supply by its part."""
    if tie.of not in {"thing", "event", "incident"}:
        return Attribute(tie.attribute, "relation:" + tie.attribute)
    part = part_of(of) if tie.behind or tie.attribute == _SUPPLIER else ""
    return Attribute(part + tie.attribute, TIE + tie.attribute)


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
def _past() -> tuple[str, ...]:
    return (*words("zh/ties.toml", "past"), *words("en/ties.toml", "past"))


def _found(text: str, clause: Span, sentence: Span) -> Iterator[tuple[_Form, Span, int]]:
    """The turns of phrase in a clause, each with the place of its slot and where its last words end."""
    told = lower(text[clause.start : clause.end])
    chinese = any("一" <= char <= "鿿" for char in told)
    for form in _forms()[0 if chinese else 1]:
        if form.lead and form.lead not in told:
            continue
        if form.tail.rpartition(_ANY)[2] not in told:
            continue
        start = told.find(form.lead) + len(form.lead) if form.lead else 0
        if form.lead.isascii() and form.lead and start > len(form.lead) and told[start - len(form.lead) - 1].isalnum():
            continue
        tail = _tail(told, start, form.tail)
        if tail is None:
            continue
        if not form.lead:
            start = _opening(told, tail.start)
            closed = told[tail.end :].strip("。.;；,， ”")
            if len(tail) < _SURE and closed and not closed.startswith("的"):
                continue
        yield form, Span(clause.start + start, clause.start + tail.start), clause.start + tail.end


def _tail(told: str, start: int, tail: str) -> Span | None:
    """Where the words behind a slot stand that begins at `start`; the clause's end where there are none."""
    if not tail:
        return Span(len(told), len(told))
    link, _, label = tail.rpartition(_ANY)
    if not link:
        # 由远岚出版社出版: the words that end it may stand in the name as well
        at = told.find(tail, start + 1) if tail.endswith("的") else told.rfind(tail, start + 1)
        return Span(at, at + len(tail)) if at > 0 else None
    end = told.find(label, start + 1)
    at = told.find(link, start + 1, end) if end > 0 else -1
    return Span(at, end + len(label)) if 0 < at and end - at - len(link) <= _FEW else None


# signs of the words behind a name that tell by themselves what they say
_SURE = 3
_OPENERS = re.compile(r".*(?:是|为|:|：|由|的|给|位|于|在|乡|和|与|而| )")


def _opening(told: str, end: int) -> int:
    """Where a slot begins that no words open: behind what links it, else with its clause."""
    found = _OPENERS.match(told[:end])
    return found.end() if found is not None else 0


def _value(text: str, slot: Span, tokens: Sequence[Token], form: _Form) -> tuple[str, Span] | None:
    """The name in a slot, of the kind that the tie has."""
    inside = [token for token in tokens if slot.start <= token.span.start and token.span.end <= slot.end]
    while inside and (inside[0].kind is Tok.VALUE or inside[0].text == "了"):
        # 标配|一颗|禾赛科技的
        slot = Span(inside.pop(0).span.end, slot.end)
    if form.tie.kind == "place":
        return _based(text, slot, form) or _place(inside, whole=bool(form.tail))
    if form.tie.kind == "town":
        town = _place(inside, whole=bool(form.tail))
        # 来自美国的: where one lives or what passport one has is not where one was born
        return town if town is not None and not is_country(town[0]) else None
    if form.tie.kind == "school":
        return _school(text, slot, inside)
    if form.tie.kind == "holder" and (person := _holder(text, slot, inside)) is not None:
        return person
    if inside and form.tie.of == "person" and inside[0].kind is Tok.NAME and inside[0].tag == "company":
        # 创业前是|AMD|上海研发中心高级总监
        return inside[0].key, inside[0].span
    if form.lead and not form.tail:
        name = slots.organisation(text, slot, tokens, whole=True) or _first_name(inside)
        if name is not None:
            return name
    latin = bool(inside) and inside[0].text.isascii() and "一" > text[slot.start : slot.end][-1]
    return slots.organisation(text, slot, tokens, whole=not latin or bool(form.tail))


def _holder(text: str, slot: Span, inside: Sequence[Token]) -> tuple[str, Span] | None:
    """A person who is all that a slot holds: 马怀远|是朔风第一大股东."""
    surface = text[slot.start : slot.end].rstrip("。")
    whole = Span(slot.start, slot.start + len(surface))
    known = len(inside) == 1 and inside[0].kind is Tok.NAME
    if known or not is_person(surface) or segmenter().frequency(surface):
        return (inside[0].key, whole) if known and inside[0].tag == "person" else None
    return canonical(surface), whole


_ACTORS = frozenset({"company", "body", "built", "team"})
_BREAKS = frozenset({"的"})


def _first_name(inside: Sequence[Token]) -> tuple[str, Span] | None:
    """The name that opens a slot without an end, with nothing behind it that it is only a part of."""
    if not inside or inside[0].kind is not Tok.NAME or inside[0].tag not in _ACTORS or inside[0].text.isascii():
        return None
    behind = inside[1] if len(inside) > 1 else None
    if behind is not None and behind.text not in _BREAKS and (behind.is_noun or behind.kind is Tok.NAME):
        return None
    return inside[0].key, inside[0].span


def _place(inside: Sequence[Token], *, whole: bool) -> tuple[str, Span] | None:
    """The place that a slot names; of places that stand together (浙江温州) the last."""
    places: list[Token] = []
    for token in inside:
        if token.kind is Tok.NAME and token.tag in {"place", "latin", "built"}:
            places.append(token)
        elif places or lower(token.text) not in {"the", "了", "“"}:
            break
    if not places or (whole and places[-1] is not inside[-1]):
        return None
    if not whole and len(inside) > len(places) and inside[len(places)].is_noun and not inside[-1].text.isascii():
        # 备降郑州机场 is at Zhengzhou; 来自上海某公司 is of no place
        if not inside[len(places)].text.endswith(("机场", "市", "县", "省")):
            return None
    last = places[-1]
    if last.tag != "place" and not (last.text.isascii() and " " not in last.text):
        return None
    return last.key, last.span


_BASED = re.compile(r"(?:[A-Z][a-z]+ )*[A-Z][a-z]{2,}$")


def _based(text: str, slot: Span, form: _Form) -> tuple[str, Span] | None:
    """Wenzhou|-based Hailan Airlines: a capital word that opens a sentence, where only a place can stand."""
    found = _BASED.search(text, slot.start, slot.end) if form.tail == "-based" else None
    return (canonical(found.group()), Span(*found.span())) if found is not None else None


_SCHOOLS = ("大学", "学院", "University", "College", "Institute", "School", "MIT")


def _school(text: str, slot: Span, inside: Sequence[Token]) -> tuple[str, Span] | None:
    """The school that opens a slot."""
    first = next((token for token in inside if lower(token.text) not in {"the", "“"}), None)
    if first is None:
        return None
    if first.kind is Tok.NAME and first.tag in {"body", "built"} and first.text.endswith(_SCHOOLS):
        return first.key, first.span
    if not first.text.isascii():
        found = re.match(r"[一-鿿]{2,10}?(?:大学|学院)", text[slot.start : slot.end])
        return (canonical(found.group()), Span(slot.start, slot.start + found.end())) if found else None
    latin = slots.organisation(text, Span(first.span.start, slot.end), inside, whole=False)
    return latin if latin is not None and any(word in text[latin[1].start : latin[1].end] for word in _SCHOOLS) else None


def _of(form: _Form, row: Row, index: int, tokens: Sequence[Token], whole: Span) -> list[Token]:
    """The words for what is tied."""
    if form.tie.of != "thing":
        return []
    active = form.tie.behind and not form.lead.startswith(("由", "supplied", "sourced"))
    behind = objects.behind(tokens, whole.end) if active or _leads_on(tokens, whole) else []
    if active:
        return behind
    return behind or objects.before(row.clauses, index, whole.start)


def _leads_on(tokens: Sequence[Token], whole: Span) -> bool:
    """Whether what is tied follows: 由北岸影业出品|的电影."""
    last = next((token for token in tokens if token.span.start >= whole.end), None)
    return (last is not None and last.text == "的") or any(t.span.end == whole.end and t.text == "的" for t in tokens)


def _owner(
    form: _Form, row: Row, index: int, whole: Span, scene: Scene, earlier: Sequence[Row], *, listed: bool
) -> Owner | None:
    """Whose the tie is: a person's or firm's must be named; a thing's own words tell which it is."""
    tokens, tie = row.clauses[index], form.tie
    if tie.of == "person":
        return _person(row, index, whole, earlier, leads=form.tail.endswith("的"))
    if tie.of == "firm":
        return _firm(tokens, whole)
    if tie.of == "topic":
        at = whole.start if form.lead else whole.end - len(form.tail.rpartition(_ANY)[2])
        told = _labelled_of(tokens, at)
        pointing = told is not None and told.entity.surface.startswith(words("zh/ties.toml", "pointing"))
        if scene.subject is not None and pointing:
            return scene.subject.carried()
        if told is not None or listed or scene.subject is None:
            # in a list the heading tells of whom a line is, and it may name who is not known
            return told
        return scene.subject.carried()
    own = clause_subject([token for token in tokens if token.span.end <= whole.start])
    return own or (scene.subject.carried() if scene.subject is not None else UNNAMED)


def _firm(tokens: Sequence[Token], whole: Span) -> Owner | None:
    """The firm that a seat is told of: 总部设在宁波的|老对手海岚航空, Wenzhou-based |Hailan Airlines, 晨帆总部设在…."""
    joined = next((token for token in tokens if token.kind is Tok.NAME and token.span.overlaps(whole)), None)
    if joined is not None and joined.span.end > whole.end:
        # Bergen-based Norvik Shipping, read as one name
        surface = joined.text[whole.end - joined.span.start :].strip()
        return Owner(Entity(canonical(surface), surface)) if surface else None
    behind = [token for token in tokens if token.span.start >= whole.end]
    if behind and (behind[0].text == "的" or behind[0].text.isascii()):
        for token in behind[:_NEAR]:
            if token.kind is Tok.NAME and token.tag in {"company", "built", "latin", "body"}:
                return Owner(Entity(token.key, token.text))
        pair = [token for token in behind[:2] if token.text[:1].isupper() and token.text.isascii()]
        if len(pair) == 2:  # noqa: PLR2004 -- Hailan Airlines
            surface = f"{pair[0].text} {pair[1].text}"
            return Owner(Entity(canonical(surface), surface))
    own = clause_subject([token for token in tokens if token.span.end <= whole.start])
    return own if own is not None and tokens[own.at].tag != "place" else None


def _labelled_of(tokens: Sequence[Token], at: int) -> Owner | None:
    """What a label is told of right before it: 朔风的|第一大股东是…, …是朔风|第一大股东."""
    owner: list[Token] = []
    for token in reversed([token for token in tokens if token.span.end <= at]):
        if token.text == "的" and not owner:
            continue
        if not (token.is_noun or token.kind is Tok.NAME) or token.text in words("zh/ties.toml", "stems"):
            break
        owner.insert(0, token)
    if not owner:
        return None
    surface = "".join(token.text for token in owner)
    return Owner(Entity(owner[0].key if len(owner) == 1 and owner[0].key else canonical(surface), surface))


_NEAR = 5
_PRONOUNS = frozenset({"他", "她", "he", "she", "who", "这位", "这名"})


def _person(row: Row, index: int, whole: Span, earlier: Sequence[Row], *, leads: bool) -> Owner | None:
    """The person that a tie is told of: named behind it (来自杭州的|潘展乐), before it, or meant by a pronoun."""
    tokens = row.clauses[index]
    behind = [j for j, token in enumerate(tokens) if token.span.start >= whole.end][:_NEAR]
    if behind and (leads or tokens[behind[0]].text == "的"):
        named = next((found for j in behind if (found := person_at(tokens, j)) is not None), None)
        if named is not None:
            return _named(named)
    for k in range(index, -1, -1):
        part = [token for token in row.clauses[k] if token.span.end <= whole.start]
        last = _last_person(part)
        if last is not None:
            return last
    if not any(lower(token.text) in _PRONOUNS for token in row.tokens if token.span.start < whole.end):
        return None
    for before in reversed(earlier):
        last = _last_person(before.tokens)
        if last is not None:
            return last
    return None


def _last_person(tokens: Sequence[Token]) -> Owner | None:
    """The person named last among tokens."""
    found: tuple[str, Span] | None = None
    for j, token in enumerate(tokens):
        if token.kind is Tok.NAME:
            person = person_at(tokens, j) if token.tag in {"person", "latin"} else None
        else:
            person = _opens(tokens) if not j else None
            person = person or han_person(tokens, j) if not j or tokens[j - 1].kind is Tok.ROLE or _says(tokens, j) else None
            if person is not None and segmenter().frequency(person[0]):
                person = None
        found = person or found
    return _named(found) if found is not None else None


def _opens(tokens: Sequence[Token]) -> tuple[str, Span] | None:
    """段|启明|出生在: the person that a clause opens with, whose name jieba takes for two words."""
    pair = tokens[:2]
    name = "".join(token.text for token in pair)
    if any(token.kind is not Tok.WORD for token in pair) or len(name) != _WHOLE or not is_person(name):
        return None
    return name, Span(pair[0].span.start, pair[-1].span.end)


# signs of most names
_WHOLE = 3


def _says(tokens: Sequence[Token], j: int) -> bool:
    """Whether who is named at `j` says something: 沈|知远|说."""
    return any(token.text in grammar().speech for token in tokens[j + 1 : j + 3])


def _named(person: tuple[str, Span]) -> Owner:
    return Owner(Entity(canonical(person[0]) if "·" not in person[0] else person[0], person[0]))
