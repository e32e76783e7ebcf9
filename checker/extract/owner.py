"""Whose a value is: the name beside its attribute, the clause's subject, or whom the text speaks of."""

from collections.abc import Sequence
from functools import cache

from checker.extract import english
from checker.extract.attribute import Said, owner_behind
from checker.extract.grammar import grammar
from checker.extract.located import glossed_there
from checker.extract.names import canonical
from checker.extract.part import Part
from checker.extract.person_names import person_at
from checker.extract.subject import OF_NAMES, Owner, clause_subject, is_source, named
from checker.extract.tokens import Tok, Token
from checker.extract.words import is_of_the_language, segmenter
from checker.lexicon.finder import lower
from checker.lexicon.load import words as listed
from checker.model import Entity, ValueKind

_VERBS = frozenset({"v", "vd", "vi", "vg", "p", "d", "zg"})
_AGE = "age"


def owner_of(tokens: Part, i: int, said: Said, subject: Owner | None) -> tuple[Owner | None, frozenset[str]]:
    """Who the value at `tokens[i]` belongs to, and the nouns that turned out to be its name.

    `subject` is whom the text spoke of before.
    """
    start = min(i, said.at) if said.at >= 0 else i
    pair = english.paired(tokens, i, Tok.NAME)
    if pair is not None:
        return named(tokens[pair], pair), frozenset()
    if _ranked_among(tokens, i):
        # Kestrel Air, Ireland's second-largest airline: whose list it is
        return (subject.carried() if subject is not None else None), frozenset()
    own = _behind(tokens, i, said) or _beside(tokens, start) or clause_subject(tokens, start)
    if own is not None:
        if _is_field(tokens, i, own.at):
            own = clause_subject(tokens, own.at - 1) or (subject.carried() if subject is not None else None)
        return own, frozenset()
    new = unknown_name(tokens, start) or _noun_subject(tokens, start)
    if new is not None:
        return new
    if said.family in english.listed("located") and (scene := english.scene_of(tokens)) is not None:
        return named(tokens[scene], scene), frozenset()
    return (subject.carried() if subject is not None else None), frozenset()


def _behind(tokens: Sequence[Token], i: int, said: Said) -> Owner | None:
    """The name behind the value or its attribute: 拥有1.2亿日活的夸克, 上线仅23天的千问App, revenue of OpenAI."""
    j = said.at + 1 if said.after and said.at >= 0 else i + 1
    if j < len(tokens) and tokens[j].text == "的":
        j += 1
        while said.after and j < len(tokens) and tokens[j].is_noun and tokens[j].tag != "":
            j += 1
        if j < len(tokens) and tokens[j].kind is Tok.NAME:
            return named(tokens[j], j)
        person = person_at(tokens, j) if said.family == _AGE and j < len(tokens) else None
        if person is not None:  # 81岁的贺兰芝
            return Owner(Entity(canonical(person[0]), person[0]), j)
    if said.after and said.at >= 0:
        held = english.holder(tokens, said.at) if said.family in english.listed("located") else _doer(tokens, said)
        if held is not None:
            return named(tokens[held], held)
    behind = owner_behind(tokens, said.at)
    if behind is not None and behind < i:
        return named(tokens[behind], behind)
    return None


def _ranked_among(tokens: Sequence[Token], i: int) -> bool:
    """Whether a possessive before the rank at `i` opens the clause: Ireland's second-largest airline."""
    value = tokens[i].value
    bare = [token for token in tokens[:i] if token.kind is not Tok.MARK]
    ranked = value is not None and value.kind is ValueKind.RANK
    return ranked and [t.kind for t in bare[:1]] == [Tok.NAME] and [lower(t.text) for t in bare[1:]] in (["s"], ["'s"])


def _is_field(tokens: Sequence[Token], i: int, at: int) -> bool:
    """位居全国第十, 在全国城商行中排名第五: whether the place at `at` is that in which the rank at `i` is counted."""
    value = tokens[i].value
    if value is None or value.kind is not ValueKind.RANK or not 0 < at < i or tokens[at].tag != "place":
        return False
    return tokens[at - 1].text in listed("zh/ranks.toml", "counted_in")


def _doer(tokens: Sequence[Token], said: Said) -> int | None:
    """Who did it or has it, behind an English figure: hired by Walmart, there were 2.1 million employees at Walmart."""
    holder = english.holder(tokens, said.at)
    return holder if holder is not None else english.agent(tokens, said.at)


def _beside(tokens: Sequence[Token], start: int) -> Owner | None:
    """The nearest name before `start` with no verb between."""
    words = grammar()
    depth = 0
    for j in range(start - 1, -1, -1):
        token = tokens[j]
        if token.kind is Tok.MARK:
            depth += (token.text in ")）") - (token.text in "(（")
            if depth < 0:
                # the value stands in brackets: what is outside owns it as the clause's subject or not at all
                return None
            continue
        if depth > 0:
            continue
        if token.kind is Tok.NAME:
            if j and (lower(tokens[j - 1].text) in words.sides):
                # 从淘宝拿到的分成: where from is not whose
                continue
            if _is_rival(tokens, j, start) or (token.is_latin and not _touches(tokens, j, start)):
                return None
            return _standing_beside(tokens, j)
        if token.kind in {Tok.VALUE, Tok.EVENT}:
            return None
        if (
            token.kind is Tok.WORD
            and token.tag in _VERBS
            and token.text not in OF_NAMES
            and not words.is_empty(token.text)
        ):
            return None
    return None


def _standing_beside(tokens: Sequence[Token], j: int) -> Owner | None:
    """The owner that the name at `j` is or lies in; None where it only says what is told."""
    there = glossed_there(tokens, j)
    if there is not None:
        return named(tokens[there], there)
    spoken = tokens[j + 1].text in {":", "："}
    own = (tokens[j].tag == "body" and not spoken) or not is_source(tokens, j)
    return named(tokens[j], j) if own else None


def _is_rival(tokens: Sequence[Token], j: int, start: int) -> bool:
    """Whether the name at `j` is only surpassed, or only the whole of a share (占淘宝总流量)."""
    if j and tokens[j - 1].text == "占":
        return True
    if j == start - 1 or tokens[j + 1].text == "的":
        return False
    k = j - 1
    while k >= 0 and (tokens[k].kind is Tok.NAME or tokens[k].text in {"的", "、", "了"} or tokens[k].is_noun):
        k -= 1
    return k >= 0 and lower(tokens[k].text) in grammar().rivals


def _touches(tokens: Sequence[Token], j: int, start: int) -> bool:
    """Whether a Latin name stands close enough to own what begins at `start`: English verbs have no class."""
    between = [token for token in tokens[j + 1 : start] if token.kind is not Tok.MARK]
    if any("一" <= token.text[:1] <= "鿿" for token in between) or not between:
        return True
    possessive = lower(between[0].text) in {"s", "'s", "’s"}
    return possessive or len(between) <= 1


def unknown_name(tokens: Sequence[Token], start: int) -> tuple[Owner, frozenset[str]] | None:
    """A name that no lexicon holds: nouns before `start` of which one is no word of the dictionary."""
    words = grammar()
    parts: list[Token] = []
    for j in range(start - 1, -1, -1):
        token = tokens[j]
        if token.is_noun and not words.is_empty(token.text) and token.tag != "eng":
            parts.insert(0, token)
        elif token.kind in {Tok.QUALIFIER, Tok.TIME, Tok.BAND} or token.text in OF_NAMES or words.is_empty(token.text):
            if parts:
                break
        else:
            break
    if not parts or not any(_is_proper(part) for part in parts):
        return None
    surface = "".join(part.text for part in parts)
    place = next(k for k, token in enumerate(tokens) if token is parts[0])
    return Owner(Entity(canonical(surface), surface), place), frozenset(part.text for part in parts)


# classes of words that name one thing: unknown, person, foreign person, place, other proper noun; jieba's class of
# bodies holds kinds of them as well (上市公司, 中小银行)
_PROPER = frozenset({"", "nr", "nrt", "ns", "nz"})


_LEADING_ON = tuple("以于被把将在对与从向由")


# code points of a place or person at the front of a body's name
_OPENING = 2


def _is_proper(token: Token) -> bool:
    """Whether a word names one thing by its class or by the noun of a body behind a name (石门水库, not 中小银行)."""
    word = token.text
    endings, sizes = _endings()
    ends = not endings.isdisjoint([word[-size:] for size in sizes if len(word) >= size + _OPENING])
    if not ends:
        # 这款|车以|38.58万元: of a word that the dictionary lacks the end may be a preposition
        cut = token.tag == "" and word.endswith(_LEADING_ON)
        kind = word in listed("zh/bodies.toml", "compounds") or (token.tag == "" and is_of_the_language(word))
        return token.tag in _PROPER and not cut and not kind
    opens = segmenter().cut(word[:_OPENING])[0]
    kind = opens.text in listed("zh/bodies.toml", "compounds") or (token.tag == "nt" and opens.tag not in _PROPER)
    return not kind


@cache
def _endings() -> tuple[frozenset[str], tuple[int, ...]]:
    """The nouns of bodies, and how long they are."""
    endings = frozenset(listed("zh/bodies.toml", "endings"))
    return endings, tuple(sorted(set(map(len, endings))))


def _noun_subject(tokens: Sequence[Token], start: int) -> tuple[Owner, frozenset[str]] | None:
    """导购网站从淘宝拿到的分成: plain nouns that open a clause and act in it."""
    words = grammar()
    first = 0
    while first < start and (tokens[first].kind in {Tok.TIME, Tok.QUALIFIER} or words.is_empty(tokens[first].text)):
        first += 1
    last = first
    while last < start and _names_something(tokens, last) and not words.is_empty(tokens[last].text):
        last += 1
    surface = "".join(token.text for token in tokens[first:last])
    acts = last < start and tokens[last].kind is Tok.WORD and tokens[last].tag in _VERBS
    if len(surface) < _WHOLE_SUBJECT or surface.isascii() or not acts:
        return None
    return Owner(Entity(canonical(surface), surface), first), frozenset()


def _names_something(tokens: Sequence[Token], j: int) -> bool:
    """A noun, or a verb that a noun follows at once (导购网站)."""
    return tokens[j].is_noun or (tokens[j].tag == "v" and j + 1 < len(tokens) and tokens[j + 1].is_noun)


# code points: shorter common nouns (用户, 公司) name nobody in particular
_WHOLE_SUBJECT = 3
