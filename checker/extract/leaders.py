"""Who leads a group of people: 调查组由副省长陆文柏任组长, the rescue is led by Peng Shu."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from checker.extract.draft import Draft
from checker.extract.joining import HAN
from checker.extract.person_names import ending_at, person_at
from checker.extract.posted import Post, add_holder
from checker.extract.rows import Row
from checker.extract.signs import Signs
from checker.extract.subject import UNNAMED
from checker.extract.tokens import Tok
from checker.lexicon.finder import lower, lower_text
from checker.lexicon.load import mapping
from checker.model import Entity, Span, ValueKind
from checker.model.pattern import seldom

_HEADS = seldom(r"(?:担?任|出任|兼任)(组长|总指挥|指挥长)\Z")
# of working groups a story has many, of inquiries one
_GROUP = seldom(r"调查组|专案组")
_LED = seldom(r"\b(?:led|headed|chaired|commanded|overseen|directed|co-ordinated|coordinated) by ")


_SIGNS = Signs(lambda: ("组长", "总指挥", "指挥长", "by"))
# Camille Fourrier, the head of WEST; Anna Kovac, who runs the Marlow Hospital
_HEADING = re.compile(
    r",? (?:(?:the |an? )?(?:current |overall )?head of "
    r"|who (?:now )?(?:heads|leads|runs|directs|has (?:led|run|headed)) )(?:the )?"
)
_OF_WHAT = seldom(
    r" (?:program|programme|project|group|company|centre|center|lab|laboratory|foundation|institute|mission|experiment|"
    r"museum|hospital|agency)\b|(?! [a-z]+\b)| (?:and|in|at|on|for|since|said|told|says|is|was|has|had|with|from|as)\b"
)


def read(draft: Draft, row: Row) -> None:
    """Add who leads the group that one sentence tells of: a command post, an inquiry, a rescue; or who heads a body."""
    text = draft.clean.text
    _heads(draft, row)
    if not _SIGNS.stand(text, row.span.start, row.span.end):
        return
    for tokens in row.parts:
        for j, token in enumerate(tokens):
            told = _HEADS.search(token.text)
            person = ending_at(tokens, j - 1) if told is not None and j else None
            post = _post(told[1], text[row.span.start : token.span.start]) if told is not None else None
            if post is not None and person is not None:
                _add(draft, row, (post, UNNAMED.entity), person, token.span)
        clause = Span(tokens[0].span.start, tokens[-1].span.end)
        led = _LED.search(text, clause.start, clause.end)
        post = _group(text[clause.start : led.start()]) if led is not None else None
        if led is None or post is None:
            continue
        k = next((k for k, token in enumerate(tokens) if token.span.start >= led.end()), len(tokens))
        while k < len(tokens) and (tokens[k].kind is Tok.ROLE or lower(tokens[k].text) in _LEADS):
            k += 1
        person = person_at(tokens, k) if k < len(tokens) else None
        if person is not None:
            _add(draft, row, (post, UNNAMED.entity), person, Span(led.start(), led.end()))


def _heads(draft: Draft, row: Row) -> None:
    """Add who heads what is named behind him."""
    for person, body in pairwise(row.of(Tok.NAME)):
        told = person_at([person], 0) if not HAN.match(person.text[:1]) and body.tag != "person" else None
        gap = _HEADING.fullmatch(draft.clean.text, person.span.end, body.span.start) if told is not None else None
        if told is not None and gap is not None and _OF_WHAT.match(draft.clean.text, body.span.end):
            _add(draft, row, (_HEAD, Entity(body.key, body.text)), told, Span(*gap.span()))


_HEAD = "负责人"


# what may stand before a leader's name
_LEADS = frozenset(
    {"the", "a", "an", "vice", "deputy", "executive", "acting", "judge", "dr", "prof", "professor", "retired", "former"}
)


def _add(draft: Draft, row: Row, held: tuple[str, Entity], person: tuple[str, Span], words: Span) -> None:
    """Add the holder of a post of a body."""
    (post, body), (_, place) = held, person
    # led by Peng Shu: what a verb read there as a round's leader is none
    span = Span(min(place.start, words.start), max(place.end, words.end))
    raw = draft.clean.to_raw(place)
    draft.claims = [
        claim
        for claim in draft.claims
        if claim.kind is not ValueKind.RELATION or not claim.span.overlaps(raw) or claim.attribute.name != "领投方"
    ]
    add_holder(draft, row, Post(post, body, span, "person/leader"), person)


def _post(head: str, before: str) -> str | None:
    """The post that 任组长 tells: 调查组组长 where the sentence spoke of that group; None of any other group."""
    if head != "组长":
        return head
    return "调查组组长" if _GROUP.search(before) else None


def _group(before: str) -> str | None:
    """The post of who leads what an English clause speaks of; None where it is no such group."""
    told = lower_text(before).strip()
    # the rescue at sea is led by; but: the search engine company, the firm under investigation
    subject = r"(?:the |an? )?(?:(?!under\b)\w+ ){0,2}"
    behind = r"(?: (?:into|of|at|in|by)\b.*)?(?: (?:is|was|being|be|are|were|been))?"
    return next((post for word, post in _groups() if re.fullmatch(subject + word + behind, told)), None)


@cache
def _groups() -> Sequence[tuple[str, str]]:
    return tuple(mapping("en/roles.toml", "led").items())
