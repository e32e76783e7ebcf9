"""Whose a tie is: the person, firm or topic that a turn of phrase is told of."""

from collections.abc import Sequence

from checker.extract.draft import Scene
from checker.extract.grammar import grammar
from checker.extract.names import canonical
from checker.extract.people import is_person
from checker.extract.person_names import han_person, person_at
from checker.extract.phrases import Form
from checker.extract.rows import Row
from checker.extract.subject import UNNAMED, Owner, clause_subject
from checker.extract.tokens import Tok, Token
from checker.extract.words import segmenter
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import Entity, Span
from checker.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """Where a turn of phrase stands: its sentence, which clause of it, and its place with the name."""

    row: Row
    index: int
    whole: Span

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of its clause."""
        return self.row.parts[self.index]


def owner(form: Form, told: Told, scene: Scene, earlier: Sequence[Row], *, listed: bool) -> Owner | None:
    """Whose the tie is: a person's or firm's must be named; a thing's own words tell which it is."""
    tokens, whole, carried = told.tokens, told.whole, scene.subject.carried() if scene.subject is not None else None
    match form.tie.of:
        case "person":
            return _person(told, earlier, leads=form.tail.endswith("的"))
        case "firm":
            return _firm(tokens, whole)
        case "topic":
            named = _labelled_of(tokens, whole.start if form.lead else whole.end - len(form.label))
            if carried is not None and named is not None and named.entity.surface.startswith(_pointing()):
                return carried
            # in a list the heading tells of whom a line is, and it may name who is not known
            return named if named is not None or listed else carried
        case _:
            own = clause_subject([token for token in tokens if token.span.end <= whole.start])
            return own or carried or UNNAMED


def _pointing() -> tuple[str, ...]:
    return words("zh/ties.toml", "pointing")


def _firm(tokens: Sequence[Token], whole: Span) -> Owner | None:
    """The firm that a seat is told of: 总部设在宁波的|老对手海岚航空, Wenzhou-based |Hailan Airlines, 晨帆总部设在…."""
    joined = next((token for token in tokens if token.kind is Tok.NAME and token.span.overlaps(whole)), None)
    if joined is not None and joined.span.end > whole.end:
        # Bergen-based Norvik Shipping, read as one name
        if _leads_to_post(tokens, joined):
            return None
        surface = joined.text[whole.end - joined.span.start :].strip()
        return Owner(Entity(canonical(surface), surface)) if surface else None
    behind = [token for token in tokens if token.span.start >= whole.end]
    if behind and (behind[0].text == "的" or behind[0].text.isascii()):
        for token in behind[:_NEAR]:
            if token.kind is Tok.NAME and token.tag in {"company", "built", "latin", "body"}:
                return None if _leads_to_post(tokens, token) else Owner(Entity(token.key, token.text))
        pair = [token for token in behind[:2] if token.text[:1].isupper() and token.is_latin]
        if len(pair) == len(("Hailan", "Airlines")):
            surface = f"{pair[0].text} {pair[1].text}"
            return Owner(Entity(canonical(surface), surface))
    own = clause_subject([token for token in tokens if token.span.end <= whole.start])
    return own if own is not None and tokens[own.at].tag != "place" else None


def _leads_to_post(tokens: Sequence[Token], firm: Token) -> bool:
    """A Berlin-based Arden Labs |analyst: who is based there is no firm."""
    then = next((token for token in tokens if token.span.start >= firm.span.end), None)
    people = words("en/ties.toml", "people")
    return then is not None and (then.kind is Tok.ROLE or (then.text.isascii() and then.text.endswith(people)))


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


def _person(told: Told, earlier: Sequence[Row], *, leads: bool) -> Owner | None:
    """The person that a tie is told of: named behind it (来自杭州的|潘展乐), before it, or meant by a pronoun."""
    row, tokens, whole = told.row, told.tokens, told.whole
    behind = [j for j, token in enumerate(tokens) if token.span.start >= whole.end][:_NEAR]
    if behind and (leads or tokens[behind[0]].text == "的"):
        named = next((found for j in behind if (found := person_at(tokens, j)) is not None), None)
        if named is not None:
            return _named(named)
    for k in range(told.index, -1, -1):
        part = [token for token in row.parts[k] if token.span.end <= whole.start]
        last = _last_person(part)
        if last is not None:
            return last
    if not any(lower(token.text) in _PRONOUNS for token in row.tokens if token.span.start < whole.end):
        return None
    return next((last for before in reversed(earlier) if (last := _last_person(before.tokens)) is not None), None)


def _last_person(tokens: Sequence[Token]) -> Owner | None:
    """The person named last among tokens."""
    found: tuple[str, Span] | None = None
    for j, token in enumerate(tokens):
        if token.kind is Tok.NAME:
            person = person_at(tokens, j) if token.tag in {"person", "latin"} else None
            if token.tag == "built" and is_person(token.text) and _says(tokens, j):
                # 沈知远|说: a name that the text taught, of somebody who speaks
                person = token.text, token.span
        else:
            person = _stranger(tokens, j)
        found = person or found
    return _named(found) if found is not None else None


def _stranger(tokens: Sequence[Token], j: int) -> tuple[str, Span] | None:
    """A person that no lexicon holds, at the front of a clause, behind a post or before a verb of saying."""
    if j and tokens[j - 1].kind is not Tok.ROLE and not _says(tokens, j):
        return None
    person = (_opens(tokens) if not j else None) or han_person(tokens, j)
    return person if person is not None and not segmenter().frequency(person[0]) else None


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
