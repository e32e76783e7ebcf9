"""Whom a clause speaks of: the name that acts in it, the firm that announces it, the case that it sets."""

from collections.abc import Sequence
from functools import cache

from checker.extract import english, terms
from checker.extract.grammar import grammar
from checker.extract.located import glossed_there, lying_there
from checker.extract.market import SHARES
from checker.extract.names import canonical
from checker.extract.part import Part, once
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.load import words as listed
from checker.model import Entity
from checker.model.record import dataclass

OF_NAMES = frozenset({"的", "之", "’", "'", "s", "“", "”", "「", "」", '"', "(", ")", "《", "》", "·"})


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


def named(token: Token, at: int) -> Owner:
    """The owner that a name token names."""
    return Owner(Entity(token.key, token.text), at)


def new_subject(tokens: Part) -> Owner | None:
    """The name that a later clause makes its topic: it ends with it (旗舰模型Qwen3-Max) or it alone opens it."""
    if Tok.NAME not in tokens.kinds:
        return None
    bare = [token for token in tokens if token.kind is not Tok.MARK]
    told = {Tok.TIME, Tok.EVENT, Tok.QUALIFIER, Tok.ATTRIBUTE, Tok.ROLE}
    if bare[-1].kind is Tok.NAME and all(t.kind in told or t.is_noun or t.text in OF_NAMES for t in bare[:-1]):
        at = next(j for j, token in enumerate(tokens) if token is bare[-1])
        if _told_of(bare, len(bare) - 1) or (len(bare) == 1 and bare[0].tag == "place" and bare[0].is_latin):
            # in Hefei, China, a plasma was held: the rest of an address
            return None
        # run by the atomic energy commission CEA: an English preposition rules all that follows it
        led = bare[-1].is_latin and any(lower(token.text) in grammar().leads for token in bare[:-1])
        return None if led or is_led_in(tokens, at) else named(bare[-1], at)
    person = next((token for token in bare if token.kind is not Tok.ROLE and not token.is_noun), bare[0])
    if person.kind is Tok.NAME and person.tag == "person" and person is not bare[-1]:
        # 前锋陈立帆打入两球: a person who opens a clause acts in it
        at = next(j for j, token in enumerate(tokens) if token is person)
        return None if is_source(tokens, at) else named(person, at)
    places = len(bare) > 1 and bare[0].kind is Tok.NAME and any(t.text in grammar().placed for t in bare[1:])
    if len(bare) > 1 and bare[0].kind is Tok.NAME and (bare[1].tag in _PREPOSITIONS or places):
        # 谷歌从一开始就往全站方向走, 中远海运紧随其后: a name that opens a clause and does something of its own
        at = next(j for j, token in enumerate(tokens) if token is bare[0])
        return None if is_source(tokens, at) else named(bare[0], at)
    return None


def _told_of(tokens: Sequence[Token], j: int) -> bool:
    """总部位于宁波,员工460人: whether the place at `j` is only where something is."""
    if tokens[j].tag != "place":
        return False
    rows = [terms.attribute(token.key) for token in tokens[max(0, j - 3) : j] if token.kind is Tok.ATTRIBUTE]
    return any(row is not None and "place" in row.dimensions for row in rows)


def setting(tokens: Part) -> Owner | None:
    """在新AI模式下, 在极端情形中: the model or case that the next clauses are told of; None for anything else."""
    if "在" not in tokens.words:
        return None
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
    if not isinstance(clause, Part):
        return _subject(clause, clause if end is None else clause[:end])
    if Tok.NAME not in clause.kinds:
        return None
    return _own_subject(clause) if end is None else _subject(clause, clause[:end])


@once
def _own_subject(clause: Part) -> Owner | None:
    return _subject(clause, clause)


def _subject(clause: Sequence[Token], tokens: Sequence[Token]) -> Owner | None:
    names = [j for j, token in enumerate(tokens) if token.kind is Tok.NAME]
    acting = [
        j
        for j in names
        if not is_source(tokens, j)
        and not is_led_in(tokens, j)
        and not english.is_relative(tokens, j)
        and not _told_of(tokens, j)
    ]
    if not acting:
        # Maersk reported a net profit of: a teller of his own figures
        own = (j for j in names if english.tells_its_own(clause, j))
        teller = next((j for j in own if not is_led_in(tokens, j)), None)
        told = teller if teller is not None else next((j for j in names if _opens_for(tokens, j)), None)
        return named(tokens[told], told) if told is not None else None
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


def _opens_for(tokens: Sequence[Token], j: int) -> bool:
    """Whether a clause opens with what is for a name: Orders for Star River, The waiting list for Norwood Court."""
    opened = 0 < j <= _OPENING and lower(tokens[j - 1].text) == "for" and not is_source(tokens, j)
    return opened and all(token.kind in _HEADED and token.is_latin for token in tokens[: j - 1])


# tokens before the name, and what may be among them
_OPENING = 4
_HEADED = frozenset({Tok.WORD, Tok.ATTRIBUTE, Tok.QUALIFIER})


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


COPULAS = frozenset({"是", "相当于", "与", "跟", "同"})


def is_led_in(tokens: Sequence[Token], j: int) -> bool:
    """Whether a preposition governs the name, looking back over posts, nouns and other names."""
    if j == 0:
        return False
    words = grammar()
    k = j - 1
    while k >= 0 and (tokens[k].kind in _NAMING or tokens[k].is_noun or tokens[k].text in _PASSED):
        if lower(tokens[k].text) in words.leads:
            break
        if k and lower(tokens[k].text) in {"the", "a"} and tokens[k - 1].kind is Tok.NAME:
            # in Germany the stellarator Wendelstein: an article begins a phrase of its own
            return False
        k -= 1
    if k < 0:
        return False
    if k > 0 and lower(tokens[k].text) in {"of", "in"} and lower(tokens[k - 1].text) in SHARES:
        # shares of Harbor Mutual fell: they stand for the firm
        return False
    # "led by" and the like end in their preposition
    before = lower(tokens[k].text).rsplit(" ", 1)[-1]
    return before in words.leads or before in words.than_words or (before in words.comparers and before not in COPULAS)


_NAMING = frozenset({Tok.ROLE, Tok.NAME, Tok.QUALIFIER})
_PASSED = frozenset({"、", "的", "兼", "the", "The", "a", "“", "”", "「", "」", "《", "》"})


def is_source(tokens: Sequence[Token], j: int) -> bool:
    """Whether the name is who says it and not whom it is about: 据QuestMobile数据, 雷军承诺, 国家统计局."""
    words, tag = grammar(), tokens[j].tag
    if tag == "body":
        return True
    if any(lower(t.text) in words.source_before and t.text not in OF_NAMES for t in tokens[max(0, j - 3) : j]):
        return True
    if j + 1 == len(tokens):
        return False
    behind = lower(tokens[j + 1].text)
    if behind == "to":
        # expects Maersk to report: what is told is of whom it is expected
        return False
    person = tag == "person"
    speaks = person and behind in {"：", ":"}
    if speaks or (behind == "的" and not person):
        return speaks
    reach = _SPEAKS if person else _SHOWS
    return not words.source_after.isdisjoint([lower(token.text) for token in tokens[j + 1 : j + reach]])


# tokens between a person and the verb of saying (杨植麟当时在内部信里披露), and between any other name and it
_SPEAKS, _SHOWS = 8, 3
