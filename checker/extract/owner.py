"""Whose a value is: the name beside its attribute, the clause's subject, or whom the text speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from checker.extract import english
from checker.extract.attribute import Said, owner_behind
from checker.extract.grammar import grammar
from checker.extract.located import glossed_there, lying_there
from checker.extract.market import SHARES
from checker.extract.names import canonical
from checker.extract.person_names import person_at
from checker.extract.tokens import Tok, Token
from checker.extract.words import segmenter
from checker.lexicon.finder import lower
from checker.lexicon.load import words as listed
from checker.model import Entity, ValueKind

_OF = frozenset({"的", "之", "’", "'", "s", "“", "”", "「", "」", '"', "(", ")", "《", "》", "·"})
_VERBS = frozenset({"v", "vd", "vi", "vg", "p", "d", "zg"})


@dataclass(frozen=True, slots=True)
class Owner:
    """An entity and where its words stand among the clause's tokens (-1 where they stand elsewhere)."""

    entity: Entity
    at: int = -1

    def carried(self) -> "Owner":
        """The same entity in a clause that does not name it."""
        entity = self.entity
        return Owner(Entity(entity.name, entity.surface, entity.family, inherited=True))


# a claim whose text names nobody: the folder may tell who alone is spoken of with that attribute
UNNAMED = Owner(Entity("", "", inherited=True))
# whom 全国 and 我国 speak of where the text names nobody
NATION = Owner(Entity("中国", "全国"))
_AGE = "age"


def owner_of(tokens: Sequence[Token], i: int, said: Said, subject: Owner | None) -> tuple[Owner | None, frozenset[str]]:
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


def named(token: Token, at: int) -> Owner:
    """The owner that a name token names."""
    return Owner(Entity(token.key, token.text), at)


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
        if token.kind is Tok.WORD and token.tag in _VERBS and token.text not in _OF and not words.is_empty(token.text):
            return None
    return None


def _standing_beside(tokens: Sequence[Token], j: int) -> Owner | None:
    """The owner that the name at `j` is or lies in; None where it only says what is told."""
    there = glossed_there(tokens, j)
    if there is not None:
        return named(tokens[there], there)
    spoken = tokens[j + 1].text in {":", "："}
    own = (tokens[j].tag == "body" and not spoken) or not _is_source(tokens, j)
    return named(tokens[j], j) if own else None


def new_subject(tokens: Sequence[Token]) -> Owner | None:
    """The name that a later clause makes its topic: it ends with it (旗舰模型Qwen3-Max) or it alone opens it."""
    bare = [token for token in tokens if token.kind is not Tok.MARK]
    if not bare:
        return None
    told = {Tok.TIME, Tok.EVENT, Tok.QUALIFIER, Tok.ATTRIBUTE, Tok.ROLE}
    if bare[-1].kind is Tok.NAME and all(t.kind in told or t.is_noun or t.text in _OF for t in bare[:-1]):
        at = next(j for j, token in enumerate(tokens) if token is bare[-1])
        if len(bare) == 1 and bare[0].tag == "place" and bare[0].is_latin:
            # in Hefei, China, a plasma was held: the rest of an address
            return None
        # run by the atomic energy commission CEA: an English preposition rules all that follows it
        led = bare[-1].is_latin and any(lower(token.text) in grammar().leads for token in bare[:-1])
        return None if led or is_led_in(tokens, at) else named(bare[-1], at)
    person = next((token for token in bare if token.kind is not Tok.ROLE and not token.is_noun), bare[0])
    if person.kind is Tok.NAME and person.tag == "person" and person is not bare[-1]:
        # 前锋陈立帆打入两球: a person who opens a clause acts in it
        at = next(j for j, token in enumerate(tokens) if token is person)
        return None if _is_source(tokens, at) else named(person, at)
    places = len(bare) > 1 and bare[0].kind is Tok.NAME and any(t.text in grammar().placed for t in bare[1:])
    if len(bare) > 1 and bare[0].kind is Tok.NAME and (bare[1].tag in _PREPOSITIONS or places):
        # 谷歌从一开始就往全站方向走, 中远海运紧随其后: a name that opens a clause and does something of its own
        at = next(j for j, token in enumerate(tokens) if token is bare[0])
        return None if _is_source(tokens, at) else named(bare[0], at)
    return None


def setting(tokens: Sequence[Token]) -> Owner | None:
    """在新AI模式下, 在极端情形中: the model or case that the next clauses are told of; None for anything else."""
    bare = [token for token in tokens if token.kind is not Tok.MARK]
    if len(bare) < _SETTING or bare[0].text != "在" or bare[-1].text not in {"下", "之下", "中"}:
        return None
    inside = bare[1:-1]
    if inside[-1].text not in grammar().settings or any(t.kind in {Tok.VALUE, Tok.TIME, Tok.NAME} for t in inside):
        return None
    surface = "".join(token.text for token in inside)
    return Owner(Entity(canonical(surface), surface))


# 在, two words, 下
_SETTING = 4
# jieba's class of 从, 在, 向: a name before them acts
_PREPOSITIONS = frozenset({"p"})


def clause_subject(clause: Sequence[Token], end: int | None = None) -> Owner | None:
    """The first name of a clause, or of its part before `end`, that acts.

    That is no source, speaker, place where, agent behind 由, or subject of "which" and "that".
    """
    tokens = clause if end is None else clause[:end]
    acting = [
        j
        for j, token in enumerate(tokens)
        if token.kind is Tok.NAME
        and not _is_source(tokens, j)
        and not is_led_in(tokens, j)
        and not english.is_relative(tokens, j)
    ]
    if not acting:
        # Maersk reported a net profit of: a teller of his own figures
        own = (j for j, t in enumerate(tokens) if t.kind is Tok.NAME and english.tells_its_own(clause, j))
        teller = next((j for j in own if not is_led_in(tokens, j)), None)
        return named(tokens[teller], teller) if teller is not None else None
    themes = [j for j in acting if j and tokens[j - 1].text in {"将", "把"}]
    first = (themes or acting)[0]
    # 字节跳动旗下豆包: whom it belongs to only tells which one is meant
    while first + 2 < len(tokens) and tokens[first + 1].text in grammar().owned and tokens[first + 2].kind is Tok.NAME:
        first += 2
    # 总部设在常州的轻蓝: a place before 的 and a name only tells which one is meant
    meant = first + 2 < len(tokens) and tokens[first + 1].text == "的" and tokens[first + 2].kind is Tok.NAME
    if meant and tokens[first].tag == "place" and tokens[first + 2].tag != "place":
        first += 2
    first = glossed_there(tokens, first) or lying_there(tokens, first)
    return named(tokens[first], first)


def announcer(tokens: Sequence[Token]) -> Owner | None:
    """晨帆航运公告, 顺丰方面表示, 马士基公布了年报: a firm that tells its own figures; an office tells others'."""
    names = [j for j, token in enumerate(tokens) if token.kind is Tok.NAME]
    if len(names) != 1 or tokens[names[0]].tag not in _FIRMS or is_led_in(tokens, names[0]):
        return None
    j = names[0]
    behind = [token for token in tokens[j + 1 :] if token.kind is not Tok.MARK]
    if not behind or any(token.kind is Tok.VALUE for token in behind):
        return None
    bare = [token.text for token in behind]
    own = bare[0] in grammar().behalf or bare[-1] in grammar().discloses or bare[-1] in _reports()
    # 晨帆航运周二公布了运价
    own = own or (behind[-1].kind is Tok.ATTRIBUTE and not grammar().discloses.isdisjoint(bare))
    return named(tokens[j], j).carried() if own or _officer_speaks(tokens[j + 1 :]) else None


def _officer_speaks(tokens: Sequence[Token]) -> bool:
    """青禾农场|场长|透露: who leads a body tells its figures; an analyst in its service tells others'."""
    if len(tokens) < len(("场长", "透露")) or lower(tokens[-1].text) not in grammar().source_after:
        return False
    first = tokens[0]
    leads = first.kind is Tok.ROLE and not first.key.endswith(_ADVISERS)
    return leads or first.text in grammar().officers or (first.is_noun and first.text.endswith("长"))


_ADVISERS = ("分析师", "经济学家", "科学家", "策略师", "研究员", "顾问")


_FIRMS = frozenset({"company", "built"})


@cache
def _reports() -> frozenset[str]:
    return frozenset(listed("zh/bodies.toml", "documents"))


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


COPULAS = frozenset({"是", "相当于", "与", "跟", "同"})


def is_led_in(tokens: Sequence[Token], j: int) -> bool:
    """Whether a preposition governs the name, looking back over posts, nouns and other names."""
    words = grammar()
    k = j - 1
    while k >= 0 and (
        tokens[k].kind in {Tok.ROLE, Tok.NAME, Tok.QUALIFIER}
        or tokens[k].is_noun
        or tokens[k].text in {"、", "的", "兼", "the", "The", "a", "“", "”", "「", "」", "《", "》"}
    ):
        if lower(tokens[k].text) in words.leads:
            break
        if k and lower(tokens[k].text) in {"the", "a"} and tokens[k - 1].kind is Tok.NAME:
            # in Germany the stellarator Wendelstein: an article begins a phrase of its own
            return False
        k -= 1
    if k > 0 and lower(tokens[k].text) in {"of", "in"} and lower(tokens[k - 1].text) in SHARES:
        # shares of Harbor Mutual fell: they stand for the firm
        return False
    # "led by" and the like end in their preposition
    before = lower(tokens[k].text).rsplit(" ", 1)[-1] if k >= 0 else ""
    return before in words.leads or before in words.than_words or before in words.comparers - COPULAS


def _is_source(tokens: Sequence[Token], j: int) -> bool:
    """Whether the name is who says it and not whom it is about: 据QuestMobile数据, 雷军承诺, 国家统计局."""
    words = grammar()
    before = {lower(token.text) for token in tokens[max(0, j - 3) : j] if token.text not in _OF}
    if not before.isdisjoint(words.source_before) or tokens[j].tag == "body":
        return True
    after = [lower(token.text) for token in tokens[j + 1 : j + 3]]
    if after[:1] == ["to"]:
        # expects Maersk to report: what is told is of whom it is expected
        return False
    if tokens[j].tag in {"body", "person"} and after[:1] in (["："], [":"]):
        return True
    if tokens[j].tag == "person" and any(lower(t.text) in words.source_after for t in tokens[j + 1 : j + _SPEAKS]):
        return True
    return any(word in words.source_after for word in after) and (tokens[j].tag == "person" or after[:1] != ["的"])


# tokens between a person and the verb of saying: 杨植麟当时在内部信里披露
_SPEAKS = 8


def unknown_name(tokens: Sequence[Token], start: int) -> tuple[Owner, frozenset[str]] | None:
    """A name that no lexicon holds: nouns before `start` of which one is no word of the dictionary."""
    words = grammar()
    parts: list[Token] = []
    for j in range(start - 1, -1, -1):
        token = tokens[j]
        if token.is_noun and not words.is_empty(token.text) and token.tag != "eng":
            parts.insert(0, token)
        elif token.kind in {Tok.QUALIFIER, Tok.TIME, Tok.BAND} or token.text in _OF or words.is_empty(token.text):
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


# code points of a place or person at the front of a body's name
_OPENING = 2


def _is_proper(token: Token) -> bool:
    """Whether a word names one thing by its class or by the noun of a body behind a name (石门水库, not 中小银行)."""
    word = token.text
    ends = any(word.endswith(end) and len(word) >= len(end) + _OPENING for end in listed("zh/bodies.toml", "endings"))
    if not ends:
        return token.tag in _PROPER and word not in listed("zh/bodies.toml", "compounds")
    opens = segmenter().cut(word[:_OPENING])[0]
    kind = opens.text in listed("zh/bodies.toml", "compounds") or (token.tag == "nt" and opens.tag not in _PROPER)
    return not kind


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
