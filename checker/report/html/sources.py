"""What the page shows of the articles: their text with the claims marked, and how much of each was checked."""

from collections import defaultdict
from collections.abc import Iterator

from markupsafe import Markup

from checker.model import Language, NotCompared, Run, SourceCoverage, Verdict
from checker.model.record import dataclass
from checker.report.html import articles
from checker.report.html.anchors import Anchors
from checker.report.html.articles import Mark
from checker.report.html.words import Words
from checker.report.layout import cut
from checker.report.places import Places
from checker.report.reasons import reason

MOST_ITEMS = 60  # values that were left out for one reason; the JSON report has them all
SHORT = 40  # cells of a value in a list


@dataclass(frozen=True, slots=True)
class Article:
    """One source: what is known of it, its text, and what was checked in it."""

    anchor: str
    number: int
    path: str
    title: str
    facts: tuple[tuple[str, str], ...]
    copy_of: str
    language: str
    body: Markup
    checked: SourceCoverage | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One reason for which values were not compared, with the first of them and their places."""

    why: str
    count: int
    items: tuple[tuple[str, str, str], ...]
    more: int


class Sources:
    """The articles of one run being laid out."""

    def __init__(self, run: Run, anchors: Anchors, words: Words) -> None:
        self.run = run
        self.anchors = anchors
        self.words = words

    def articles(self) -> Iterator[Article]:
        """The articles, in the order of their numbers."""
        marks = self._marks()
        longest = articles.limit([len(source.document.raw) for source in self.run.sources])
        cut_words = {"one": self.words.form("cut", 1), "more": self.words.form("cut", 2)}
        checked = {item.document: item for item in self.run.coverage}
        first = self._first_of_origin()
        for source in self.run.sources:
            document = source.document
            facts = {
                "published": document.published.isoformat() if document.published else "",
                "publisher": document.publisher or "",
            }
            elder = first[source.origin]
            yield Article(
                anchor=self.anchors.source(document.id),
                number=self.anchors.number(document.id),
                path=document.path,
                title=document.title or "",
                facts=tuple((self.words[key], told) for key, told in facts.items() if told),
                copy_of=self.words.fill("copy_of", path=elder) if elder != document.path else "",
                language="" if source.language is Language.UNKNOWN else str(source.language),
                body=articles.body(document, marks[document.id], longest, cut_words),
                checked=checked.get(document.id),
            )

    def not_compared(self) -> Iterator[LeftOut]:
        """The reasons, the most frequent first."""
        places = Places(self.run)
        reasons: dict[str, list[NotCompared]] = defaultdict(list)
        for item in self.run.not_compared:
            reasons[item.why].append(item)
        for why, items in sorted(reasons.items(), key=lambda entry: (-len(entry[1]), entry[0])):
            told = tuple(
                (cut(i.quote, SHORT), str(places.spot(i.document, i.start)), self.anchors.source(i.document))
                for i in items[:MOST_ITEMS]
            )
            yield LeftOut(reason(why, self.words.language), len(items), told, max(len(items) - MOST_ITEMS, 0))

    def _first_of_origin(self) -> dict[str, str]:
        """The path that stands for each family of copies."""
        first: dict[str, str] = {}
        for source in sorted(self.run.sources, key=lambda source: source.document.path):
            first.setdefault(source.origin, source.document.path)
        return first

    def _marks(self) -> dict[str, list[Mark]]:
        """The marks of each article. A claim of several findings has the class of the gravest, and leads to it."""
        found: dict[str, tuple[str, str]] = {}
        for verdict in Verdict:
            for finding in self.run.of(verdict):
                told = (verdict[0], self.anchors.finding(finding.id))
                named = {name for position in finding.positions for name in position.claims}
                judged = {c.id for j in finding.judgements for c in (j.pair.left, j.pair.right)}
                for name in sorted(named | judged):
                    found.setdefault(name, told)
        marks: dict[str, list[Mark]] = defaultdict(list)
        for claim in self.run.claims:
            kind, leads = found.get(claim.id, ("", ""))
            marks[claim.document].append(Mark(claim.span, self.anchors.claim(claim), kind, leads))
        return marks
