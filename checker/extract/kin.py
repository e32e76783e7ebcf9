"""What people are to one another: 其妻顾静姝, 何立峻是沈国梁的女婿, his sister-in-law, Gu Jingshu."""

from collections.abc import Sequence
from functools import cache

from checker.extract.draft import Draft
from checker.extract.grammar import grammar
from checker.extract.modality import denied
from checker.extract.names import canonical
from checker.extract.people import is_person
from checker.extract.person_names import ending_at, person_at
from checker.extract.rows import Row
from checker.extract.signs import Signs
from checker.extract.sources import attribution_of
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import Finder, lower
from checker.lexicon.load import load
from checker.model import KIN, Attribute, Entity, Modality, NameValue, Span, ValueKind
from checker.model.record import dataclass


@dataclass(frozen=True)
class Kin:
    """A word for kin, and the kinds that it may mean."""

    names: tuple[str, ...]
    forms: tuple[str, ...]


@cache
def _kin() -> tuple[Kin, ...]:
    return tuple(row for lang in ("zh", "en") for row in load(f"{lang}/kin.toml", "kin", Kin))


@cache
def _finder() -> Finder[tuple[str, ...]]:
    return Finder({form: row.names for row in _kin() for form in row.forms}, fold=True)


_SIGNS = Signs(lambda: (form for row in _kin() for form in row.forms))


_Person = tuple[str, Span]


def read(draft: Draft, row: Row, earlier: Sequence[Row]) -> None:
    """Add what one sentence tells of kin: entity the one who is somebody's wife, value what she is to them.

    Whose is a qualifier, where the text names them; `earlier` are the sentences of the paragraph that stand before.
    """
    text = draft.clean.text
    if not _SIGNS.stand(text, row.span.start, row.span.end):
        return
    tokens = row.tokens
    said: _Person | None = None
    for found, names in _finder().find(text[row.span.start : row.span.end]):
        place = found.shifted(row.span.start)
        behind = next((k for k, token in enumerate(tokens) if token.span.start >= place.end), len(tokens))
        ahead = next((k for k, token in enumerate(tokens) if token.span.end > place.start), len(tokens))
        if behind < len(tokens) and any(token.span.start < place.end < token.span.end for token in tokens):
            # 父亲节
            continue
        told = _named_behind(tokens, behind, place) or _named_ahead(tokens, ahead, behind, earlier, said)
        if told is None:
            continue
        person, whose = said, _ = told
        name = canonical(person[0]) if "·" not in person[0] else person[0]
        if whose is not None and canonical(whose) == name:
            continue
        span = Span(min(place.start, person[1].start), max(place.end, person[1].end))
        draft.add(
            span,
            ValueKind.RELATION,
            Entity(name, person[0]),
            Attribute(
                "亲属",
                KIN,
                functional=False,
                qualifiers=frozenset({canonical(whose)}) if whose is not None else frozenset(),
            ),
            NameValue("; ".join(names), text[place.start : place.end]),
            found_by="kin/word",
            sentence=row.span,
            modality=Modality.DENIED if denied(text, row.span) else Modality.ACTUAL,
            attribution=attribution_of(row),
            trace=(f"words: {text[place.start : place.end]}", f"whose: {whose or 'not told'}"),
        )


def _named_behind(tokens: Sequence[Token], k: int, place: Span) -> tuple[_Person, str | None] | None:
    """妻子林知夏, 妻子、联合创始人林知夏, his sister-in-law, Gu Jingshu: the kin's name, and whose kin it is."""
    while k < len(tokens) and (tokens[k].kind in _POSTS or tokens[k].text in _LEADS):
        k += 1
    if k >= len(tokens) or tokens[k].span.start - place.end > _FAR or _is_function(tokens[k]):
        return None
    person = _person(tokens, k)
    if person is None or not _is_full(person[0]):
        return None
    before = [token for token in tokens if token.span.end <= place.start]
    if tokens[k].is_latin and not (before and _is_whose(before[-1])):
        # Father Tom Ashby
        return None
    return person, _owner(before)


def _owner(before: Sequence[Token]) -> str | None:
    """Whose kin is told: 李明的|父亲, 李明和|妻子, Zheng's |wife; else the person named last."""
    k = len(before) - 1
    if k > 0 and before[k].text in _OF:
        _, whose = _ending_at(before, k - 1)
        if whose is not None:
            return whose
    return _last(before)


_OF = frozenset({"的", "和", "与", "及", "同", "携", "带着", "、"})


def _named_ahead(
    tokens: Sequence[Token], ahead: int, behind: int, earlier: Sequence[Row], said: _Person | None
) -> tuple[_Person, str | None] | None:
    """何立峻,沈国梁的女婿, 他是沈国梁的外甥, He Lijun, who is Shen's son-in-law: a name, and whose kin it is.

    `said` is of whom the sentence told already whose kin it is: 也是局长的妹妹 goes on with her.
    """
    leads_on = behind < len(tokens) and tokens[behind].text == "的"
    told = None if leads_on else _whose_ahead(tokens, ahead, behind)
    if told is None:
        return None
    last, whose = told
    k = last
    while k >= 0 and (lower(tokens[k].text) in _LINKS or tokens[k].kind in _POSTS):
        k -= 1
    links = {lower(token.text) for token in tokens[k + 1 : last + 1] if token.kind not in _POSTS}
    if not links and (whose is None or k < 0 or tokens[k].span.end + 1 > tokens[k + 1].span.start):
        return None
    at, name = _ending_at(tokens, k)
    if name is not None:
        return (name, Span(tokens[at].span.start, tokens[k].span.end)), whose
    person = said[0] if said is not None and not links.isdisjoint(_AS_WELL) else None
    if person is None and links and k >= 0 and lower(tokens[k].text) in _PRONOUNS:
        person = next(filter(None, map(_last, (tokens[:k], *(row.tokens for row in reversed(earlier))))), None)
    # the name stands elsewhere: the evidence is the word and whose
    return ((person, tokens[last].span), whose) if person is not None else None


def _whose_ahead(tokens: Sequence[Token], ahead: int, behind: int) -> tuple[int, str | None] | None:
    """Whose kin somebody is, and the token before it: 沈国梁的女婿, Shen's son-in-law, the daughter of Marek Zielonka.

    None for the name where a pronoun stands for it, None at all where nothing tells whose.
    """
    whose = _of_whom(tokens, behind)
    if whose is not None:
        return ahead - 1, whose
    k = ahead - 1
    if k >= 0 and tokens[k].text == "的":
        k -= 1
    if k > 1 and tokens[k].text == "s":
        k -= 2
    start, whose = _ending_at(tokens, k)
    if whose is None:
        return (k - 1, None) if k >= 0 and lower(tokens[k].text) in _PRONOUNS else None
    return start - 1, whose


# code points between a word for kin and the name: a comma and a space
_FAR = 12
_PRONOUNS = frozenset({"其", "他", "她", "his", "her", "their", "he", "she"})
# 创始人, founder: a post, or who is asked for by its name
_POSTS = frozenset({Tok.ROLE, Tok.ATTRIBUTE})
# what may stand between a word for kin and the name
_LEADS = frozenset({"、", "(", "（", "兼", "叫", "是", "名叫", "also", "named", "called", "the"})
_AS_WELL = frozenset({"也", "也是", "also"})
_LINKS = frozenset({"也", "也是", "是", "为", "系", "who", "is", "was", "the", "also", "正是", "就是"})


def _person(tokens: Sequence[Token], k: int) -> _Person | None:
    """The person named at `k`; a name that the text taught (沈柏舟) is one where it looks like a person's."""
    token = tokens[k]
    if token.kind is Tok.NAME and token.tag == "built" and is_person(token.text):
        return token.text, token.span
    return person_at(tokens, k)


def _is_function(token: Token) -> bool:
    """Whether a word is a conjunction, a preposition or a particle: 外婆|和|孙女."""
    return token.kind is Tok.WORD and token.tag[:1] in {"c", "p", "u"}


def _of_whom(tokens: Sequence[Token], k: int) -> str | None:
    """The daughter of the founder|Marek Zielonka: whose kin, where the words behind tell it."""
    if k >= len(tokens) or lower(tokens[k].text) != "of":
        return None
    k += 1
    while k < len(tokens) and (tokens[k].kind in _POSTS or lower(tokens[k].text) in {"the", "its"}):
        k += 1
    person = _person(tokens, k) if k < len(tokens) else None
    return person[0] if person is not None else None


def _is_whose(token: Token) -> bool:
    text = lower(token.text)
    return text in {"his", "her", "their", "whose", "s"} or text.endswith(("'s", "’s"))


def _is_full(name: str) -> bool:
    """Whether a name is more than a family name with a title: 林知夏, Lin Zhixia."""
    return " " in name if name.isascii() else len(name) > 1


def _ending_at(tokens: Sequence[Token], k: int) -> tuple[int, str | None]:
    """Where the person's name begins that ends with the token at `k`, and the name; None without one."""
    person = ending_at(tokens, k) if k >= 0 else None
    if person is not None and len(person[0]) > 1:
        return next(at for at, token in enumerate(tokens) if token.span.end > person[1].start), person[0]
    if k >= 0 and tokens[k].kind is Tok.NAME and tokens[k].tag == "latin":
        return k, tokens[k].text
    return k, None


def _last(tokens: Sequence[Token]) -> str | None:
    """The person named last among tokens."""
    for k in range(len(tokens) - 1, -1, -1):
        token = tokens[k]
        if token.kind is Tok.NAME and token.tag in {"person", "latin", "built"}:
            person = _person(tokens, k)
            if person is not None:
                return person[0]
        elif token.kind is Tok.WORD and k and (tokens[k - 1].kind is Tok.ROLE or _speaks(tokens, k)):
            person = _person(tokens, k)
            if person is not None and len(person[0]) > 1:
                return person[0]
    return None


def _speaks(tokens: Sequence[Token], k: int) -> bool:
    return any(token.text in grammar().speech for token in tokens[k + 1 : k + 3])
