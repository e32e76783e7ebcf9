"""The stages put together, as pure functions: the engine only schedules them, the store only remembers them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import TypeVar

from checker.align import blocks as aligning
from checker.align.copies import altered
from checker.align.kinship import kinships
from checker.align.names import NOBODY, NameTable, adopted, by_cut, by_designation, by_ending, name_table, unnamed
from checker.align.namesakes import namesakes
from checker.align.origins import Sketch, origins, sketch
from checker.align.posts import two_posts
from checker.align.sounds import by_sound
from checker.align.statements import Statements
from checker.align.stories import of_incidents, passing_figures, set_side_by_side, stories, telling_figures
from checker.align.ties import two_ties
from checker.align.years import Head, common_year, days_of, in_year
from checker.clean.compose import clean, clean_text
from checker.clean.variants import simplified
from checker.errors import CheckerError
from checker.extract.across import across
from checker.extract.dating import dateline_day, head_day
from checker.extract.facts import Facts, facts_of
from checker.extract.values.scan import find_values
from checker.judge.apply import judgements_of
from checker.judge.gather import gather
from checker.judge.registry import demand_known
from checker.judge.shadow import unshadowed
from checker.judge.spread import spread
from checker.lexicon.house import read_house
from checker.lexicon.load import digest
from checker.lexicon.names import names
from checker.lexicon.overlay import put_in_force
from checker.model import (
    Claim,
    CleanText,
    Document,
    Finding,
    Judgement,
    NameValue,
    NotCompared,
    Pair,
    Problem,
    Run,
    Source,
    SourceCoverage,
    Span,
    Value,
    ValueKind,
    Verdict,
)
from checker.settings import VERSION, Judge, Settings

# every rule as it is by itself
_JUDGE = Judge()

# told after each step how many are done and how many there are
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Context:
    """What only the whole folder knows: which names are one, which documents are copies, which tell one story.

    `side_by_side` is a folder of two passages.
    """

    names: NameTable
    origins: Mapping[str, str]
    stories: Mapping[str, str]
    year: int | None
    side_by_side: bool = False


def context_of(read: Sequence[tuple[Facts, Sketch]]) -> Context:
    """The folder's small tables; the order of the documents does not matter."""
    claims = [claim for facts, _ in read for claim in facts.claims]
    learned = {alias for facts, _ in read for alias in facts.aliases}
    seen = {claim.entity.name for claim in claims}
    seen |= {claim.value.name for claim in claims if isinstance(claim.value, NameValue)}
    written = seen.union(*(facts.names for facts, _ in read))
    spelled = by_sound(written, frozenset(name.canonical for name in names()))
    posts = (claim for claim in claims if claim.kind is ValueKind.ROLE)
    holders = [(post.value.name, post.document) for post in posts if isinstance(post.value, NameValue)]
    aliases = sorted({*learned, *by_cut(holders), *by_designation(seen), *by_ending(seen), *spelled})
    table = name_table(aliases, claims)
    named = {
        facts.document.id: frozenset(map(table.called, facts.names))
        | telling_figures(facts.claims)
        | passing_figures(facts.claims)
        for facts, _ in read
    }
    sketches = {facts.document.id: drawn for facts, drawn in read}
    aside = set_side_by_side([facts.clean.text for facts, _ in read])
    told = dict.fromkeys(named, min(named)) if aside else stories(named)
    return Context(table, origins(sketches), told, common_year(facts.document for facts, _ in read), aside)


def judged(
    claims: Sequence[Claim], nobodys: Sequence[Claim], context: Context, settings: Judge = _JUDGE
) -> list[Judgement]:
    """The judgements of all pairs of claims that met, each pair once.

    Where entity and attribute bring two places together, the weight of their wording is not asked. `nobodys` are claims
    that only their wording can bring together with others.
    """
    off = settings.off
    weighed = Statements([*claims, *nobodys], context.origins, side_by_side=context.side_by_side)
    blocks = aligning.blocks(claims).values()
    named = [j for block in blocks for j in judgements_of(aligning.pairs(block, context.origins), off)]
    found = {
        _ids(judgement.pair): judgement
        for judgement in named
        if judgement.verdict is not Verdict.CONTRADICTION or not weighed.doubts(judgement.pair)
    }
    met = {_places(judgement.pair) for judgement in named if judgement.rule not in _LOOSE}
    # what reads as another scope or time may be one in other words: where that is nearly sure it outdoes the excuse
    excused = {_places(judgement.pair): key for key, judgement in found.items() if judgement.rule in _LOOSE}
    owners = _owners(named)
    # of two passages nothing else is known that could outdo what their names and words say
    settled = set[frozenset[tuple[str, Span]]]()
    if context.side_by_side:
        settled = {
            _places(pair) for block in blocks for pair in aligning.pairs(block, context.origins) if _is_named(pair)
        }
    weak: set[tuple[str, str]] = set()
    for pair, likely in weighed.pairs():
        if likely < _LIKELY:
            weak.add(_ids(pair))
        key = excused.get(_places(pair))
        if _places(pair) in met or (key is not None and likely < _SURE) or _is_anothers(pair, owners):
            continue
        for judgement in judgements_of([pair], off):
            if judgement.verdict is Verdict.CONTRADICTION and _places(pair) in settled:
                continue
            found.pop(key or _ids(pair), None)
            found[_ids(pair)] = judgement
    told = [*claims, *nobodys]
    met_twice = chain.from_iterable(find(told, context.origins) for find in (two_posts, two_ties, kinships))
    for judgement in judgements_of(met_twice, off):
        found.setdefault(_ids(judgement.pair), judgement)
    for judgement in judgements_of(altered(told, context.origins), off):
        if judgement.verdict is Verdict.CONTRADICTION:
            found[_ids(judgement.pair)] = judgement
    return spread(unshadowed([found[key] for key in sorted(found)], weak))


def _names(pair: Pair) -> frozenset[str]:
    """The two names that a pair tells apart; none for other values."""
    told = (claim.value for claim in (pair.left, pair.right))
    return frozenset(value.name for value in told if isinstance(value, NameValue))


def _ids(pair: Pair) -> tuple[str, str]:
    return pair.left.id, pair.right.id


def _is_named(pair: Pair) -> bool:
    """Whether both claims are said to be of one owner and one measure."""
    one, other = pair.left, pair.right
    return one.attribute.known and other.attribute.known and one.entity.name == other.entity.name != NOBODY


_Owners = Mapping[tuple[str, str], set[str]]


def _owners(named: Sequence[Judgement]) -> _Owners:
    """Whose a claim's figure is in each other article, where entity and attribute tell it: names by claim, document."""
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for judgement in named:
        if judgement.verdict is Verdict.AGREEMENT:
            for claim, other in _both_ways(judgement.pair):
                owners[claim.id, other.document].add(other.entity.name)
    return owners


def _is_anothers(pair: Pair, owners: _Owners) -> bool:
    """Whether a claim names somebody beside its value, though its article tells the other's figure of others."""
    for claim, other in _both_ways(pair):
        told = owners.get((claim.id, other.document), set())
        if told and not other.entity.inherited and other.entity.name not in told:
            return True
    return False


def _both_ways(pair: Pair) -> tuple[tuple[Claim, Claim], tuple[Claim, Claim]]:
    return (pair.left, pair.right), (pair.right, pair.left)


_SURE, _LIKELY = 0.8, 0.5
# rules whose excuse is read out of words that may only be other words
_LOOSE = frozenset({"scope-differs", "subject-differs", "period-differs", "metric-differs"})


def _places(pair: Pair) -> frozenset[tuple[str, Span]]:
    return frozenset((claim.document, claim.span) for claim in (pair.left, pair.right))


def values_of(text: str, lang: str | None = None, anchor: date | None = None) -> list[Value]:
    """The values of a raw text in its own offsets, in order and disjoint."""
    if lang not in {None, "zh", "en"}:
        msg = f'lang is {lang!r}; it can be "zh", "en" or None'
        raise ValueError(msg)
    if isinstance(anchor, datetime):
        anchor = anchor.date()  # a moment is no day, though its type says so
    clean = clean_text(text)
    made: list[Value] = []
    reached = 0
    for value in find_values(clean.text, lang, anchor):
        place = clean.to_raw(value.span)
        # two values of one torn place share its raw characters: the first of them keeps them
        start = max(place.start, reached)
        if start < place.end:
            made.append(replace(value, span=Span(start, place.end), text=text[start : place.end]))
            reached = place.end
    return made


def claims_of(read: Sequence[tuple[Facts, Sketch]], context: Context) -> tuple[list[Claim], list[Claim]]:
    """The claims of a folder under their canonical names: those that somebody owns, and those that nobody does."""
    resolved = [
        in_year(replace(claim, story=context.stories[claim.document]), context.year)
        for facts, _ in read
        for claim in adopted(map(context.names.resolve, facts.claims))
    ]
    resolved = unnamed(of_incidents(resolved))
    return [claim for claim in resolved if claim.entity.name], [claim for claim in resolved if not claim.entity.name]


def names_apart(
    read: Sequence[Facts], context: Context, judgements: Sequence[Judgement], settings: Judge = _JUDGE
) -> list[Judgement]:
    """The judgements of nearly one name that two articles of one story give to one bearer.

    Those that `judgements` tell apart already, by what they hold or do, are left out.
    """
    told = [
        replace(context.names.resolve(claim), story=context.stories[claim.document])
        for facts in read
        for claim in facts.mentions
    ]
    alike = namesakes(told, context.origins, {facts.document.id: facts.clean.text for facts in read})
    apart = {_names(judgement.pair) for judgement in judgements if judgement.verdict is Verdict.CONTRADICTION}
    return list(judgements_of((pair for pair in alike if _names(pair) not in apart), settings.off))


def check_documents(
    documents: Sequence[Document], problems: Sequence[Problem], settings: Settings, progress: Progress | None = None
) -> Run:
    """The run of a folder: every claim, every finding, and what was not checked.

    Raises:
        LexiconError: a file of the house's own words cannot be read or has a row without meaning.
        SettingsError: a rule is set that does not exist.
    """
    demand_known(settings.judge)
    with put_in_force(read_house(settings.lexicon, simplified)):
        return _run(documents, problems, settings, progress)


def _run(
    documents: Sequence[Document], problems: Sequence[Problem], settings: Settings, progress: Progress | None
) -> Run:
    read, failed = read_documents(documents, progress)
    problems = [*problems, *failed]
    context = context_of(read)
    owned, nobodys = claims_of(read, context)
    claims = (*owned, *across(owned))
    judgements = judged(claims, nobodys, context, settings.judge)
    judgements += names_apart([facts for facts, _ in read], context, judgements, settings.judge)
    findings = gather(judgements, context.origins, settings.judge.severities)
    compared = {claim.id for judgement in judgements for claim in (judgement.pair.left, judgement.pair.right)}
    claims += tuple(claim for claim in nobodys if claim.id in compared)
    claims += tuple(claim for facts, _ in read for claim in facts.mentions if claim.id in compared)
    nobodys = [claim for claim in nobodys if claim.id not in compared]
    return Run(
        sources=tuple(
            Source(facts.document, facts.clean.language, context.origins[facts.document.id]) for facts, _ in read
        ),
        claims=claims,
        findings=findings,
        coverage=_coverage([facts for facts, _ in read], findings),
        problems=tuple(sorted(problems, key=lambda p: (p.path, p.stage, p.message))),
        not_compared=tuple(
            sorted(
                [*(loose for facts, _ in read for loose in facts.loose), *map(_nobodys, nobodys)],
                key=lambda loose: (loose.document, loose.start, loose.end, loose.why),
            )
        ),
        version=VERSION,
        settings_digest=f"{settings.digest()}-{digest()}",
    )


def read_documents(
    documents: Sequence[Document], progress: Progress | None = None
) -> tuple[list[tuple[Facts, Sketch]], list[Problem]]:
    """The facts of every document that can be understood, and a problem for each that cannot.

    `progress` is told of two steps for each document: that it was cleaned, and that its claims were read.
    """
    failed: list[Problem] = []
    total = 2 * len(documents)
    ordered = _counted(sorted(documents, key=lambda document: document.id), 0, total, progress)
    texts = list(_tried(lambda document: (text := clean(document), sketch(text)), ordered, failed))
    heads = {text.document.id: _head(text) for text, _ in texts}
    days = days_of(heads, {text.document.id: drawn for text, drawn in texts})
    counted = _counted(texts, len(documents), total, progress)
    read = _tried(lambda item: (facts_of(item[0], days[item[0].document.id]), item[1]), counted, failed)
    return list(read), failed


def _head(text: CleanText) -> Head:
    return Head(text.document.published, dateline_day(text), head_day(text))


_In = TypeVar("_In", Document, tuple[CleanText, Sketch])
_Out = TypeVar("_Out")


def _counted(items: Iterable[_In], before: int, total: int, progress: Progress | None) -> Iterator[_In]:
    """The items; after each, `progress` is told how many steps are done with those before them."""
    for done, item in enumerate(items, before + 1):
        yield item
        if progress is not None:
            progress(done, total)


def _tried(step: Callable[[_In], _Out], items: Iterable[_In], failed: list[Problem]) -> Iterator[_Out]:
    """What a step makes of each document; one that trips it is put among the problems, and the others go on."""
    for item in items:
        document = item if isinstance(item, Document) else item[0].document
        try:
            yield step(item)
        except CheckerError:
            raise
        except Exception as error:  # noqa: BLE001 -- one article that trips the reader must not stop the others
            message = f"could not be understood ({type(error).__name__}: {error}); the other articles were checked"
            failed.append(Problem(document.path, "extract", message))


def _nobodys(claim: Claim) -> NotCompared:
    why = "nobody is named that it could belong to"
    return NotCompared(claim.document, claim.span.start, claim.span.end, claim.quote, why)


def _coverage(read: Sequence[Facts], findings: Sequence[Finding]) -> tuple[SourceCoverage, ...]:
    met = {claim.id for finding in findings for j in finding.judgements for claim in (j.pair.left, j.pair.right)}
    return tuple(
        SourceCoverage(
            facts.document.id,
            facts.numbers,
            len(facts.claims),
            sum(1 for claim in facts.claims if claim.id in met),
            len(facts.loose),
        )
        for facts in read
    )
