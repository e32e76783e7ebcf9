"""Claims whose value is a figure: quantities, money, percents, ratios, durations and ranks."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker.extract import terms
from checker.extract.asides import aside
from checker.extract.attribute import Said
from checker.extract.draft import Draft, Scene
from checker.extract.english import (
    acts_on,
    explained,
    is_age,
    is_common,
    is_product,
    is_supposed,
    leads_in,
    listed,
    somewhere,
    stands_for,
)
from checker.extract.grammar import grammar
from checker.extract.modality import denied, heading_modality, modality_of
from checker.extract.narrowing import leading_nouns, narrowed
from checker.extract.owner import NATION, UNNAMED, Owner, clause_subject, named, new_subject, owner_of, setting
from checker.extract.periods import base_of, compared, former, is_cumulative, of_event, of_telling, period_of, time_of
from checker.extract.rows import Row
from checker.extract.said import said_of
from checker.extract.sources import attribution_of
from checker.extract.special import TAKEN
from checker.extract.tokens import Tok, Token
from checker.lexicon.attributes import Nature
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import Attribute, DateValue, Language, Modality, Period, Precision, Quantity, Span, Value, ValueKind


def read(draft: Draft, row: Row, scene: Scene) -> None:
    """Add the figures of one sentence to the draft."""
    time = None
    owner = scene.subject
    said = [replace(one, stale=True) for one in scene.said]
    attribution = attribution_of(row)
    spoken = False
    first: Owner | None = None
    frame: frozenset[str] = frozenset()
    for index, tokens in enumerate(row.clauses):
        frame = _frame(tokens) or (explained(row.clauses[index - 1], tokens) if index else frozenset()) or frame
        subject = new_subject(tokens) if spoken else clause_subject(tokens)
        spoken = spoken or subject is not None
        first = first or subject
        owner = subject or setting(tokens) or (first if acts_on(tokens) else None) or _pointed(tokens, scene, owner)
        for i, token in enumerate(tokens):
            if token.kind is Tok.TIME:
                _term(draft, row, token, owner)
            if token.kind is not Tok.VALUE or token.value is None or _is_article(token.value) or _counts_off(tokens, i):
                continue
            found = None if is_supposed(tokens) else _said(row, index, i, said) or _resumed(tokens, i, scene)
            if found is None:
                draft.loose.append((token.span, "no words say what it is a value of"))
                continue
            owned, used = owner_of(tokens, i, found, owner)
            if (found.name == TAKEN or leads_in(tokens)) and (owned is None or owned.entity.inherited):
                # 仅用7天，某某就跑出…: who spent the time stands with what was done
                owned = _next_subject(row, index) or owned
            if owned is None or (owned.entity.inherited and not spoken and _CHINA in found.mods):
                owned = NATION if _CHINA in found.mods else UNNAMED
            mods = narrowed(frame, _mods(tokens, i, replace(found, mods=found.mods - used), owned))
            near = time_of(tokens, i)
            when = near if near is not None else time if time is not None else scene.time
            if former(tokens, i):
                when = None
            _add(
                draft,
                row,
                _priced(token.value, found, draft),
                replace(found, mods=mods),
                owned,
                period=period_of(
                    when,
                    cumulative=is_cumulative(tokens),
                    explicit=near is not None or time is not None,
                    flow=_flows(found),
                ),
                modality=_modality(draft, row, index, token.span, scene),
                attribution=attribution or scene.attribution,
            )
            said = [replace(found, change=False), *said][:_MEMORY]
            if owned.at >= 0:
                owner = owned
        own_time = _main_time(tokens)
        time = own_time if own_time is not None else time
    scene.said = said


def _pointed(tokens: Sequence[Token], scene: Scene, owner: Owner | None) -> Owner | None:
    """Whom a clause without a name speaks of: the product named last (the chip), nobody known (trains), or `owner`."""
    if is_common(tokens):
        return UNNAMED
    return scene.product.carried() if scene.product is not None and stands_for(tokens, "products") else owner


def _said(row: Row, index: int, i: int, said: Sequence[Said]) -> Said | None:
    """The attribute of the value at `i` of a clause: an age that stands between commas, or what its words say."""
    tokens = row.clauses[index]
    if index > 0 and is_age(tokens, row.clauses[index - 1]):
        return Said("年龄", "age", known=True)
    return said_of(tokens, i, said)


def _next_subject(row: Row, index: int) -> Owner | None:
    return clause_subject(row.clauses[index + 1]) if index + 1 < len(row.clauses) else None


def _mods(tokens: Sequence[Token], i: int, found: Said, owned: Owner) -> frozenset[str]:
    """What narrows a figure: what its attribute's words do, what stands aside, and what a change is counted from."""
    mods = found.mods | aside(tokens, i)
    if found.change:
        mods |= base_of(tokens, i)
    if owned.entity.name and found.family not in listed("located"):
        where = somewhere(tokens, max(i, found.at)) or somewhere(tokens, min(i, found.at) if found.at >= 0 else i)
        mods |= {where} - {"", owned.entity.name}
    if owned.entity.inherited and not any(stands_for(tokens, kinds) for kinds in ("organisations", "products")):
        # 跳水史无前例地包揽8金: a clause without a name still has a subject, which narrows what it says
        mods |= leading_nouns(tokens, min(i, found.at) if found.at >= 0 else i)
    return mods - {_CHINA} if owned.entity.name == NATION.entity.name else mods


# attributes that a clause may go on with; further back nobody remembers what was spoken of
_MEMORY = 4


def _flows(said: Said) -> bool:
    """Whether values are made over a span: sales and rain, and not the toll of a day, which is what it has come to."""
    return terms.nature(said.name) is Nature.FLOW and said.family not in words("zh/incidents.toml", "growing")


def _frame(tokens: Sequence[Token]) -> frozenset[str]:
    """What a clause that holds nothing else narrows in the clauses behind it (In the first round, …)."""
    told = {Tok.QUALIFIER, Tok.TIME, Tok.MARK}
    if not all(token.kind in told or grammar().is_empty(token.text) for token in tokens):
        return frozenset()
    return frozenset(token.key for token in tokens if token.kind is Tok.QUALIFIER)


# 全国, 国内: the qualifier that names the country of a text without a subject
_CHINA = "china"


def settle(row: Row, scene: Scene) -> None:
    """What the sentence leaves behind for the next: its first subject and its last main time."""
    if scene.product is not None and stands_for(row.clauses[0], "products"):
        scene.subject = scene.product
    for tokens in row.clauses:
        for j, token in enumerate(tokens):
            if is_product(token):
                scene.product = named(token, j)
    for tokens in row.clauses:
        subject = clause_subject(tokens)
        if subject is not None and tokens[subject.at].tag not in {"place", "person"}:
            scene.subject = subject
            break
    for tokens in row.clauses:
        time = _main_time(tokens)
        if time is not None:
            if not time.text.isascii() or _goes_on_in(time, row, scene):
                scene.time = time
            break


def _goes_on_in(time: Token, row: Row, scene: Scene) -> bool:
    """Whether an English story goes on in the time that a sentence tells.

    It does not in what is to come (34 million are expected in 2025), in what was long ago (in 1962 a flood killed 27),
    or where nothing was counted (it was inspected in March 2023).
    """
    if heading_modality(" ".join(token.text for token in row.tokens)) is not None:
        return False
    payload = time.value.payload if time.value is not None else None
    start = payload.start if isinstance(payload, DateValue) else None
    if start is not None and scene.year is not None and start.year < scene.year - _LONG_AGO:
        return False
    return row.tokens[0] is time or any(token.kind is Tok.VALUE for token in row.tokens)


# years; a report compares with the year before and the one before that
_LONG_AGO = 2


# 第二代, 第三次: which one of a row it is, not how high it stands
_ORDINALS = frozenset("代次款季届期批轮问章页条版部卷集回步点项年天周月日年号")


def _resumed(tokens: Sequence[Token], i: int, scene: Scene) -> Said | None:
    """The attribute of the paragraph before, for a clause that names somebody and a figure only (Kimi已跌破千万)."""
    value = tokens[i].value
    if value is None or value.unit is not None or clause_subject(tokens[:i]) is None:
        return None
    return said_of(tokens, i, scene.before)


def _counts_off(tokens: Sequence[Token], i: int) -> bool:
    """第三是办公场景, 第一,…: an ordinal that opens a clause only counts off what the text goes through."""
    value = tokens[i].value
    opens = all(token.kind is Tok.MARK for token in tokens[:i])
    if value is None or value.kind is not ValueKind.RANK or not opens or value.text[-1:] in "名位家":
        return False
    return i + 1 == len(tokens) or tokens[i + 1].text in {"是", "在于", "个", ":", "、"}


def _is_article(value: Value) -> bool:
    """一家公司, "one of": a bare one before a counter says "a", and 首次 that something is new; no figure."""
    return value.kind in {ValueKind.QUANTITY, ValueKind.RANK} and (
        (value.text[:1] == "一" and len(value.text) == len("一家") and value.unit is not None)
        or (value.kind is ValueKind.RANK and value.text[-1:] in _ORDINALS)
        or value.text.casefold() in {"one", "a", "an", "首次", "first", "一", "一个", "一种"}
    )


def _main_time(tokens: Sequence[Token]) -> Token | None:
    """The first time of a clause that is neither compared with, nor vague, nor a clock's."""
    for j, token in enumerate(tokens):
        if token.kind is not Tok.TIME or token.value is None or compared(tokens, j):
            continue
        if of_telling(tokens, j) or of_event(tokens, j):
            continue
        payload = token.value.payload
        if isinstance(payload, DateValue) and payload.precision not in {Precision.VAGUE, Precision.INSTANT}:
            return token
    return None


def _modality(draft: Draft, row: Row, index: int, value: Span, scene: Scene) -> Modality:
    if denied(draft.clean.text, row.span):
        return Modality.DENIED
    tokens = row.clauses[index]
    clause = Span(tokens[0].span.start, tokens[-1].span.end)
    before: list[Span] = []
    if index > 0 and not any(token.kind is Tok.VALUE for token in row.clauses[index - 1]):
        earlier = row.clauses[index - 1]
        before.append(Span(earlier[0].span.start, earlier[-1].span.end))
    said = modality_of(draft.clean.text, clause, value, before)
    return said if said is not Modality.ACTUAL else scene.modality


def _term(draft: Draft, row: Row, token: Token, owner: Owner | None) -> None:
    """未来三年, over the next five years: the term of what is planned, a claim of its own."""
    payload = token.value.payload if token.value is not None else None
    if not isinstance(payload, DateValue) or payload.start is None or payload.end is None or owner is None:
        return
    years = round(((payload.end - payload.start).days + 1) / 365.25)
    if years < 1 or not lower(token.text).startswith(tuple(grammar().ahead)):
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


def _negated(figure: Quantity) -> Quantity:
    low = -figure.high if figure.high is not None else None
    high = -figure.low if figure.low is not None else None
    return replace(figure, low=low, high=high, value=-figure.value if figure.value is not None else None)


def _priced(value: Value, said: Said, draft: Draft) -> Value:
    """The value as its attribute has it: bare money in the currency of the text, jobs that are gone without a sign."""
    payload = value.payload
    if isinstance(payload, Quantity) and said.family == "layoffs" and payload.value is not None and payload.value < 0:
        # cut 15,000 jobs: so many are gone, not so many fewer
        return replace(value, payload=_negated(payload))
    row = terms.attribute(said.name)
    if (
        not isinstance(payload, Quantity)
        or payload.unit is not None
        or value.kind is not ValueKind.QUANTITY
        or row is None
        or row.dimensions != ("money",)
        or draft.clean.language not in {Language.HANS, Language.HANT}
    ):
        return value
    return replace(value, kind=ValueKind.MONEY, payload=replace(payload, unit="CNY"))


def _add(  # noqa: PLR0913 -- what a figure's claim is made of
    draft: Draft,
    row: Row,
    value: Value,
    said: Said,
    owner: Owner,
    *,
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
            qualifiers=said.mods,
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
