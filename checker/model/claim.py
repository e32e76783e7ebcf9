"""Claims: who or what, which attribute, which value, and all that sets one apart from another."""

from datetime import date
from enum import StrEnum

from checker.model.record import dataclass
from checker.model.text import Span
from checker.model.value import DateValue, NameValue, Quantity, ValueKind

NOWHERE = Span(0, 0)

# how the qualifier begins that tells from which year a change is counted: than 2023
BASE = "than "
# the qualifiers of a figure that stands beside the main one: what it was before, what it is in another currency
PRIOR, CONVERTED = "prior", "converted"
# how the family of an attribute begins that no words say
UNSAID = "unsaid:"
# and of a tie, which is held against others by what it ties
TIE = "tie:"
# the family of what one person is to another
KIN = "relation:kin"
# and the word that a work's title is among those for what is tied
WORK = "work:"


class Modality(StrEnum):
    """Whether the text tells a claim as fact."""

    ACTUAL = "actual"
    PLAN = "plan"
    FORECAST = "forecast"
    GOAL = "goal"
    RUMOUR = "rumour"
    DENIED = "denied"


class PeriodKind(StrEnum):
    """How a claim hangs on its time."""

    INSTANT = "instant"
    SPAN = "span"
    CUMULATIVE = "cumulative"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a claim speaks of, both ends inclusive; None where unknown. `text` is as written.

    `explicit` is false where the period was inherited from another sentence or from the article's date; `hour` is told
    where an instant is (截至15日18时), 0 to 24; `iso` is the time as it could be normalised (--07-15 without a year).
    """

    start: date | None
    end: date | None
    kind: PeriodKind
    text: str
    explicit: bool = True
    hour: int | None = None
    iso: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what. `name` is canonical, `surface` as written (simplified); `family` joins parent and product.

    `inherited` is true where the words stand elsewhere than beside the value (a paragraph's running subject).
    """

    name: str
    surface: str
    family: str = ""
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is said. `name` is canonical; `family` joins DAU and MAU; `qualifiers` are compared, never dropped.

    `known` is false for an open attribute, named by the words around the figure; `inherited` is true where the words
    stand in an earlier clause. `change` is true where the figure is a change of the attribute and not its level.
    """

    name: str
    family: str
    known: bool = True
    functional: bool = True
    qualifiers: frozenset[str] = frozenset()
    change: bool = False
    inherited: bool = False

    @property
    def is_unsaid(self) -> bool:
        """Whether no words say what the figure is of: it is named by the word nearest to it."""
        return self.family.startswith(UNSAID)

    @property
    def is_tie(self) -> bool:
        """Whether it ties what the words beside it tell to a name: who made it, where somebody is from."""
        return self.family.startswith(TIE)


@dataclass(frozen=True, slots=True)
class Wording:
    """The telling words around a value, names and terms under their canonical names.

    `beside` are those next to it, `clause` and `sentence` those of its clause and sentence; `names`, `places` and
    `times` are those of the clause, `dated` the times of the whole sentence.
    """

    beside: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    sentence: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    dated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement with its evidence: `document.raw[span] == quote`, letter for letter.

    `scope` holds what narrows the statement (全球, iOS, 16GB+512GB), `found_by` names what read it, `trace` tells how,
    step by step. `told` is the day on which its article was published, `story` names the articles that tell one story.
    `revises` tells that the text gives a figure as a correction, of `replaces` where that is told; `withdrawn` marks
    the figure that it takes back. `context` is the cleaned sentence, `at` the value's place in it, `wording` what its
    words tell. A derived claim names its operands in `derived_from`; its evidence is the stated figure's.
    """

    id: str
    document: str
    span: Span
    quote: str
    kind: ValueKind
    entity: Entity
    attribute: Attribute
    value: Quantity | DateValue | NameValue
    period: Period | None = None
    scope: frozenset[str] = frozenset()
    modality: Modality = Modality.ACTUAL
    attribution: str | None = None
    found_by: str = ""
    derived_from: tuple[str, ...] = ()
    sentence: Span = NOWHERE
    told: date | None = None
    story: str = ""
    revises: bool = False
    replaces: Quantity | None = None
    withdrawn: bool = False
    context: str = ""
    at: int = 0
    wording: Wording = Wording()
    trace: tuple[str, ...] = ()
