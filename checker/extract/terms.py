"""What is said: the words of the lexicon that name attributes, qualifiers, events and posts."""

from functools import cache

from checker.extract.tokens import Tok, Token
from checker.extract.words import segmenter
from checker.lexicon.attributes import AttributeRow, Nature, attributes
from checker.lexicon.events import Event, events
from checker.lexicon.finder import Finder, lower
from checker.lexicon.overlay import kept
from checker.lexicon.qualifiers import Axis, Qualifier, qualifiers
from checker.lexicon.roles import Role, roles
from checker.model import Span
from checker.model.pattern import seldom

WEAK = "weak"


@kept
def _attribute_finder() -> Finder[tuple[AttributeRow, bool]]:
    forms: dict[str, tuple[AttributeRow, bool]] = {}
    for row in attributes():
        forms.update({lower(form): (row, True) for form in row.weak})
    for row in attributes():
        rest = (row.name, *row.forms, *row.weak)
        narrowing = {form for form in row.forms if form != row.name and _narrows(form, rest)}
        forms.update({lower(form): (row, False) for form in (row.name, *row.forms) if form not in narrowing})
    return Finder(forms, fold=True)


def _narrows(form: str, rest: tuple[str, ...]) -> bool:
    """Whether a form is a qualifier before another form (全球销量): the two are found apart, so the first narrows."""
    # most forms end in no other one
    if not form.endswith(rest, 1):
        return False
    known = _narrowing()
    return any(form[:at] in known and form[at:] in rest for at in range(1, len(form)))


@cache
def _narrowing() -> frozenset[str]:
    return frozenset(form for row in qualifiers() for form in row.forms if not row.plain)


@cache
def _qualifier_finder() -> Finder[Qualifier]:
    return Finder({lower(form): row for row in qualifiers() for form in row.forms}, fold=True)


@cache
def _event_finder() -> Finder[Event]:
    return Finder({lower(form): row for row in events() for form in row.forms}, fold=True)


@cache
def _role_finder() -> Finder[Role]:
    return Finder({lower(form): row for row in roles() for form in row.forms}, fold=True)


@kept
def _attributes_by_name() -> dict[str, AttributeRow]:
    return {row.name: row for row in attributes()}


@cache
def _qualifiers_by_id() -> dict[str, Qualifier]:
    return {row.id: row for row in qualifiers()}


@cache
def _events_by_attribute() -> dict[str, Event]:
    return {row.attribute: row for row in events()}


@cache
def _roles_by_name() -> dict[str, Role]:
    return {row.name: row for row in roles()}


def attribute(name: str) -> AttributeRow | None:
    """The lexicon's attribute of that canonical name, or None."""
    return _attributes_by_name().get(name)


@kept
def family(name: str) -> frozenset[str]:
    """The names of the attributes of one family."""
    return frozenset(row.name for row in attributes() if row.family == name)


def nature(name: str) -> Nature | None:
    """How values of the attribute with this name behave in time; None for an open attribute."""
    row = attribute(name)
    return row.nature if row is not None else None


def axis(qualifier: str) -> Axis:
    """The axis of a qualifier's id; scope for one that the lexicon lacks."""
    row = _qualifiers_by_id().get(qualifier)
    return row.axis if row is not None else Axis.SCOPE


def event(name: str) -> Event | None:
    """The lexicon's event whose date is the attribute `name`, or None."""
    return _events_by_attribute().get(name)


def event_of_family(family: str) -> Event | None:
    """The first event of a family: 发布 for all that bring something out."""
    return next((row for row in events() if row.family == family), None)


def role(name: str) -> Role | None:
    """The lexicon's post of that canonical name, or None."""
    return _roles_by_name().get(name)


def attribute_named(words: str) -> AttributeRow | None:
    """The attribute that `words` name as a whole, or None.

    >>> row = attribute_named("日活")
    >>> row.name if row else None
    '日活跃用户'
    """
    found = _attribute_finder().meaning(words)
    return found[0] if found is not None else None


def terms(text: str) -> list[Token]:
    """The attributes, qualifiers, events and posts named in `text`; they may overlap, and weak forms are tagged so."""
    found = [
        Token(Tok.ATTRIBUTE, place, text[place.start : place.end], row.name, WEAK if weak else "")
        for place, (row, weak) in _attribute_finder().find(text)
        if len(place) > 1 or not _in_word(text, place)
    ]
    found += [
        Token(Tok.QUALIFIER, place, text[place.start : place.end], row.id)
        for place, row in _qualifier_finder().find(text)
        if row.axis not in _IN_NAMES or not _inside_name(text, place)
    ]
    found += [
        Token(Tok.EVENT, place, text[place.start : place.end], row.attribute, row.takes.value)
        for place, row in _event_finder().find(text)
    ]
    found += [
        Token(Tok.ROLE, place, text[place.start : place.end], row.name) for place, row in _role_finder().find(text)
    ]
    return [token for token in found if not _of_two_words(text, token.span)]


# whom and where something is of is told by names as well: the Harrow Badminton Open, Oslo International Airport
_IN_NAMES = frozenset({Axis.POPULATION, Axis.SCOPE})


def _inside_name(text: str, place: Span) -> bool:
    """Whether a word stands between two others with capitals, in a line where not every word has one."""
    if not text[place.start].isupper() or _CAPITAL_BEHIND.match(text, place.end) is None:
        return False
    if _CAPITAL_BEFORE.search(text, max(0, place.start - _WORD), place.start) is None:
        return False
    start, end = text.rfind("\n", 0, place.start) + 1, text.find("\n", place.end)
    return _PLAIN.search(text, start, end if end >= 0 else len(text)) is not None


# signs of a word
_WORD = 20
# titles have capitals but in their smallest words
_PLAIN = seldom(r"\b[a-z]{5}")
_CAPITAL_BEFORE, _CAPITAL_BEHIND = seldom(r"\b[A-Z]\w*(?:['’]s)? \Z"), seldom(r"(?:['’]s)? [A-Z]")


def _of_two_words(text: str, place: Span) -> bool:
    """Whether two signs end one word and begin the next: the 融资 of 金融|资产."""
    if len(place) != len("融资") or place.start == 0 or text[place.start].isascii():
        return False
    before, after = text[place.start - 1 : place.start + 1], text[place.end - 1 : place.end + 1]
    known = segmenter().frequency
    own = known(text[place.start : place.end])
    return len(after) > 1 and min(known(before), known(after)) > own


def _in_word(text: str, place: Span) -> bool:
    """Whether one sign is a piece of a longer word: 长 in 长期, 重 in 重要."""
    before, after = text[max(0, place.start - 1) : place.end], text[place.start : place.end + 1]
    return any(len(pair) > 1 and segmenter().frequency(pair) > 0 for pair in (before, after) if not pair.isascii())
