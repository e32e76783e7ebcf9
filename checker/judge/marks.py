"""What shows of a pair at a glance, a bit for each: a rule is asked only of the pairs that have all it needs."""

from checker.judge.compare import is_outspoken, same_attribute, same_entity
from checker.judge.figures import is_bound
from checker.model import Claim, DateValue, Modality, NameValue, Pair, PeriodKind, Quantity, ValueKind

(
    STATED,
    WORKED_OUT,
    ONE_ENTITY,
    TWO_ENTITIES,
    ONE_ATTRIBUTE,
    CONFUSABLE,
    COMPARABLE,
    AGREEING,
    TWO_DOCUMENTS,
    TWO_MEASURES,
    TWO_MODALITIES,
    TWO_SCOPES,
    TWO_UNITS,
    ONE_BOUND,
    ALIKE_BOUND,
    ONE_RUNS,
    DENIED,
    TAKEN_BACK,
    ORDERED,
    AS_FACT,
    COPIES,
    FIGURES,
    RANKS,
    DATES,
    NAMES,
    ROLES,
) = (1 << at for at in range(26))


def marks(pair: Pair) -> int:
    """The marks of a pair, but for `AGREEING`. Each is told wherever it may be true, and of some pairs where it is not.

    `CONFUSABLE` and `COMPARABLE` are what the questions of these names may say yes to, `ORDERED` are pairs of which one
    may have to be less than the other. `TWO_MEASURES` are two attributes, or a change and a level.
    """
    left, right = pair.left, pair.right
    found = _of_values(left, right) | _of_telling(left, right)
    if left.document != right.document:
        found |= TWO_DOCUMENTS
    if pair.copies:
        found |= COPIES
    return found | _between(pair, left, right, found)


def _between(pair: Pair, left: Claim, right: Claim, told: int) -> int:
    """What the two have in common, and what sets them apart."""
    a, b = left.attribute, right.attribute
    derived = bool(left.derived_from or right.derived_from)
    found = WORKED_OUT | ORDERED if derived else STATED
    found |= ONE_ENTITY if same_entity(pair) else TWO_ENTITIES
    if same_attribute(pair):
        found |= ONE_ATTRIBUTE
    if a.change != b.change or not found & ONE_ATTRIBUTE:
        found |= TWO_MEASURES
    if a.qualifiers != b.qualifiers or left.scope != right.scope:
        found |= TWO_SCOPES
    outspoken = is_outspoken(left) and is_outspoken(right)
    if found & ONE_ENTITY and told & AS_FACT and (pair.one_sentence or outspoken):
        found |= ORDERED
    if pair.weighed:
        return found | COMPARABLE
    if not derived and a.functional and b.functional:
        found |= CONFUSABLE
        one_thing = found & ONE_ENTITY and not (found & TWO_MEASURES or told & TWO_MODALITIES)
        # an article, or one of its copies, rarely contradicts itself
        if one_thing and (pair.copies or not pair.same_origin or (outspoken and not pair.one_sentence)):
            found |= COMPARABLE
    return found


def _of_telling(left: Claim, right: Claim) -> int:
    """Whether the two are told as fact, and stand as they are told."""
    found = 0
    if left.modality is not right.modality:
        found = TWO_MODALITIES
        if Modality.DENIED in {left.modality, right.modality}:
            found |= DENIED
    elif left.modality is Modality.DENIED:
        found = DENIED
    elif left.modality is Modality.ACTUAL and not (left.attribute.change or right.attribute.change):
        found = AS_FACT
    if left.withdrawn or right.withdrawn or left.revises or right.revises:
        found |= TAKEN_BACK
    return found


def _of_values(left: Claim, right: Claim) -> int:
    """What the two values are, and how they hang on their time."""
    found = 0
    one = left.value
    if isinstance(one, Quantity):
        found = RANKS if left.kind is ValueKind.RANK else FIGURES
        other = right.value
        if isinstance(other, Quantity) and one.unit != other.unit:
            found |= TWO_UNITS
    elif isinstance(one, DateValue):
        found = DATES
    elif isinstance(one, NameValue):
        found = NAMES
    if left.kind is right.kind is ValueKind.ROLE:
        found |= ROLES
    found |= ALIKE_BOUND if is_bound(left) == is_bound(right) else ONE_BOUND
    if is_running(left) != is_running(right):
        found |= ONE_RUNS
    return found


def is_running(claim: Claim) -> bool:
    """Whether a claim is a total that runs up to its date (截至6月底累计), or up to the day it is told (累计)."""
    if claim.period is not None and claim.period.kind is PeriodKind.CUMULATIVE:
        return True
    return "cumulative" in claim.attribute.qualifiers
