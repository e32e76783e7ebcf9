"""Attributes told by a pattern of their own: a share of something, a place on a list, the time since an event."""

from collections.abc import Sequence

from checker.extract import terms
from checker.extract.attribute import OF, SHARE, Said
from checker.extract.grammar import grammar
from checker.extract.narrowing import narrowed, noun_mods
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import ValueKind
from checker.model.record import replace

# how long it took to do something
TAKEN = "用时"


def of_lives(tokens: Sequence[Token], i: int) -> Said | None:
    """夺走28条生命, saved 280 lives: who died, or who did not, by what was done to the lives that are counted."""
    value = tokens[i].value
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if value is None or value.kind is not ValueKind.QUANTITY or behind is None:
        return None
    if lower(behind.text) not in words(_INCIDENTS, "lives"):
        return None
    for token in reversed(tokens[:i]):
        for key, name in (("takes_lives", "死亡人数"), ("saves_lives", "获救人数")):
            row = terms.attribute(name) if lower(token.text) in words(_INCIDENTS, key) else None
            if row is not None:
                return Said(row.name, row.family, known=True, functional=row.functional)
        if token.kind in {Tok.VALUE, Tok.NAME}:
            break
    return None


_INCIDENTS = "zh/incidents.toml"


def shared(tokens: Sequence[Token], i: int, earlier: Sequence[Said], own: frozenset[str]) -> Said | None:
    """The share that a percent behind 占 is, or None."""
    value = tokens[i].value
    assert value is not None
    share = _share_at(tokens, i) if value.kind is ValueKind.PERCENT and value.direction is None else None
    if share is None:
        return None
    whole = noun_mods(tokens, i - 1) if share < i - 1 else frozenset()
    for j in range(share - 1, -1, -1):
        if tokens[j].kind is Tok.ATTRIBUTE:
            part = known(tokens, j, after=False)
            return replace(_share(part, own | whole), inherited=False, at=j)
    return _share(next((said for said in earlier if said.name != SHARE), None), own | whole)


def _share_at(tokens: Sequence[Token], i: int) -> int | None:
    """The place of the 占 that makes the percent at `i` a share (占淘宝总流量的近10%), or None."""
    for j in range(i - 1, max(-1, i - 10), -1):
        if tokens[j].text in {"占", "占比", "占到"}:
            return j
        if tokens[j].kind in {Tok.VALUE, Tok.MARK} or (tokens[j].kind is Tok.ATTRIBUTE and j == i - 1):
            return None
    return None


def _share(last: Said | None, own: frozenset[str]) -> Said:
    mods = own if last is None else narrowed(last.mods, own) | {last.name}
    return Said(SHARE, "share", known=True, mods=mods - {SHARE}, inherited=last is not None)


def known(tokens: Sequence[Token], place: int, *, after: bool) -> Said:
    """The attribute whose word stands at `place`, with the nouns that narrow it."""
    row = terms.attribute(tokens[place].key)
    assert row is not None
    return Said(
        row.name,
        row.family,
        known=True,
        functional=row.functional,
        mods=noun_mods(tokens, place) | _averaged(tokens[place].text, row.family),
        at=place,
        after=after,
    )


def _averaged(word: str, family: str) -> frozenset[str]:
    """What the word for a price says itself: 均价 is an average of several."""
    return frozenset({_AVERAGE}) if family == "price" and word.endswith("均价") else frozenset()


_AVERAGE = "average"


def elapsed(tokens: Sequence[Token], i: int) -> Said | None:
    """改版上线仅23天, 公测的23天之后: the time since an event. 未来三年: the term of what is planned."""
    words = grammar()
    taken = _taken(tokens, i)
    if taken is not None:
        return taken
    j = i - 1
    while j >= 0 and (words.is_empty(tokens[j].text) or tokens[j].text in OF):
        j -= 1
    if j >= 0 and tokens[j].kind is Tok.EVENT:
        event = terms.event(tokens[j].key)
        family = event.family if event is not None else tokens[j].key
        # 上线23天 opens a window in which something else is counted: two windows are no contradiction
        return Said("历时", "elapsed", known=True, functional=False, mods=frozenset({family}), at=j)
    if i and tokens[i - 1].kind is Tok.TIME and lower(tokens[i - 1].text) in words.ahead:
        # plans have terms of their own: two terms are never a contradiction
        return Said("年限", "term", known=True, functional=False, at=i)
    return None


def _taken(tokens: Sequence[Token], i: int) -> Said | None:
    """用了12小时打通隧道, 在几秒钟内完成报告: how long it took to do what stands behind, which narrows it."""
    words = grammar()
    before = tokens[i - 1].text if i else ""
    later = i + 1 < len(tokens) and tokens[i + 1].text in words.when_later
    # 几分钟后即可交付: what can be done after it takes that long
    spent = before in words.spends or (later and any(token.text in words.ready for token in tokens[i + 2 :]))
    if not spent and before != "在":
        return None
    j = i + 1
    while j < len(tokens) and (words.is_empty(tokens[j].text) or tokens[j].text in OF):
        j += 1
    if j == len(tokens):
        # what it took is not told: nothing to set beside another duration
        return Said(TAKEN, "duration", known=True, functional=False, at=i) if spent else None
    if not spent and lower(tokens[j].text) not in words.finishes:
        return None
    done: list[str] = []
    for token in tokens[j:]:
        if token.kind in {Tok.VALUE, Tok.TIME, Tok.MARK}:
            continue
        if not words.is_empty(token.text) and len(token.text) > 1:
            done.append(token.text if token.kind is Tok.EVENT else token.key or token.text)
    return Said(TAKEN, "duration", known=True, functional=bool(done), mods=frozenset(done), at=i)


def rank_on(tokens: Sequence[Token], i: int) -> Said:
    """A place on a list: what narrows it are the measure that the clause speaks of and the nouns on both sides."""
    words = grammar()
    mods: set[str] = set()
    for token in tokens[:i]:
        if token.kind in {Tok.ATTRIBUTE, Tok.QUALIFIER, Tok.BAND}:
            mods.add(token.key)
    j = i - 1
    while j >= 0 and (
        words.is_empty(tokens[j].text)
        or tokens[j].tag[:1] == "v"
        or tokens[j].text in OF
        or tokens[j].kind in {Tok.QUALIFIER, Tok.TIME}
    ):
        j -= 1
    while j >= 0 and (tokens[j].is_noun or tokens[j].kind in {Tok.QUALIFIER, Tok.ATTRIBUTE}):
        if tokens[j].kind is Tok.WORD and not words.is_empty(tokens[j].text):
            mods.add(tokens[j].text)
        j -= 1
    return Said(
        "排名", "rank", known=True, mods=frozenset((mods | _ranked(tokens, i)) - {"排名"}), at=_ranking(tokens, i)
    )


def _ranked(tokens: Sequence[Token], i: int) -> set[str]:
    """What stands behind a place and narrows the list: 第三的车企, fifth-largest carmaker by sales."""
    words = grammar()
    mods: set[str] = set()
    for token in tokens[i + 1 : i + 9]:
        if token.text == "-" or lower(token.text) in words.sizes:
            # fifth-largest: the size that the rank is in is told by the measure (by sales) or by nothing
            continue
        if token.kind in {Tok.VALUE, Tok.MARK, Tok.TIME}:
            break
        if token.kind in {Tok.QUALIFIER, Tok.ATTRIBUTE}:
            mods.add(token.key)
        elif token.kind is Tok.WORD and len(token.text) > 1 and not words.is_empty(token.text):
            mods.add(token.text)
    return mods


def _ranking(tokens: Sequence[Token], i: int) -> int:
    """The place of the words of ranking before the place at `i` (世界排名为第九), else its own."""
    j = i - 1
    while j >= 0 and (grammar().is_empty(tokens[j].text) or tokens[j].kind in {Tok.QUALIFIER, Tok.TIME}):
        if tokens[j].kind is Tok.ATTRIBUTE:
            break
        j -= 1
    row = terms.attribute(tokens[j].key) if j >= 0 and tokens[j].kind is Tok.ATTRIBUTE else None
    return j if row is not None and row.family == "rank" else i
