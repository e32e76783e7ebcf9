"""Sums that a sentence does before the reader's eyes: three parts and 三项合计, so much 人均, 从…到… and so many days.

What is compared stands side by side, so that nothing need be known of what the figures measure. Only sums that do not
come out are told of: the figures of one that does say nothing new.
"""

from collections.abc import Iterable, Mapping, Sequence

from checker.extract.attribute import is_growth
from checker.extract.breakdowns import breakdowns
from checker.extract.columns import columns
from checker.extract.differences import differences
from checker.extract.draft import Draft
from checker.extract.english import is_verb
from checker.extract.grammar import grammar
from checker.extract.grown import grown
from checker.extract.plain import hedged
from checker.extract.products import products
from checker.extract.quotients import equals, gaps, lengths, shared_out, shares
from checker.extract.remainders import is_remaining, remainders
from checker.extract.rises import rises
from checker.extract.rows import Row, one_row
from checker.extract.speeds import speeds
from checker.extract.subject import Owner, clause_subject
from checker.extract.sums import Shown, of_list, sums, told_first
from checker.extract.tokens import Tok, Token
from checker.extract.tops import tops
from checker.extract.working import SUM
from checker.model import Attribute, Entity, Quantity, Span, ValueKind
from checker.model.record import dataclass, replace


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A stated figure, what the others of its sentence make of it, and their places in the raw text."""

    stated: Span
    value: Quantity
    operands: tuple[Span, ...]
    found_by: str


def read(
    draft: Draft, row: Row, subject: Owner | None, told: Sequence[Row] = (), listed: Sequence[Row] = ()
) -> list[Reckoned]:
    """The sums of one sentence that do not come out; figures of theirs that no claim holds yet become claims.

    `told` are the sentences before it: a total or a rise may stand in a sentence of its own in its paragraph, and what
    remains of a whole further on; `listed` are the lines of the list right above it.
    """
    if not row.figures and not _percents(row):
        return []
    text = draft.clean.text
    found = _in_one(text, row)
    found += of_list(text, row, listed)
    if len(row.figures) > _TWO:
        found += _unless_done(remainders(text, row, row.figures), found)
    if told:
        found += _remaining(text, [*told, row], found)
    before = [earlier for earlier in told if earlier.block == row.block]
    if before:
        found += _over_sentences(text, [*before, row], {shown[0].span for shown in found})
    if not found:
        return []
    # one total may be told by two words: which makes 287 in all
    once = {one[0].span: one for one in reversed(found)}
    return [_told(draft, row, one, subject) for one in found if once[one[0].span] is one]


# a figure that others make needs two of them beside it, a change in percent two levels, and a length two days
_TWO = 2


def _percents(row: Row) -> bool:
    return any(token.value is not None and token.value.kind is ValueKind.PERCENT for token in row.values)


def _in_one(text: str, row: Row) -> list[Shown]:
    """What the figures of one sentence make of one another."""
    figures = row.figures
    found: list[Shown] = []
    if len(figures) > _TWO:
        found += [*sums(text, row, figures), *told_first(text, row, figures)]
        found += _unless_done(grown(text, row), found)
    if len(row.values) > _TWO:
        found += shared_out(text, [token for token in row.values if hedged(token) is not None])
    if len(row.times) >= _TWO:
        found += lengths(text, figures, row.times)
    if len(row.values) > _TWO:
        found += [*shares(text, row), *equals(text, row)]
    if len(figures) >= _TWO:
        found += [*rises(text, row, row.values), *gaps(text, figures)]
        found += _unless_done(differences(text, row, row.values), found)
    if len(row.values) > _TWO:
        found += speeds(text, row)
    return found


def _unless_done(shown: Iterable[Shown], found: Sequence[Shown]) -> list[Shown]:
    """Those of which no other says what their figure should be."""
    done = {one[0].span for one in found}
    return [one for one in shown if one[0].span not in done]


def _remaining(text: str, sentences: Sequence[Row], found: Sequence[Shown]) -> list[Shown]:
    """The wholes told in earlier sentences that do not come out with what the last one tells to remain of them."""
    last = sentences[-1]
    lasts = [token for token in last.figures if is_remaining(text, token, sentences[0].span.start)]
    if not lasts:
        return []
    return [
        shown
        for shown in _unless_done(remainders(text, one_row(sentences), lasts), found)
        if last.span.contains(shown[2][-1].span) and shown[0].span.end <= last.span.start
    ]


def _over_sentences(text: str, sentences: Sequence[Row], done: set[Span]) -> list[Shown]:
    """What the last of some sentences states, and what it comes from in those before it."""
    if sum([len(row.figures) for row in sentences]) < _TWO:
        return []
    last, whole = sentences[-1], one_row(sentences)
    return [
        shown
        for shown in (
            *(sums(text, whole, whole.figures) if last.figures else ()),
            *rises(text, whole, last.values),
            *(shares(text, whole, parted=True) if _percents(last) else ()),
            *differences(text, whole, last.values),
        )
        if last.span.contains(shown[0].span)
        and shown[0].span not in done
        and any(operand.span.end <= last.span.start for operand in shown[2])
    ]


def read_lists(draft: Draft, read_rows: Sequence[Row], heading_of: Mapping[int, Owner | None]) -> list[Reckoned]:
    """The lists of an article that do not come to the total which stands elsewhere."""
    return [
        _told(draft, broken.row, broken.shown, heading_of.get(broken.row.block))
        for broken in (*breakdowns(draft.clean.text, read_rows), *tops(draft.clean, read_rows))
    ]


def read_products(draft: Draft, read_rows: Sequence[Row], heading_of: Mapping[int, Owner | None]) -> list[Reckoned]:
    """The totals of an article that so many times so much each do not come to."""
    return [
        _told(draft, found.row, found.shown, heading_of.get(found.row.block))
        for found in products(draft.clean.text, read_rows)
    ]


def read_tables(draft: Draft, read_rows: Sequence[Row], heading_of: Mapping[int, Owner | None]) -> list[Reckoned]:
    """The columns of all tables that do not come to their last row."""
    return [
        _told(draft, column.row, column.shown, heading_of.get(column.row.block))
        for column in columns(draft.clean, read_rows)
    ]


def _told(draft: Draft, row: Row, shown: Shown, subject: Owner | None) -> Reckoned:
    stated, value, operands, found_by = shown
    owner = _owner(row, stated, subject)
    places = tuple(_claimed(draft, row, token, owner) for token in (stated, *operands))
    if found_by == SUM:
        called = _called_as_parts(draft, places[0], places[1:])
        if called:
            draft.heads.setdefault(stated.span, tuple(token for token in row.tokens if token.key == called))
    return Reckoned(places[0], value, places[1:], found_by)


def _called_as_parts(draft: Draft, total: Span, parts: Sequence[Span]) -> str:
    """The measure of the parts, given to a total that tells none: 95 turbines and 87, which makes 287 machines."""
    told = {claim.attribute for claim in draft.claims if claim.span in parts and claim.attribute.known}
    if len(told) != 1:
        return ""
    (attribute,) = told
    draft.claims = [
        replace(claim, attribute=attribute) if claim.span == total and not claim.attribute.known else claim
        for claim in draft.claims
    ]
    return attribute.name


def _owner(row: Row, stated: Token, subject: Owner | None) -> Owner:
    """Whose the sum is: its sentence's subject, whom the text speaks of, or the words that the sentence opens with."""
    for clause in row.parts:
        if clause[0].span.start >= stated.span.end:
            break
        own = clause_subject(clause)
        if own is not None:
            return own
    if subject is not None:
        return subject.carried()
    name = _opening(row.clauses[0])
    # no words name it: the sum alone is told by what it comes to
    return Owner(Entity(name or stated.text, name, inherited=True))


def _opening(tokens: Sequence[Token]) -> str:
    """The words for things in a clause, as many as make a name."""
    told = [token for token in tokens if token.is_noun or token.kind in {Tok.QUALIFIER, Tok.ATTRIBUTE}]
    telling = [t for t in told if not (grammar().is_empty(t.text) or is_verb(t) or is_growth(t))]
    texts = [token.text for token in telling or told]
    return " ".join(texts[:_LONGEST_IN_ENGLISH]) if "".join(texts).isascii() else "".join(texts)[:_LONGEST_NAME]


# signs, and English words
_LONGEST_NAME, _LONGEST_IN_ENGLISH = 8, 3


def _claimed(draft: Draft, row: Row, token: Token, owner: Owner) -> Span:
    """The place of a figure in the raw text; it becomes a claim of no known attribute where it is none yet."""
    place = draft.clean.to_raw(token.span)
    if any(claim.span == place and claim.entity.name and not claim.attribute.is_unsaid for claim in draft.claims):
        return place
    assert token.value is not None
    draft.add(
        token.span,
        token.value.kind,
        owner.entity,
        # many figures have this name: two of them are never a contradiction
        Attribute("合计", f"sum at {place.start}", known=False, functional=False),
        token.value.payload,
        found_by="reckoning",
        sentence=row.span,
    )
    return place
