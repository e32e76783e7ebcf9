"""Claims whose value is a figure: quantities, money, percents, ratios, durations and ranks."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from checker.extract import terms
from checker.extract.ages import aged, is_birthday
from checker.extract.asides import aside
from checker.extract.attribute import Said
from checker.extract.draft import Draft, Scene
from checker.extract.english import (
    acts_on,
    explained,
    is_age,
    is_common,
    is_supposed,
    leads_in,
    listed,
    somewhere,
    stands_for,
)
from checker.extract.grammar import grammar
from checker.extract.listing import line_lot
from checker.extract.lots import ALONE, Lot, lots, together
from checker.extract.modality import denied, modality_of, turned
from checker.extract.narrowing import frame_of, leading_nouns, measure_of, narrowed, theme
from checker.extract.opened import unsaid
from checker.extract.owner import owner_of
from checker.extract.part import Part
from checker.extract.periods import base_of, former, is_base, is_cumulative, period_of, time_of
from checker.extract.priced import as_told
from checker.extract.resumed import announced, as_before, goes_on, moved, resumed, spoken_of
from checker.extract.rows import Row
from checker.extract.said import level_said, of_list, said_of
from checker.extract.sources import attribution_of
from checker.extract.special import TAKEN
from checker.extract.standards import held_against, is_distance, multiple_of, other_owner
from checker.extract.story import main_time, moves_on
from checker.extract.subject import NATION, UNNAMED, Owner, announcer, clause_subject, new_subject, setting
from checker.extract.tokens import Tok, Token
from checker.extract.uncounted import counts_off, is_article
from checker.lexicon.attributes import Nature
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import Attribute, DateValue, Modality, Period, Quantity, Span, Value, ValueKind
from checker.model.record import dataclass, replace


def read(draft: Draft, row: Row, scene: Scene) -> None:
    """Add the figures of one sentence to the draft."""
    said = [one if one.stale else replace(one, stale=True) for one in scene.said]
    # behind the last figure or term nothing is asked of what the clauses speak of
    last = next((index for index in range(len(row.parts) - 1, -1, -1) if _tells(row.parts[index])), -1)
    if last < 0:
        scene.said, scene.announced = said, announced(row)
        return
    reading = _Reading(draft, row, scene, scene.subject, said)
    dealt = lots(row) if row.values else {}
    for index, tokens in enumerate(row.parts[: last + 1]):
        reading.clause(index)
        if moves_on(tokens):
            reading.time = scene.time = None
        for i, token in enumerate(tokens):
            if token.kind is Tok.TIME:
                _term(draft, row, token, reading.owner)
            if token.kind is not Tok.VALUE or token.value is None or is_article(token.value) or counts_off(tokens, i):
                continue
            line = line_lot(tokens, i, token.value, scene.listed)
            mine = (line,) if line is not None else dealt.get((index, i), ALONE)
            if not mine:
                draft.loose.append((token.span, "one of several in turn, and no list tells whose or of what"))
            for lot in mine:
                reading.figure(index, i, token.value, lot)
        if index < last:
            reading.close(tokens)
    scene.said, scene.announced = reading.said, announced(row)


def _tells(tokens: Part) -> bool:
    """Whether a clause holds a figure, or the term of what is planned."""
    return Tok.VALUE in tokens.kinds or (Tok.TIME in tokens.kinds and any(map(_is_ahead, tokens)))


_AGE = "age"


@dataclass(slots=True)
class _Reading:
    """One sentence as it is read: whom and what its clauses have spoken of so far."""

    draft: Draft
    row: Row
    scene: Scene
    owner: Owner | None
    said: list[Said]
    time: Token | None = None
    now: Token | None = None
    topic: Said | None = None
    first: Owner | None = None
    aside: Owner | None = None
    frame: frozenset[str] = frozenset()
    measure: frozenset[str] = frozenset()

    @property
    def spoken(self) -> bool:
        """Whether a clause has named whom the sentence is about."""
        return self.first is not None

    def clause(self, index: int) -> None:
        """Begin a clause: whom it names, and what it narrows."""
        tokens = self.row.parts[index]
        if self.aside is not None:
            # against 10,000 for the M6, …: what follows is of the one that was held against it
            self.owner = self.aside
        self.aside = self.owner if index and tokens.lows[0] in held_against() else None
        explains = explained(self.row.parts[index - 1], tokens) if index else frozenset[str]()
        self.frame = frame_of(tokens) or explains or self.frame
        self.measure = measure_of(tokens) or self.measure
        subject = new_subject(tokens) if self.spoken else clause_subject(tokens)
        self.first = self.first or (subject if self.aside is None else None)
        self.owner = subject or setting(tokens) or announcer(_label(tokens)) or self._pointed(tokens)

    def close(self, tokens: Part) -> None:
        """End a clause: what it leaves to the next, its topic and its time."""
        self.topic = spoken_of(tokens)
        time = main_time(tokens)
        if time is not None:
            self.time = time
            self.now = self.now if is_base(time) else time

    def _pointed(self, tokens: Part) -> Owner | None:
        """Whom a clause without a name speaks of.

        The sentence's subject where it opens with its verb, the product named last (the chip), nobody known (trains),
        or whom the clause before spoke of.
        """
        if self.first is not None and acts_on(tokens):
            return self.first
        if is_common(tokens):
            return UNNAMED
        product = self.scene.product
        return product.carried() if product is not None and stands_for(tokens, "products") else self.owner

    def figure(self, index: int, i: int, value: Value, lot: Lot) -> None:
        """Add the figure at `i` of a clause, with what falls to it from a list."""
        tokens = self.row.parts[index]
        if is_distance(tokens, i):
            self.draft.loose.append((value.span, "it tells how far one is from another"))
            return
        if is_birthday(tokens, i):
            self.draft.loose.append((value.span, "it tells how old somebody becomes"))
            return
        said = self._said(index, i, value, lot)
        found = said or (None if is_supposed(tokens) else unsaid(tokens, i, self._before(index)))
        if found is None:
            self.draft.loose.append((value.span, "no words say what it is a value of"))
            return
        owned, used = self._owned(index, i, found, lot)
        mods = self._narrowed(index, i, replace(found, mods=found.mods - used) if used else found, owned, lot)
        near = lot.time or time_of(tokens, i)
        # how old somebody is is so today, whatever was told in sentences before
        # nor does a battery grow with the quarter whose sales were told
        scene = None if found.family == _AGE or terms.nature(found.name) is Nature.FIXED else self.scene.time
        # 原定去年年底收尾,却只做完七成: what was planned for then is not told of then
        told = self.time
        if told is not None and turned(self.draft.clean.text, tokens[0].span.start, value.span.start):
            told = None
        if value.direction is not None and told is not None and is_base(told):
            # 上年同期为2786亿日元,同比增长64%: it grew to what was told before
            told = self.now
        when = near if near is not None else told if told is not None else scene
        if lot.time is None and former(tokens, i):
            when = None
        _add(
            self.draft,
            self.row,
            as_told(value, found, self.draft.clean.language),
            found,
            owned,
            mods=mods,
            period=period_of(
                when,
                cumulative=is_cumulative(tokens),
                explicit=near is not None or told is not None,
                flow=_flows(found),
            ),
            modality=_as_of_now(found, _modality(self.draft, self.row, index, value.span, self.scene)),
            attribution=attribution_of(self.row) or self.scene.attribution,
        )
        if said is None:
            return
        self.said = [level_said(found, tokens[:i]) if found.change else found, *self.said][:_MEMORY]
        if owned.at >= 0 and lot.owner is None and other_owner(tokens, i) is None:
            self.owner = owned

    def _narrowed(self, index: int, i: int, found: Said, owned: Owner, lot: Lot) -> frozenset[str]:
        """What narrows a figure: its own words, those of its list, and what the clauses before narrow."""
        tokens = self.row.parts[index]
        mods = _mods(tokens, i, found, owned)
        if index and owned.entity.inherited:
            mods |= theme(self.row.parts[index - 1], tokens)
        if lot.mod:
            mods -= frozenset(token.key for token in tokens if token.kind is Tok.QUALIFIER)
        # a quotation is narrowed by its place in the session alone, which its own words tell
        if not _is_quotation(found, i):
            mods = narrowed(self.frame, mods | {lot.mod} if lot.mod else mods)
        ranked = (value := tokens[i].value) is not None and value.kind is ValueKind.RANK
        return mods | self.measure if ranked else mods

    def _before(self, index: int) -> list[Token]:
        """The tokens of the clauses before one, and of the question that the sentence answers."""
        return [*self.scene.asked, *(token for clause in self.row.parts[:index] for token in clause)]

    def _said(self, index: int, i: int, value: Value, lot: Lot) -> Said | None:
        """The attribute of a figure: its list's, an age between commas, the words', or that of the paragraph before."""
        tokens = self.row.parts[index]
        if is_supposed(tokens):
            return None
        if lot.said is not None:
            told = of_list(lot.said, value)
            against = frozenset(t.key for t in tokens[:i] if t.kind is Tok.QUALIFIER) if told and told.change else None
            return replace(told, mods=narrowed(told.mods, against)) if told and against else told
        if index > 0 and is_age(tokens, self.row.parts[index - 1]):
            return Said("年龄", _AGE, known=True)
        told = (
            multiple_of(tokens, i)
            or moved(self.topic, tokens, i)
            or as_before(tokens, i, [*self.said, *self.scene.before])
        )
        told = told or said_of(tokens, i, self.said) or resumed(tokens, i, self.scene)
        return told or (goes_on(self.scene.announced, tokens, i) if index == 0 else None)

    def _owned(self, index: int, i: int, found: Said, lot: Lot) -> tuple[Owner, frozenset[str]]:
        """Whose a figure is, and the nouns that turned out to be the name."""
        tokens = self.row.parts[index]
        if lot.owner is not None:
            return lot.owner, frozenset(mod for mod in found.mods if mod in lot.names)
        other = (aged(tokens, self.row.parts[index - 1]) if index else None) or other_owner(tokens, i)
        if other is not None:
            return other, frozenset()
        owned, used = owner_of(tokens, i, found, self.owner)
        if (found.name == TAKEN or leads_in(tokens)) and (owned is None or owned.entity.inherited):
            # 仅用7天，某某就跑出…: who spent the time stands with what was done
            doer = clause_subject(self.row.parts[index + 1]) if index + 1 < len(self.row.parts) else None
            owned = doer or owned
        # 位居全国第十: the country is where a place is counted, and has none
        ranked = (value := tokens[i].value) is not None and value.kind is ValueKind.RANK
        nation = _CHINA in found.mods and not ranked and not _sold_there(tokens)
        if owned is None or (owned.entity.inherited and not self.spoken and nation):
            owned = NATION if nation else UNNAMED
        return together(tokens, owned, i), used


def _sold_there(tokens: Sequence[Token]) -> bool:
    """在内地卖5949元: whether the country is only where something is so, whose name the clause leaves out."""
    return any(one.text == "在" and two.key == _CHINA and two.kind is Tok.QUALIFIER for one, two in pairwise(tokens))


def _label(tokens: Part) -> Sequence[Token]:
    """马士基公布年报：营业收入…: what stands before a colon; the whole clause without one."""
    if tokens.words.isdisjoint({":", "："}):
        return tokens
    return tokens[: next((j for j, token in enumerate(tokens) if token.text in {":", "："}), len(tokens))]


def _mods(tokens: Part, i: int, found: Said, owned: Owner) -> frozenset[str]:
    """What narrows a figure: what its attribute's words do, what stands aside, and what a change is counted from."""
    if _is_quotation(found, i):
        return found.mods
    mods = found.mods | aside(tokens, i)
    if found.change:
        mods |= base_of(tokens, i)
    if owned.entity.name and found.family not in listed("located"):
        where = somewhere(tokens, max(i, found.at)) or somewhere(tokens, min(i, found.at) if found.at >= 0 else i)
        mods |= {where} - {"", owned.entity.name}
    if owned.entity.inherited and not any(stands_for(tokens, kinds) for kinds in ("organisations", "products")):
        # 跳水史无前例地包揽8金: a clause without a name still has a subject, which narrows what it says
        mods |= leading_nouns(tokens, min(i, found.at) if found.at >= 0 else i)
    # 晨帆航运: the words of the name itself narrow nothing
    mods -= {mod for mod in mods if mod in owned.entity.surface and not mod.isascii()}
    return mods - {_CHINA} if owned.entity.name == NATION.entity.name else mods


def _is_quotation(found: Said, i: int) -> bool:
    return found.at == i and found.family in words("zh/market.toml", "daily")


# attributes that a clause may go on with; further back nobody remembers what was spoken of
_MEMORY = 4


def _flows(said: Said) -> bool:
    """Whether values are made over a span: sales and rain, and not the toll of a day, which is what it has come to."""
    return terms.nature(said.name) is Nature.FLOW and said.family not in words("zh/incidents.toml", "growing")


# 全国, 国内: the qualifier that names the country of a text without a subject
_CHINA = "china"


def _modality(draft: Draft, row: Row, index: int, value: Span, scene: Scene) -> Modality:
    if denied(draft.clean.text, row.span):
        return Modality.DENIED
    tokens = row.parts[index]
    clause = Span(tokens[0].span.start, tokens[-1].span.end)
    before: list[Span] = []
    if index > 0 and not any(token.kind is Tok.VALUE for token in row.parts[index - 1]):
        earlier = row.parts[index - 1]
        before.append(Span(earlier[0].span.start, earlier[-1].span.end))
    said = modality_of(draft.clean.text, clause, value, before)
    return said if said is not Modality.ACTUAL else scene.modality


def _as_of_now(found: Said, modality: Modality) -> Modality:
    """How an age is told: 现年54岁的…拟任董事长 is no plan to be 54."""
    return Modality.ACTUAL if found.name == _AGE and modality is Modality.PLAN else modality


_AGE = "年龄"


def _term(draft: Draft, row: Row, token: Token, owner: Owner | None) -> None:
    """未来三年, over the next five years: the term of what is planned, a claim of its own."""
    payload = token.value.payload if token.value is not None else None
    if not isinstance(payload, DateValue) or payload.start is None or payload.end is None or owner is None:
        return
    years = round(((payload.end - payload.start).days + 1) / 365.25) if _is_ahead(token) else 0
    if years < 1:
        return
    length = Decimal(years)
    draft.add(
        token.span,
        ValueKind.DURATION,
        owner.carried().entity,
        # plans have terms of their own: two terms are never a contradiction
        Attribute("年限", "term", functional=False),
        Quantity(length, length, "year", token.text, length),
        found_by="figure/term",
        sentence=row.span,
        modality=Modality.PLAN,
        trace=(f"time: {token.text}",),
    )


def _is_ahead(token: Token) -> bool:
    """Whether a token is a time that is still to come: 未来三年."""
    return token.kind is Tok.TIME and lower(token.text).startswith(tuple(grammar().ahead))


def _add(  # noqa: PLR0913 -- what a figure's claim is made of
    draft: Draft,
    row: Row,
    value: Value,
    said: Said,
    owner: Owner,
    *,
    mods: frozenset[str],
    period: Period | None,
    modality: Modality,
    attribution: str | None,
) -> None:
    assert isinstance(value.payload, Quantity)
    draft.add(
        value.span,
        value.kind,
        owner.entity,
        Attribute(
            said.name,
            said.family,
            known=said.known,
            functional=said.functional,
            qualifiers=mods,
            change=said.change,
            inherited=said.inherited,
        ),
        value.payload,
        found_by=f"figure/{value.found_by}",
        sentence=row.span,
        period=period,
        modality=modality,
        attribution=attribution,
        trace=(
            f"value: {value.text}",
            f"attribute: {said.name}" + (" (carried on)" if said.inherited else ""),
            f"entity: {owner.entity.surface}" + (" (carried on)" if owner.entity.inherited else ""),
        ),
    )
