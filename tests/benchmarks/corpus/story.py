"""What a story knows: its subject, the facts that its articles share, and what is planted among them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.benchmarks.corpus import figures
from tests.benchmarks.corpus.figures import Value
from tests.benchmarks.corpus.naming import RESERVED, Subject, kinds, second_subject, subject
from tests.benchmarks.corpus.periods import NOW, Period
from tests.benchmarks.corpus.wordings import Attribute, attributes

CONFLICT, TRAP = "contradiction", "none"
# how many articles tell a story, and how often
_SIZES = (2, 3, 4, 5, 6, 7, 8)
_OFTEN = (28, 26, 18, 12, 8, 5, 3)
# of all stories: those told in English throughout; of the articles of the others: those in English
_ENGLISH, _TRANSLATED = 0.13, 0.085
_CONFLICTS = (0.42, 0.08)  # stories with one planted conflict and more; with two
_TRAPS = 0.5
_TOLD_TWICE = 0.28  # articles that are copies of an earlier one of their story
_COPY_ALTERED = 0.35  # copies in which a figure differs


@dataclass(frozen=True, slots=True)
class Fact:
    """What is true of the story's subject, or of the firm behind it, and from which day on it can be told."""

    key: str
    attribute: Attribute
    value: Value
    period: Period | None
    since: date
    growth: Decimal | None = None
    second: bool = False

    @property
    def measure(self) -> str:
        """Whose it is and what it is of, whatever the time."""
        return f"second.{self.attribute.key}" if self.second else self.attribute.key


@dataclass(frozen=True, slots=True)
class Telling:
    """A fact as one article tells it: plain, altered, loose, in dollars, of a part abroad, as a plan, or in a copy."""

    fact: Fact
    value: Value
    way: str = ""

    @property
    def tag(self) -> str:
        """Which of the answers' sides the words belong to."""
        return f"{self.fact.key}|{self.way}"


@dataclass(frozen=True, slots=True)
class Planted:
    """A conflict or a trap: what its two sides are told as."""

    verdict: str
    why: str
    attribute: str
    left: str
    right: str


@dataclass(slots=True)
class Plan:
    """One article to be: when, in which language, with which tellings, or a copy of which other."""

    day: date
    lang: str
    tellings: list[Telling] = field(default_factory=list)
    copy_of: int | None = None
    alters: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A subject and the firm behind it, their facts and the plans of the articles."""

    number: int
    subject: Subject
    second: Subject
    facts: Sequence[Fact]
    plans: Sequence[Plan]
    planted: Sequence[Planted]


def story(seed: int, number: int, most: int) -> Story:
    """The story of a number, the same whatever the size of the corpus; an article tells about `most` of its facts."""
    rng = Random(f"{seed}/story/{number}")
    kind = rng.choices(*kinds())[0]
    english = rng.random() < _ENGLISH
    who = subject(kind, number + RESERVED, rng, english=english)
    day = date(NOW, 7, 22) + timedelta(days=rng.randrange(86))
    behind = second_subject(kind, number + RESERVED, rng, english=english)
    known = [*_facts(kind, day, rng, english=english), *_behind(day, rng, english=english)]
    plans = list(_plans(day, rng, english=english))
    for plan in plans:
        if plan.copy_of is None:
            plan.tellings = _chosen(known, plan.day, max(2, round(rng.gauss(most, most / 5))), rng)
    planted = _plant(known, plans, rng, who.currency)
    return Story(number, who, behind, known, plans, planted)


def _plans(day: date, rng: Random, *, english: bool) -> Iterator[Plan]:
    for place in range(rng.choices(_SIZES, _OFTEN)[0]):
        day += timedelta(days=rng.choice((0, 0, 1, 1, 2)))
        if place > 0 and rng.random() < _TOLD_TWICE * (place > 1):
            yield Plan(day, "", copy_of=rng.randrange(place), alters=rng.random() < _COPY_ALTERED)
        else:
            yield Plan(day, "en" if english or rng.random() < _TRANSLATED else "zh")


def _facts(kind: str, day: date, rng: Random, *, english: bool) -> Iterator[Fact]:
    part = rng.choice((Period("half", NOW, 1), Period("quarter", NOW, 2)))
    month = day.month - 1
    for attribute in attributes()[kind]:
        value = figures.draw(attribute, rng, day, english=english)
        yield from _TIMES[attribute.nature](attribute, value, day, rng, part, month)


# what is told of the firm behind a subject: its maker, its host
_OF_THE_SECOND = ("revenue", "net_profit", "staff", "research", "chief")


def _behind(day: date, rng: Random, *, english: bool) -> Iterator[Fact]:
    for fact in _facts("firm", day, rng, english=english):
        if fact.attribute.name in _OF_THE_SECOND:
            yield replace(fact, key=f"second.{fact.key}", second=True)


def _flow(attribute: Attribute, value: Value, day: date, rng: Random, part: Period, _: int) -> Iterator[Fact]:
    year = Fact(f"{attribute.key}@{NOW - 1}", attribute, value, Period("year", NOW - 1), day)
    before = figures.scaled(attribute, value, rng.uniform(0.68, 1.22))
    yield replace(year, growth=_growth(attribute, value, before))
    yield Fact(f"{attribute.key}@{NOW - 2}", attribute, before, Period("year", NOW - 2), day)
    share = rng.uniform(0.86, 1.12) if attribute.value == "percent" else rng.uniform(0.2, 0.6)
    latest = figures.scaled(attribute, value, share)
    yield Fact(f"{attribute.key}@{part.kind}", attribute, latest, part, day, _drawn_growth(attribute, rng))


def _month(attribute: Attribute, value: Value, day: date, rng: Random, _: Period, month: int) -> Iterator[Fact]:
    growth = _drawn_growth(attribute, rng)
    before = figures.scaled(attribute, value, rng.uniform(0.7, 0.93))
    yield Fact(f"{attribute.key}@{month - 1}", attribute, before, Period("month", NOW, month - 1), day)
    yield Fact(f"{attribute.key}@{month}", attribute, value, Period("month", NOW, month), day, growth)


def _stock(attribute: Attribute, value: Value, day: date, rng: Random, _: Period, __: int) -> Iterator[Fact]:
    end, before = date(NOW, 6, 30), date(NOW - 1, 12, 31)
    last, first = Period("end", NOW, day=end), Period("end", NOW - 1, day=before)
    if attribute.kind == "film":  # what it took since it was released, a little before the story is told
        end, before = day + timedelta(days=2), day
        last, first = Period("day", NOW, day=end), Period("day", NOW, day=before)
    old = figures.scaled(attribute, value, rng.uniform(0.6, 0.92))
    yield Fact(f"{attribute.key}@before", attribute, old, first, day)
    yield Fact(f"{attribute.key}@end", attribute, value, last, max(day, end))


def _toll(attribute: Attribute, value: Value, day: date, rng: Random, _: Period, __: int) -> Iterator[Fact]:
    grown = [0.35, 0.6, 0.8, 0.9, 1.0]
    for later, share in enumerate(grown):
        to = day + timedelta(days=later * 2)
        some = figures.scaled(attribute, value, share * rng.uniform(0.97, 1.03))
        yield Fact(f"{attribute.key}@{to}", attribute, some, Period("day", NOW, day=to), to)


def _once(attribute: Attribute, value: Value, day: date, *_: object) -> Iterator[Fact]:
    yield Fact(attribute.key, attribute, value, None, day)


_TIMES = {"flow": _flow, "month": _month, "stock": _stock, "toll": _toll, "once": _once, "post": _once}


def _growth(attribute: Attribute, value: Value, before: Value) -> Decimal | None:
    if attribute.value == "percent" or not isinstance(value, Decimal) or not isinstance(before, Decimal):
        return None
    return ((value / before - 1) * 100).quantize(Decimal("0.1"))


def _drawn_growth(attribute: Attribute, rng: Random) -> Decimal | None:
    return None if attribute.value == "percent" else Decimal(rng.randint(-240, 620)) / 10


def _chosen(known: Sequence[Fact], day: date, many: int, rng: Random) -> list[Telling]:
    """Some facts of those that can be told on a day, the latest toll of each kind before the older ones."""
    open_ = [fact for fact in known if fact.since <= day]
    latest = {fact.measure: fact for fact in open_}
    weights = [1 if fact.second else 3 if latest[fact.measure] is fact or fact.period is None else 2 for fact in open_]
    ranked = sorted(range(len(open_)), key=lambda n: rng.random() ** (1 / weights[n]), reverse=True)
    return [Telling(open_[n], open_[n].value) for n in ranked[:many]]


def _plant(known: Sequence[Fact], plans: list[Plan], rng: Random, currency: str) -> list[Planted]:
    planted: list[Planted] = []
    free = list(known)
    chance = rng.random()
    for _ in range(sum(chance < share for share in _CONFLICTS)):
        planted += _first(lambda: _conflict(free, plans, rng))
    if rng.random() < _TRAPS:
        planted += _first(lambda: _trap(free, known, plans, rng, currency))
    planted += _altered_copies(free, plans)
    return planted


def _first(plant: Callable[[], list[Planted]]) -> list[Planted]:
    """The first of some attempts to plant that finds articles and a fact that it can be planted in."""
    return next((planted for _ in range(_ATTEMPTS) if (planted := plant())), [])


_ATTEMPTS = 6


def _pair(since: date, plans: Sequence[Plan], rng: Random) -> tuple[Plan, Plan] | None:
    """Two articles, neither a copy, that can tell what is known since a day."""
    able = [plan for plan in plans if plan.copy_of is None and plan.day >= since]
    if len(able) < 2:
        return None
    one, other = rng.sample(able, 2)
    return one, other


def _tell(plan: Plan, telling: Telling, *also: str) -> None:
    """Let an article tell this, and nothing else of the fact but in the ways `also`."""
    plan.tellings = [old for old in plan.tellings if old.fact.key != telling.fact.key or old.way in also]
    plan.tellings.append(telling)


def _taken(free: list[Fact], rng: Random, *values: str) -> Fact | None:
    """A fact of which nothing is planted yet; no other of its attribute is free after it."""
    able = [fact for fact in free if not values or fact.attribute.value in values]
    if not able:
        return None
    # attributes and not facts are drawn: those that have many times are not planted more often
    name = rng.choice(sorted({fact.measure for fact in able}))
    fact = rng.choice([fact for fact in able if fact.measure == name])
    free[:] = [other for other in free if other.measure != name]
    return fact


def _conflict(free: list[Fact], plans: Sequence[Plan], rng: Random) -> list[Planted]:
    fact = _taken(free, rng)
    pair = _pair(fact.since, plans, rng) if fact else None
    if fact is None or pair is None:
        return []
    wrong = Telling(fact, figures.altered(fact.attribute, fact.value, rng), "altered")
    _tell(pair[0], wrong)
    _tell(pair[1], Telling(fact, fact.value))
    return [Planted(CONFLICT, "altered", fact.attribute.key, wrong.tag, f"{fact.key}|")]


def _trap(free: list[Fact], known: Sequence[Fact], plans: Sequence[Plan], rng: Random, currency: str) -> list[Planted]:
    ways = {
        "period": _other_period,
        "rounding": _rounding,
        "scope": _scope,
        "modality": _modality,
        "currency": _currency,
    }
    why = rng.choices(list(ways), (35, 25, 15, 15, 10))[0]
    if why == "currency" and currency != "CNY":
        why = "rounding"
    values = {"period": (), "currency": ("money",)}.get(why, ("money", "count"))
    fact = _taken([fact for fact in free if fact.period or why in {"rounding", "currency"}], rng, *values)
    if fact is None:
        return []
    free[:] = [other for other in free if other.measure != fact.measure]
    told = ways[why](fact, known, rng)
    pair = _pair(max(fact.since, told.fact.since), plans, rng) if told else None
    if told is None or pair is None:
        return []
    _tell(pair[0], Telling(fact, fact.value), "loose", "dollars", "abroad", "plan")
    _tell(pair[1], told, *([""] if told.fact.key != fact.key else []))
    return [Planted(TRAP, why, fact.attribute.key, f"{fact.key}|", told.tag)]


def _other_period(fact: Fact, known: Sequence[Fact], rng: Random) -> Telling | None:
    others = [other for other in known if other.measure == fact.measure and other.value != fact.value]
    if not others:
        return None
    other = rng.choice(others)
    return Telling(other, other.value)


def _rounding(fact: Fact, _: Sequence[Fact], __: Random) -> Telling | None:
    return Telling(fact, fact.value, "loose") if figures.can_be_loose(fact.attribute, fact.value) else None


def _scope(fact: Fact, _: Sequence[Fact], rng: Random) -> Telling | None:
    if fact.attribute.nature not in {"flow", "month", "stock"} or fact.attribute.kind not in _ABROAD:
        return None
    return Telling(fact, figures.scaled(fact.attribute, fact.value, rng.uniform(0.12, 0.55)), "abroad")


# kinds of subjects that have a part abroad
_ABROAD = {"firm", "startup", "app", "device"}


def _modality(fact: Fact, known: Sequence[Fact], rng: Random) -> Telling | None:
    if fact.attribute.nature != "flow":
        return None
    goal = replace(fact, key=f"{fact.measure}@plan", period=Period("year", NOW), growth=None)
    latest = next(other for other in known if other.measure == fact.measure)
    return Telling(goal, figures.scaled(fact.attribute, latest.value, rng.uniform(1.15, 1.6)), "plan")


def _currency(fact: Fact, _: Sequence[Fact], __: Random) -> Telling | None:
    if not isinstance(fact.value, Decimal):
        return None
    return Telling(fact, figures.rounded(fact.value / figures.YUAN, 3), "dollars")


def _altered_copies(free: list[Fact], plans: Sequence[Plan]) -> list[Planted]:
    """Which figure a copy changes is chosen here, from those of the article that it copies."""
    planted: list[Planted] = []
    for place, plan in enumerate(plans):
        if plan.copy_of is None or not plan.alters:
            continue
        source = plans[plan.copy_of]
        while source.copy_of is not None:
            source = plans[source.copy_of]
        open_ = {fact.key for fact in free}
        able = [told for told in source.tellings if told.fact.key in open_ and not told.way]
        if not able:
            plan.alters = False
            continue
        fact = able[0].fact
        free[:] = [other for other in free if other.measure != fact.measure]
        rng = Random(f"{fact.key}/{place}/{fact.value}")
        wrong = Telling(fact, figures.altered(fact.attribute, fact.value, rng), f"copy{place}")
        plan.tellings = [wrong]
        planted.append(Planted(CONFLICT, "copy", fact.attribute.key, wrong.tag, f"{fact.key}|"))
    return planted
