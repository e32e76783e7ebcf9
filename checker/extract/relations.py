"""Claims whose value is a name: who supplies, directs, coaches, leads a round; which model is used; where from."""

from collections.abc import Sequence
from functools import cache

from checker.extract.draft import Draft, Scene
from checker.extract.grammar import grammar
from checker.extract.modality import denied, modality_of
from checker.extract.names import canonical
from checker.extract.owner import unknown_name
from checker.extract.people import is_person
from checker.extract.rows import Row
from checker.extract.signs import Signs
from checker.extract.sources import attribution_of
from checker.extract.subject import Owner, clause_subject, named, new_subject
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import Finder, lower, lower_text
from checker.lexicon.load import load
from checker.model import Attribute, Modality, NameValue, Span, ValueKind
from checker.model.record import dataclass, replace


@dataclass(frozen=True)
class Relation:
    """A verb that joins two names: the subject (or object) gets the other as the value of `attribute`.

    `value` tells where the value stands: "after" the words, "before" them, as their "agent" (由X执导, X执导的Y), or
    as the one that stands "over" the name behind them (X旗下的Y).
    `kinds` are the kinds of name that it may have (none for any). With `part` it is the supply of something, which
    the attribute is named after. One of `needs` must stand in the sentence: only a round or a deal has lead investors.
    """

    attribute: str
    forms: tuple[str, ...]
    value: str = "after"
    functional: bool = True
    kinds: tuple[str, ...] = ()
    part: bool = False
    needs: tuple[str, ...] = ()

    def suits(self, sentence: str) -> bool:
        """Whether a sentence speaks of what the relation can be of."""
        return not self.needs or any(word in lower_text(sentence) for word in self.needs)


@dataclass(frozen=True)
class Part:
    """What one thing has from one supplier, and the words for it."""

    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A relation as one clause tells it: the value's tokens, its name, and the owner where the words name one."""

    value: Sequence[Token]
    name: str
    owner: Owner | None = None

    @property
    def span(self) -> Span:
        return Span(self.value[0].span.start, self.value[-1].span.end)


@cache
def _relations() -> tuple[Relation, ...]:
    return tuple(row for lang in ("zh", "en") for row in load(f"{lang}/relations.toml", "relation", Relation))


@cache
def _finder() -> Finder[tuple[Relation, ...]]:
    meanings: dict[str, tuple[Relation, ...]] = {}
    for row in _relations():
        for form in row.forms:
            meanings[lower(form)] = (*meanings.get(lower(form), ()), row)
    return Finder(meanings, fold=True)


_SIGNS = Signs(lambda: (form for row in _relations() for form in row.forms))


@cache
def _parts() -> Finder[str]:
    return Finder(
        {lower(form): row.name for row in load("zh/parts.toml", "part", Part) for form in row.forms}, fold=True
    )


def part_of(tokens: Sequence[Token]) -> str:
    """What part the words for a thing name, or "": 电池 of battery cells."""
    told = [name for _, name in _parts().find(" ".join(token.text for token in tokens))]
    told += [name for token in tokens for _, name in _parts().find(token.text)]
    return told[0] if told else ""


def read(draft: Draft, row: Row, scene: Scene) -> None:
    """Add the relations told in one sentence."""
    text = draft.clean.text
    if not _SIGNS.stand(text, row.span.start, row.span.end):
        return
    subject = scene.subject
    spoken = False
    for tokens in row.parts:
        clause = Span(tokens[0].span.start, tokens[-1].span.end)
        own = new_subject(tokens) if spoken else clause_subject(tokens)
        spoken = spoken or own is not None
        before, subject = subject, own if own is not None else subject
        if not _SIGNS.stand(text, clause.start, clause.end):
            continue
        for found, relations in _finder().find(text[clause.start : clause.end]):
            place = found.shifted(clause.start)
            for relation in relations:
                if not relation.suits(text[row.span.start : row.span.end]):
                    continue
                told = _told(text, tokens, place, relation)
                attribute = _attribute(text, clause, place, relation, told)
                if told is None or attribute is None:
                    continue
                value = {told.name, *(token.key for token in told.value)}
                # 该机采用京东方的屏幕: a clause that names nobody before the verb goes on with whom the last spoke of
                later = own is not None and own.at >= 0 and tokens[own.at].span.start >= place.end
                takes_value = relation.part and own is not None and own.entity.name in value
                spoken_of = before if later or takes_value else subject
                owner = told.owner or _owner(tokens, place, told, spoken_of)
                if owner is not None and owner.entity.name not in value:
                    _add(draft, row, clause, place, replace(attribute, qualifiers=_rounds(row)), told, owner)


def _add(  # noqa: PLR0913, PLR0917 -- what a relation's claim is made of
    draft: Draft, row: Row, clause: Span, place: Span, attribute: Attribute, told: _Told, owner: Owner
) -> None:
    text = draft.clean.text
    span = told.span
    draft.add(
        Span(min(place.start, span.start), max(place.end, span.end)),
        ValueKind.RELATION,
        owner.entity,
        attribute,
        NameValue(told.name, text[span.start : span.end]),
        found_by="relation/verb",
        sentence=row.span,
        modality=Modality.DENIED if denied(text, row.span) else modality_of(text, clause, place, []),
        attribution=attribution_of(row),
        trace=(
            f"words: {text[place.start : place.end]}",
            f"value: {told.value[0].text}",
            f"entity: {owner.entity.surface}",
        ),
    )


def _attribute(text: str, clause: Span, place: Span, relation: Relation, told: _Told | None) -> Attribute | None:
    """The attribute of a relation; a supply is named after what is supplied, which must be told."""
    if told is None:
        return None
    if not relation.part:
        return Attribute(relation.attribute, "relation:" + relation.attribute, functional=relation.functional)
    parts = list(_parts().find(text[clause.start : clause.end]))
    if not parts:
        # a thing has many suppliers: without the part two names are no clash
        passive = relation.value == "after" and " by" in text[place.start : place.end]
        return Attribute(relation.attribute, "relation:供应商", functional=False) if passive else None
    nearest = min(parts, key=lambda part: abs(clause.start + part[0].start - told.span.end))
    if relation.value == "after" and clause.start + nearest[0].start - told.span.end > _NEAR:
        return None
    return Attribute(nearest[1] + relation.attribute, "relation:" + nearest[1] + relation.attribute)


def _owner(tokens: Sequence[Token], place: Span, told: _Told, subject: Owner | None) -> Owner | None:
    first = min(place.start, told.span.start)
    ahead = [t for t in tokens if t.span.end <= first]
    own = clause_subject(ahead)
    if own is not None:
        return own
    tried = (unknown_name(ahead, end) for end in range(len(ahead), 0, -1))
    unknown = next((found[0] for found in tried if found is not None), None)
    return unknown or (subject.carried() if subject is not None else None)


def _told(text: str, tokens: Sequence[Token], place: Span, relation: Relation) -> _Told | None:
    if relation.value == "agent":
        return _agent(text, tokens, place, relation)
    if relation.value == "over":
        return _over(tokens, place, relation)
    value = _value(tokens, place, relation)
    return _Told(value, "; ".join(dict.fromkeys(_named(value, relation)))) if value else None


def _named(value: Sequence[Token], relation: Relation) -> list[str]:
    """The names of the value: of places that stand together (浙江温州) the last, which is the nearest."""
    if all(token.kind is Tok.WORD for token in value):
        return [canonical("".join(token.text for token in value))]
    keys = [token.key for token in value]
    return keys[-1:] if relation.kinds[:1] == ("place",) else keys


def _agent(text: str, tokens: Sequence[Token], place: Span, relation: Relation) -> _Told | None:
    """由澜州客运段值乘, 路阳执导的《刺杀小说家2》: who does what the verb says."""
    ahead = [t for t in tokens if t.span.end <= place.start]
    led = next((j for j in range(len(ahead) - 1, -1, -1) if ahead[j].text in {"由", "被"}), None)
    if led is not None:
        inside = ahead[led + 1 :]
        name = _name_of(text, inside, relation)
        return _Told(inside, name) if name else None
    behind = [t for t in tokens if t.span.start >= place.end]
    if len(behind) > 1 and behind[0].text == "的":
        owner = next((named(t, tokens.index(t)) for t in behind[1:4] if t.kind is Tok.NAME), None)
        actor = _last_name(ahead)
        name = _name_of(text, actor, relation)
        if owner is not None and name:
            return _Told(actor, name, owner)
    return None


def _over(tokens: Sequence[Token], place: Span, relation: Relation) -> _Told | None:
    """字节跳动旗下豆包, 字节跳动旗下的AI助手豆包: the owner before the word, what it owns behind."""
    ahead = [t for t in tokens if t.span.end <= place.start]
    behind = [(j, t) for j, t in enumerate(tokens) if t.span.start >= place.end]
    if not ahead or ahead[-1].kind is not Tok.NAME or ahead[-1].tag not in relation.kinds:
        return None
    owned = next((j for j, t in behind[:_PHRASE] if t.kind is Tok.NAME), None)
    if owned is None or not all(_is_phrase(t) for j, t in behind if j < owned):
        return None
    return _Told(ahead[-1:], ahead[-1].key, named(tokens[owned], owned))


# words of the phrase between a verb and the name that it ends in: 接入了|通义实验室|最强大的|Qwen3-Max
_PHRASE = 6


def _is_phrase(token: Token) -> bool:
    """Whether a word only tells more of the name that follows."""
    told = token.kind in {Tok.NAME, Tok.QUALIFIER, Tok.ROLE} or token.is_noun or token.text in {"的", "“", "「", "《"}
    return told or (token.kind is Tok.WORD and token.tag[:1] in {"a", "d", "z"})


def _last_name(ahead: Sequence[Token]) -> Sequence[Token]:
    """The name that the tokens end with: one token, or words that make up a person's name."""
    if not ahead:
        return ()
    if ahead[-1].kind is Tok.NAME:
        return ahead[-1:]
    for start in range(max(0, len(ahead) - _NAME_WORDS), len(ahead)):
        words = ahead[start:]
        if all(t.kind is Tok.WORD for t in words) and is_person("".join(t.text for t in words)):
            return words
    return ()


# words into which a person's name falls that no dictionary knows
_NAME_WORDS = 3


def _name_of(text: str, tokens: Sequence[Token], relation: Relation) -> str:
    """The name that these tokens are, or "" where they are none that the relation can have."""
    if not tokens:
        return ""
    if len(tokens) == 1 and tokens[0].kind is Tok.NAME:
        fits = not relation.kinds or tokens[0].tag in {*relation.kinds, "latin", "built"}
        return tokens[0].key if fits else ""
    surface = text[tokens[0].span.start : tokens[-1].span.end]
    plain = all(t.kind in {Tok.NAME, Tok.ROLE} or (t.is_noun and not grammar().is_empty(t.text)) for t in tokens)
    if relation.kinds == ("person",):
        return canonical(surface) if is_person(surface) else ""
    proper = any(t.kind is Tok.NAME or t.tag in {"", "ns", "nt", "nz", "nr"} for t in tokens)
    return canonical(surface) if plain and proper and len(surface) <= _LONGEST else ""


# code points; a longer phrase is no name
_LONGEST = 16


def _rounds(row: Row) -> frozenset[str]:
    """The round that a sentence speaks of: who led the B round did not lead the D round."""
    told = frozenset(token.key for token in row.tokens if token.kind is Tok.BAND and token.key.startswith("round"))
    return told if len(told) == 1 else frozenset()


def _value(tokens: Sequence[Token], place: Span, relation: Relation) -> list[Token]:
    """The names beside the words that are the value: one, or several joined by 和 and the like."""
    fitting = [t for t in tokens if t.kind is Tok.NAME and (not relation.kinds or t.tag in relation.kinds)]
    if relation.value == "before":
        behind = [token for token in fitting if token.span.end <= place.start]
        return behind[-1:] if behind and place.start - behind[-1].span.end <= _NEAR else []
    ahead = [token for token in fitting if token.span.start >= place.end]
    if not ahead or (ahead[0].span.start - place.end > _NEAR and not _ends_phrase(tokens, place, ahead[0])):
        return _person(tokens, place) if relation.kinds == ("person",) else []
    joined = ahead[:1]
    for token in ahead[1:]:
        between = [t.text for t in tokens if joined[-1].span.end <= t.span.start and t.span.end <= token.span.start]
        if between and (len(between) != 1 or between[0] not in _JOINS):
            break
        if not between and relation.kinds[:1] != ("place",):
            break
        joined.append(token)
    return _possessed(tokens, joined)


def _possessed(tokens: Sequence[Token], joined: list[Token]) -> list[Token]:
    """超越Meta的Llama: what is spoken of is the latter, a name that belongs to the one told first."""
    behind = [token for token in tokens if token.span.start >= joined[-1].span.end][:2]
    if len(behind) == len(("的", "name")) and behind[0].text == "的" and behind[1].kind is Tok.NAME:
        return [*joined[:-1], behind[1]]
    return joined


def _ends_phrase(tokens: Sequence[Token], place: Span, name: Token) -> bool:
    """接入了通义实验室最强大的Qwen3-Max: whether only words that tell more of the name stand before it."""
    between = [token for token in tokens if place.end <= token.span.start and token.span.end <= name.span.start]
    return len(between) <= _PHRASE and all(map(_is_phrase, between))


def _person(tokens: Sequence[Token], place: Span) -> list[Token]:
    """The words right behind the verb that make up a person's name: 师从郑坤良."""
    words = [t for t in tokens if t.span.start >= place.end][:_NAME_WORDS]
    for end in range(len(words), 0, -1):
        if all(t.kind is Tok.WORD for t in words[:end]) and is_person("".join(t.text for t in words[:end])):
            return words[:end]
    return []


# code points between the words and the name that they point at
_NEAR = 6
_JOINS = frozenset({"、", "和", "与", "及", "and", "&"})
