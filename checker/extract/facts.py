"""What one document claims: every sentence read in order, each knowing what the ones before spoke of."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from checker.extract import (
    aliases,
    clocks,
    dated,
    days,
    figures,
    firsts,
    held,
    kin,
    leaders,
    persons,
    prizes,
    reckoning,
    relations,
    speeches,
    streaks,
    tables,
    tenures,
    ties,
    turns,
)
from checker.extract.changes import of_levels
from checker.extract.counted import counted
from checker.extract.dating import anchor_of
from checker.extract.derive import derived
from checker.extract.directed import directed
from checker.extract.draft import LONGEST_QUOTE, Draft, Scene
from checker.extract.introduced import introduced
from checker.extract.lengthy import WHY, lengthy
from checker.extract.listing import Lead, is_line, lead_of
from checker.extract.mentions import mentions
from checker.extract.modality import section_modality
from checker.extract.occupations import peopled
from checker.extract.partitive import partitive
from checker.extract.pointing import pointed
from checker.extract.priced import asked, in_currency
from checker.extract.questions import asked_for, questions
from checker.extract.reckoning import Reckoned
from checker.extract.revisions import revised
from checker.extract.rows import Row, rows
from checker.extract.same_year import in_known_years
from checker.extract.shares import by_ten
from checker.extract.story import settle
from checker.extract.subject import Owner, named
from checker.extract.superlatives import topped
from checker.extract.tokens import Tok, Token
from checker.extract.wording import worded
from checker.extract.words import segmenter
from checker.model import (
    BlockKind,
    CleanText,
    DateValue,
    Facts,
    Language,
    Modality,
    NotCompared,
    Span,
    ValueKind,
)

# a name in the title says three times as much of the topic as one in the text
_TITLE_WEIGHT = 3
# fewer mentions make no topic: an article that names many things once each is about none of them
_TOPIC = 3
# sentences of a paragraph that a sum may go back over
_SENTENCES = 3
# of the mentions of a place, the share that another name needs to be the topic before it
_BEHIND = 0.6


def facts_of(clean: CleanText, anchor: date | None = None) -> Facts:
    """The claims of one document, with the names as it writes them: aliases of other articles are not known yet.

    `anchor` is the day of publication, where the document or the rest of its folder tells it.
    """
    published = anchor or clean.document.published
    anchor = anchor or anchor_of(clean)
    read, values = rows(clean, anchor)
    read = _prepared([row for row in read if clean.blocks[row.block].kind is not BlockKind.CREDIT])
    draft = Draft(clean, anchor, published)
    topic = _topic(clean, read)
    scene = Scene(subject=topic, year=anchor.year if anchor is not None else None)
    heading: Owner | None = None
    lead: Lead | None = None
    block = -1
    shown: list[Reckoned] = []
    listed: list[Row] = []
    recent: list[Row] = []
    english = clean.language is Language.ENGLISH
    answers = questions(read, clean)
    for row in read:
        here = clean.blocks[row.block]
        if row.block != block:
            block = row.block
            if here.kind in {BlockKind.TITLE, BlockKind.HEADING}:
                heading = _first_name(row) or (None if here.level <= 1 else heading)
                told = section_modality(clean.text[row.span.start : row.span.end])
                # a title that tells of a forecast (上调全年出货预测) makes none of all that stands below it
                scene.modality = told if told is not None and here.kind is BlockKind.HEADING else Modality.ACTUAL
            # an English story tells its year once, and its paragraphs are a sentence or two
            scene.paragraph(heading or topic, goes_on=english and here.kind is BlockKind.PARAGRAPH)
            text = clean.text[here.span.start : here.span.end]
            lead = lead if lead is not None and is_line(text, here) else None
            _led(scene, lead)
            lead = lead or lead_of(text, here, row.clauses)
        _asked(scene, answers.get(row.span, ()))
        if here.kind is BlockKind.CELL:
            persons.read(draft, row, scene)
            ties.read(draft, row, scene, ())
            shown += reckoning.read(draft, row, scene.subject)
            continue
        _read(draft, row, scene, [earlier for earlier in recent if earlier.block == row.block])
        shown += reckoning.read(draft, row, scene.subject, recent, listed)
        recent = [*recent, row][-_SENTENCES:]
        listed = [*listed, row] if is_line(clean.text[here.span.start : here.span.end], here) else []
    headings = _headings(clean, read, topic)
    tables.read(draft, read, heading_of=headings)
    shown += reckoning.read_tables(draft, read, headings)
    shown += reckoning.read_lists(draft, read, headings)
    shown += reckoning.read_products(draft, read, headings)
    aliases.read(draft, read)
    loose = (*_loose(clean, draft.loose), *_in_parts(clean, lengthy(clean, [value.span for value in values])))
    numbers = sum(1 for value in values if not _is_vague(value.payload))
    claims = of_levels(revised(worded(draft.finished(), read, clean, draft.heads, answers)))
    names, subjects = _rare_names(clean, read)
    called = tuple(sorted(set(draft.aliases)))
    stated, body = (*claims, *derived(claims, shown)), (clean.document.id, clean.text, clean.language)
    return Facts(*body, stated, loose, numbers, called, names, mentions(clean, read), subjects, published)


def _loose(clean: CleanText, found: Iterable[tuple[Span, str]]) -> Iterator[NotCompared]:
    """The values that nobody owns, by their places in the raw text."""
    document = clean.document
    for span, why in found:
        raw = clean.to_raw(span)
        if len(raw) > 0:
            yield NotCompared(document.id, raw.start, raw.end, document.raw[raw.start : raw.end], why)


def _in_parts(clean: CleanText, sentences: Iterable[Span]) -> Iterator[NotCompared]:
    """What is said of sentences that were read in parts; their first words stand for them."""
    document = clean.document
    for sentence in sentences:
        raw = clean.to_raw(sentence)
        end = min(raw.end, raw.start + LONGEST_QUOTE)
        yield NotCompared(document.id, raw.start, end, document.raw[raw.start : end], WHY)


def _prepared(read: Sequence[Row]) -> tuple[Row, ...]:
    """The sentences with what only the ones around them, or words further on, tell of their tokens."""
    known = pointed(introduced(peopled(tuple(in_known_years(read)))))
    return tuple(topped(asked(in_currency(by_ten(directed(partitive(counted(row))))))) for row in known)


def _asked(scene: Scene, question: tuple[Token, ...]) -> None:
    """Let a sentence that answers a question be told of what it asks for."""
    scene.asked = question
    scene.announced = asked_for(question) or scene.announced


def _led(scene: Scene, lead: Lead | None) -> None:
    """Let a line of a list be told of what its lead-in tells."""
    if lead is not None:
        scene.subject = lead.subject or scene.subject
        scene.listed = lead.said
        scene.time = lead.time


def _rare_names(clean: CleanText, read: Sequence[Row]) -> tuple[frozenset[str], frozenset[str]]:
    """The rare names that a text writes, and those that it is about: names of its title and what it writes often."""
    counts: Counter[str] = Counter()
    for row in read:
        weight = _TITLE_WEIGHT if clean.blocks[row.block].kind is BlockKind.TITLE else 1
        for token in (*row.of(Tok.NAME), *(token for token in row.of(Tok.WORD) if not token.tag)):
            if name := _rare(token):
                counts[name] += weight
    return frozenset(counts), frozenset(name for name, times in counts.items() if times >= _TOPIC)


def _rare(token: Token) -> str:
    """A name, or a word that no dictionary holds, where few other stories would write it: no place; "" otherwise."""
    if token.kind is Tok.NAME:
        return "" if token.tag == "place" else token.key
    new = len(token.text) > 1 and not token.text.isascii()
    return token.text if new and not _is_put_together(token.text) else ""


def _is_put_together(word: str) -> bool:
    """Whether a word that no dictionary holds is two in one: 二是, 问得, 账上."""
    first, last = (segmenter().tag(sign) for sign in (word[0], word[-1]))
    return last[:1] in _LOOSE or (word[-1] == "是" and first[:1] == "m")


# particles, words of place and others that stand behind a word, by the first letter of jieba's tag
_LOOSE = frozenset("ufcpyk")


def _read(draft: Draft, row: Row, scene: Scene, before: Sequence[Row]) -> None:
    """Take the claims out of one sentence, `before` those of its paragraph; the scene is changed for the next."""
    figures.read(draft, row, scene)
    streaks.read(draft, row, scene)
    firsts.read(draft, row, scene)
    dated.read(draft, row, scene)
    days.read(draft, row, scene)
    clocks.read(draft, row, scene)
    turns.read(draft, row, scene)
    speeches.read(draft, row, scene)
    persons.read(draft, row, scene)
    at = len(draft.claims)
    relations.read(draft, row, scene)
    held.read(draft, row, scene, draft.claims[at:])
    ties.read(draft, row, scene, before)
    leaders.read(draft, row)
    tenures.read(draft, row)
    prizes.read(draft, row)
    kin.read(draft, row, before)
    settle(row, scene)


def _is_vague(payload: object) -> bool:
    return isinstance(payload, DateValue) and payload.start is None and payload.end is None


def _first_name(row: Row) -> Owner | None:
    return next((named(token, -1) for token in row.of(Tok.NAME)), None)


def _topic(clean: CleanText, read: Sequence[Row]) -> Owner | None:
    """Whom the article is about: the name that it writes most, those of its title counting more."""
    counts: Counter[str] = Counter()
    first: dict[str, Token] = {}
    # a title that stands in the file's head and not in its text
    titled = any(block.kind is BlockKind.TITLE for block in clean.blocks)
    apart = "" if titled or clean.document.title is None else clean.document.title
    for row in read:
        weight = _TITLE_WEIGHT if clean.blocks[row.block].kind is BlockKind.TITLE else 1
        for token in row.of(Tok.NAME):
            if token.tag not in {"work", "body", "person"}:
                counts[token.key] += weight
                if token.key not in first and token.text in apart:
                    counts[token.key] += _TITLE_WEIGHT
                first.setdefault(token.key, token)
    if not counts:
        return None
    most = max(counts.values())
    if most < _TOPIC:
        return None
    others = {key: count for key, count in counts.items() if first[key].tag != "place"}
    if others and max(others.values()) >= max(_TOPIC, _BEHIND * most):
        # where a firm sells is named as often as the firm
        counts, most = Counter(others), max(others.values())
    # of equals the one that the text names first
    key = next(key for key in first if counts[key] == most)
    return named(first[key], -1)


def _headings(clean: CleanText, read: Sequence[Row], topic: Owner | None) -> dict[int, Owner | None]:
    """For each block, the name in the heading above it, else the topic."""
    names: dict[int, Owner | None] = {}
    for row in read:
        if clean.blocks[row.block].kind in {BlockKind.TITLE, BlockKind.HEADING}:
            names[row.block] = _first_name(row)
    found: dict[int, Owner | None] = {}
    current = topic
    for index in range(len(clean.blocks)):
        if index in names:
            current = names[index] or topic
        found[index] = current
    return found


__all__ = ["Facts", "ValueKind", "facts_of"]
