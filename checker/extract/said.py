"""Which attribute a value is of: the words beside it, before it, or in the clause that it continues."""

from collections.abc import Sequence

from checker.extract import reasons, terms
from checker.extract.attribute import (
    CLOSERS,
    GROWTH,
    OF,
    OPENERS,
    SHARE,
    Said,
    dimensions,
    fits,
    is_direction,
    linked,
    parallel,
)
from checker.extract.deeds import LOSS, told_by_verb
from checker.extract.english import (
    acts,
    dealt_at,
    done_to,
    goes_on,
    is_changed,
    is_doer,
    is_named,
    listed,
    paired,
    spent_on,
)
from checker.extract.grammar import grammar
from checker.extract.market import of_shares, quoted
from checker.extract.narrowing import narrowed, noun_mods, qualifiers
from checker.extract.opened import by_default, by_unit, opened, opened_behind
from checker.extract.part import Part
from checker.extract.reasons import means_the_last
from checker.extract.special import elapsed, known, of_lives, rank_on, shared
from checker.extract.tokens import Tok, Token
from checker.extract.verbs import verbs
from checker.lexicon.attributes import AttributeRow
from checker.lexicon.finder import lower
from checker.lexicon.qualifiers import Axis
from checker.model import Value, ValueKind
from checker.model.record import replace

_JOINS = frozenset({"、", "和", "与", "及", "以及", "至", "到", "或", "~", "/", "and", "or", "to"})


def said_of(tokens: Part, i: int, earlier: Sequence[Said]) -> Said | None:
    """The attribute of the value at `tokens[i]`, or None; `earlier` are those spoken of before, latest first."""
    value = tokens[i].value
    assert value is not None
    if value.kind is ValueKind.RANK:
        return rank_on(tokens, i)
    quotation = quoted(tokens, i, earlier) or of_shares(tokens, i) or _apiece(tokens, i) or of_lives(tokens, i)
    if quotation is not None:
        return quotation
    own = qualifiers(tokens, i, i)
    special = elapsed(tokens, i) if value.kind is ValueKind.DURATION else shared(tokens, i, earlier, own)
    if special is not None:
        return special
    place = _choose(tokens, i, _before(tokens, i, value), _after(tokens, i, value))
    if place is None:
        return _grown(_unsaid(tokens, i, earlier, own), value)
    said = known(tokens, place, after=place > i)
    if said.family == GROWTH:
        # 增幅18%: a rate of growth is a change of what was spoken of
        base = next((known for known in earlier if known.family != GROWTH), None)
        said = replace((base or said), at=place, inherited=False, change=True)
    elif _starts_price(tokens, i) and said.name == "售价":
        said = replace(said, name=_FROM_PRICE)
    change = said.change or value.direction is not None
    told = _told_otherwise(tokens, i, said)
    if told is not None:
        return told
    mods = said.mods | qualifiers(tokens, i, place) | _item(tokens, i, place)
    return _grown(replace(said, mods=mods, change=change), value)


def _item(tokens: Sequence[Token], i: int, place: int) -> frozenset[str]:
    """收入构成：客运431.6亿元: which item of a breakdown the first figure behind it is."""
    if all(lower(token.text) not in grammar().itemises for token in tokens[place + 1 : min(place + 3, i)]):
        return frozenset()
    return noun_mods(tokens, i) or frozenset({"part"})


def _told_otherwise(tokens: Sequence[Token], i: int, said: Said) -> Said | None:
    """What English says in other words than it means: raised $700 million at $10 billion, cut 15,000 jobs."""
    value = tokens[i].value
    assert value is not None
    if said.name == "融资额" and value.kind is ValueKind.MONEY and dealt_at(tokens, i) == "估值":
        return Said("估值", "funding_value", known=True, mods=said.mods, at=said.at)
    if value.kind is ValueKind.MONEY and said.family in _PAYOUTS and _by_the_share(tokens, i, said):
        mods = said.mods | qualifiers(tokens, i, said.at if said.at >= 0 else i)
        return Said("每股股息", "per_share", known=True, mods=mods, at=said.at)
    if said.name == "就业人数" and lower(tokens[i - 1].text) in listed("cuts"):
        return Said("裁员人数", "layoffs", known=True, mods=said.mods, at=said.at)
    return None


# a total of dividends, or an open word for one
_PAYOUTS = frozenset({"payout", "股息", "红利", "派息", "现金红利"})
_BY_THE_SHARE = frozenset({"per_share", "per_ten_shares"})


def _by_the_share(tokens: Sequence[Token], i: int, said: Said) -> bool:
    """每10股派息2元, a dividend of 12 cents a share: whether the amount is not that for all shares."""
    behind = [lower(token.text) for token in tokens[i + 1 : i + 3]]
    told = said.mods | {token.key for token in tokens[:i] if token.kind is Tok.QUALIFIER}
    return not told.isdisjoint(_BY_THE_SHARE) or behind in (["a", "share"], ["per", "share"])


def _apiece(tokens: Sequence[Token], i: int) -> Said | None:
    """Sold five million copies at $69.99 each: what one of them costs."""
    value = tokens[i].value
    each = i + 1 < len(tokens) and lower(tokens[i + 1].text) in {"each", "apiece"}
    if value is None or value.kind is not ValueKind.MONEY or not each or i == 0 or lower(tokens[i - 1].text) != "at":
        return None
    price = terms.attribute("售价")
    return Said(price.name, price.family, known=True, at=i) if price is not None else None


def of_list(said: Said, value: Value) -> Said | None:
    """The attribute that a list of several has for one of its figures; its words may stand in another clause."""
    return _grown(replace(said, at=-1, after=False, change=value.direction is not None), value)


def _unsaid(tokens: Sequence[Token], i: int, earlier: Sequence[Said], own: frozenset[str]) -> Said | None:
    """The attribute of a value that no lexicon word stands beside: its unit's, the last one's, or an open one."""
    value = tokens[i].value
    assert value is not None
    change = value.direction is not None
    back = _continued(earlier, value, change=change) if means_the_last(tokens, i) else None
    if back is not None:
        return replace(back.carried(), change=change, mods=narrowed(back.mods, own))
    told = told_by_verb(tokens, i, earlier, own) or _told_by_itself(tokens, i, own) or _done(tokens, i, own)
    last = _continued(earlier, value, change=change or value.kind is ValueKind.RATIO)
    if told is not None and (told.name not in by_default() or not _elliptic(tokens, i, last)):
        # the company lost $321 million: so much was the loss, not so much less
        return replace(told, change=change and told.name != LOSS)
    others = done_to(tokens, i) is not None or reasons.told(tokens, i)
    if last is not None and ((last.stale and not goes_on(tokens, i)) or others):
        # 27 people were missing and 64 were treated: what was done to others is something else
        last = None
    if last is not None and change:
        return replace(last.carried(), change=True, mods=narrowed(last.mods, own))
    found = opened(tokens, i)
    group = any(terms.axis(mod) is Axis.POPULATION or mod.startswith("age ") for mod in own)
    counted = next((t for t in reversed(tokens[:i]) if not grammar().is_empty(t.text)), None)
    # 城镇劳动力有1500万人: the group's own word tells more than that it is people
    if value.unit == "person" and group and (counted is None or counted.kind is not Tok.WORD):
        return Said("总人口", "population", known=True, mods=own)
    if last is None or (found is not None and (found.after or is_named(tokens, i))):
        return replace(found, mods=found.mods | own, change=change) if found is not None else None
    return replace(last.carried(), mods=narrowed(last.mods, own | _part(tokens, i, own)))


def _done(tokens: Sequence[Token], i: int, own: frozenset[str]) -> Said | None:
    """宣布召回风隼X5共8.64万辆: the measure that an event's own word names, counted in what it was done to."""
    value = tokens[i].value
    assert value is not None
    if value.unit is None or value.kind is not ValueKind.QUANTITY or value.direction is not None:
        return None
    for j in range(i - 1, -1, -1):
        if tokens[j].kind in {Tok.VALUE, Tok.ATTRIBUTE}:
            return None
        if tokens[j].kind is Tok.EVENT:
            event = tokens[j].text
            named = (terms.attribute_named(event[cut:]) for cut in range(len(event) - 1))
            row = next(
                (row for row in named if row is not None and not dimensions(value).isdisjoint(row.dimensions)), None
            )
            return Said(row.name, row.family, known=True, functional=row.functional, mods=own, at=j) if row else None
    return None


# 其中: what follows is a part of what was measured
_AMONG = "其中"


def _part(tokens: Sequence[Token], i: int, own: frozenset[str]) -> frozenset[str]:
    """其中教授320人: which part of what was measured before a figure is of, where no qualifier tells it."""
    post = tokens[i - 1].key if i and tokens[i - 1].kind is Tok.ROLE else ""
    among = any(token.text == _AMONG for token in tokens[:i])
    named = any(token.kind is Tok.NAME for token in tokens[:i])
    if post or own or not among or named:
        return frozenset({post}) if post else frozenset()
    return noun_mods(tokens, i) or frozenset({"part"})


def _elliptic(tokens: Sequence[Token], i: int, last: Said | None) -> bool:
    """后者为2100万吨: a clause with its subject alone before the figure goes on with what the sentence measures."""
    if last is None or last.stale:
        return False
    return all(
        token.kind in {Tok.NAME, Tok.TIME, Tok.QUALIFIER, Tok.MARK}
        or grammar().is_empty(token.text)
        or is_direction(token.text)
        or token.text in grammar().than_words
        for token in tokens[:i]
    )


def _told_by_itself(tokens: Sequence[Token], i: int, own: frozenset[str]) -> Said | None:
    """The attribute that a value tells without a word for it: a price from, a round's sum, a unit's, a race's time."""
    value = tokens[i].value
    assert value is not None
    if _starts_price(tokens, i):
        return Said(_FROM_PRICE, "price", known=True, mods=own)
    if value.kind is ValueKind.MONEY and any(mod.startswith("round_") for mod in own):
        return Said("融资额", "funding_value", known=True, mods=own)
    row = by_unit(value) or _counted(tokens, i)
    if row is None and i and value.text.endswith("席") and tokens[i - 1].text in grammar().wins:
        row = terms.attribute("席位数")
    if row is None and value.kind is ValueKind.DURATION and any("米" in mod for mod in own):
        row = terms.attribute("成绩")
    if row is None:
        return None
    behind = opened_behind(tokens, i + 2) if i + 1 < len(tokens) and tokens[i + 1].text == "的" else None
    nouns = noun_mods(tokens, i) - {tokens[i - 1].text if i and row.name.startswith(tokens[i - 1].text) else ""}
    mods = own | nouns | (frozenset({behind.name}) if behind is not None else frozenset())
    return Said(row.name, row.family, known=True, functional=row.functional, mods=mods)


def _counted(tokens: Sequence[Token], i: int) -> AttributeRow | None:
    """医生960人: people of a kind before a figure of people are how many of them there are."""
    value = tokens[i].value
    if not i or value is None or value.unit != "person" or value.direction is not None or not tokens[i - 1].is_noun:
        return None
    return terms.attribute_named(tokens[i - 1].text + "人数") or terms.attribute_named(tokens[i - 1].text + "数")


def _grown(said: Said | None, value: Value) -> Said | None:
    """A change in percent under the name that the lexicon has for it (国内生产总值 grown by 5 % is GDP增速)."""
    if said is None:
        return None
    rate = said.name.endswith(_RATES)
    if not said.change or rate or value.kind is not ValueKind.PERCENT or value.unit != "percent":
        return replace(said, change=True) if rate else said
    base = terms.attribute(said.name)
    names = (said.name, *(base.forms if base is not None else ()))
    row = next(
        (row for name in names for end in _RATES if (row := terms.attribute_named(name + end)) is not None), None
    )
    return said if row is None else replace(said, name=row.name, family=row.family)


def level_said(said: Said, before: Sequence[Token]) -> Said:
    """What a change is of, for the clauses that go on with it: sales fell 12 percent, to $3.4 billion.

    Chinese names what it goes on with: 营收增长一成, 现金为8亿元.
    """
    end = (
        next((end for end in _RATES if said.name.endswith(end)), "") if all(token.is_latin for token in before) else ""
    )
    row = terms.attribute_named(said.name.removesuffix(end)) if end else None
    if row is None:
        return replace(said, change=False)
    return replace(said, name=row.name, family=row.family, change=False)


_RATES = ("增速", "增长率", "增幅", "涨幅", "跌幅", "降幅")


_FROM_PRICE = "起售价"


def _starts_price(tokens: Sequence[Token], i: int) -> bool:
    """5499元起: a price with 起 behind it is the lowest of several."""
    value = tokens[i].value
    after = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return value is not None and value.kind is ValueKind.MONEY and after in {"起", "起售", "起步", "起的"}


def _continued(earlier: Sequence[Said], value: Value, *, change: bool) -> Said | None:
    """The latest attribute that a clause without one may go on with."""
    if change:
        return next((said for said in earlier if said.name != SHARE), None)
    return next((said for said in earlier if parallel(said, value)), None)


def _before(tokens: Part, i: int, value: Value) -> int | None:
    """The place of the nearest fitting attribute before the value, looking past values that are joined to it."""
    pair = paired(tokens, i, Tok.ATTRIBUTE)
    if pair is not None and fits(tokens[pair], value):
        return pair
    depth = 0
    for j in range(i - 1, -1, -1):
        token = tokens[j]
        if token.kind is Tok.MARK:
            depth += (token.text in CLOSERS) - (token.text in OPENERS)
        if depth > 0:
            continue
        other = token.kind is not Tok.ATTRIBUTE or _is_basis(tokens, j, i) or acts(tokens, j, i)
        if not other and fits(token, value):
            if token.tag != terms.WEAK or linked(tokens, j, i):
                return j
        elif token.kind is Tok.VALUE and not _same_list(tokens, j, i):
            return None
    return None


def _is_basis(tokens: Sequence[Token], j: int, i: int) -> bool:
    """市值按发售价计595.2亿港元: what a figure is reckoned by is not what it is."""
    led = j > 0 and tokens[j - 1].text in grammar().reckoned_by
    return led and j + 1 < i and tokens[j + 1].text in grammar().reckoned


def _same_list(tokens: Sequence[Token], j: int, i: int) -> bool:
    """Whether the values at `j` and `i` are items of one list or ends of one move (由15亿增至19.2亿)."""
    words = grammar()
    return all(
        token.kind in {Tok.VALUE, Tok.TIME, Tok.QUALIFIER, Tok.NAME}
        or token.text in _JOINS
        or lower(token.text) in words.to_words
        or words.is_empty(token.text)
        or token.text in OPENERS | CLOSERS
        for token in tokens[j + 1 : i]
    )


def _after(tokens: Sequence[Token], i: int, value: Value) -> int | None:
    """The place of a fitting attribute behind the value: in its noun phrase, or of what was done (were killed)."""
    done = done_to(tokens, i)
    if done is not None:
        return done if tokens[done].kind is Tok.ATTRIBUTE and fits(tokens[done], value) else None
    place = spent_on(tokens, i)
    if place is not None:
        return place if fits(tokens[place], value) else None
    place = reasons.happened(tokens, i, value) if reasons.told(tokens, i) else _in_phrase(tokens, i, value)
    some = place is not None and (
        is_doer(tokens, i, place) or (value.direction is None and is_changed(tokens, i, place))
    )
    return None if some else place


def _in_phrase(tokens: Sequence[Token], i: int, value: Value) -> int | None:
    """The place of a fitting attribute within the noun phrase that the value opens: 1.44亿月活, 20亿美元的C轮融资."""
    words = grammar()
    for j in range(i + 1, min(i + 6, len(tokens))):
        token = tokens[j]
        if token.span.start > tokens[j - 1].span.end and not token.text.isascii() and _parts(tokens[j - 1]):
            return None
        if token.kind is Tok.ATTRIBUTE:
            close = all(between.text in OF for between in tokens[i + 1 : j])
            return j if fits(token, value) and (token.tag != terms.WEAK or close) else None
        if (
            token.text.isascii()
            and token.kind is Tok.WORD
            and lower(token.text) not in LINKING
            and words.is_empty(token.text)
        ):
            return None
        passes = (
            (words.is_empty(token.text) and not token.text.isascii() and value.unit == "person")
            or token.kind in {Tok.QUALIFIER, Tok.NAME, Tok.BAND}
            or token.text in OF
            or token.is_noun
            or lower(token.text) in LINKING
        )
        if not passes:
            return None
    return None


def _parts(token: Token) -> bool:
    """Whether a space behind a token and before a Chinese word parts two headlines, or a section's number from it."""
    numbered = token.kind is Tok.VALUE and token.value is not None and token.value.unit is None
    return not token.text.isascii() or (numbered and token.text[-1:].isdigit())


LINKING = frozenset({"of", "in", "a", "an", "the", "number"})


def _finer(name: str) -> frozenset[str]:
    """The other attributes of one family: employs 310 engineers counts engineers."""
    row = terms.attribute(name)
    return terms.family(row.family) - {name} if row is not None else frozenset()


def _choose(tokens: Sequence[Token], i: int, before: int | None, after: int | None) -> int | None:
    if before is None or after is None:
        return after if before is None else before
    weak = tokens[after].tag == terms.WEAK and tokens[after].key not in _finer(tokens[before].key)
    if weak and before == i - 1 and tokens[before].text.isascii() and lower(tokens[before].text) in verbs():
        # killed 12 workers: the verb tells what the count is of, the noun only who
        return before
    between = tokens[i + 1 : after]
    close = all(token.text in OF for token in between)
    return after if close or not linked(tokens, before, i) else before
