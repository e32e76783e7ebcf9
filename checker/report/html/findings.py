"""What the page shows of each finding: positions with their quotes, pairs, and a picture."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from checker.model import Claim, Finding, Judgement, Language, Modality, Position, Quantity, Run, Verdict
from checker.model.record import dataclass
from checker.report.html import axis
from checker.report.html.anchors import FINGERPRINT, Anchors
from checker.report.html.words import Words
from checker.report.layout import cut, cut_middle
from checker.report.places import Places
from checker.report.sentence import sentence
from checker.report.voice import Voice
from checker.report.witness import Witness, witnesses
from checker.report.wording import in_digits, period_words, scope_words, visible

MOST_WITNESSES = 6  # shown with their quotes; the places of the rest are listed, folded
MOST_LINKS = 40
MOST_PAIRS = 12
# code points on either side: as much as an editor needs to judge without opening the article
AROUND = {Verdict.CONTRADICTION: 60, Verdict.EXPLAINED: 50, Verdict.AGREEMENT: 30}
LONGEST = 400  # cells of a value, a name or a quote: more is no value
SHORT = 30  # cells of a file name in a picture


@dataclass(frozen=True, slots=True)
class Link:
    """A place of a claim, and where in the page it is marked."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with the words around it, its circumstances, and the further places that it stands for."""

    link: Link
    before: str
    quote: str
    after: str
    language: str
    facts: tuple[tuple[str, str], ...]
    operands: tuple[Link, ...]
    folded: tuple[Link, ...]
    folds: str


@dataclass(frozen=True, slots=True)
class Value:
    """A position: what is said, in words and in digits, and who says so."""

    display: str
    digits: str
    statements: tuple[Statement, ...]
    rest: tuple[Link, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Told:
    """One judged pair in a line."""

    verdict: Verdict
    left: Link
    right: Link
    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Card:
    """All that is shown of one finding."""

    anchor: str
    verdict: Verdict
    severity: str
    rule: str
    gloss: str
    entity: str
    entity_number: int
    attribute: str
    fingerprint: str
    message: str
    origins: int
    values: tuple[Value, ...]
    pairs: tuple[Told, ...]
    more_pairs: int
    picture: Markup
    sources: str
    between: str


class Cards:
    """The findings of one run being laid out."""

    def __init__(self, run: Run, anchors: Anchors, words: Words, between: Mapping[str, Sequence[str]]) -> None:
        self.run = run
        self.anchors = anchors
        self.words = words
        self.between = between
        self.places = Places(run)
        # the most frequent first, as a list to choose from
        found = Counter(finding.entity for finding in run.findings)
        self.entities = sorted(found, key=lambda name: (-found[name], name))
        self._numbers = {name: index for index, name in enumerate(self.entities)}

    def of(self, verdict: Verdict) -> Iterator[Card]:
        """The findings with this verdict, in report order."""
        return (self._card(finding) for finding in self.run.of(verdict))

    def _card(self, finding: Finding) -> Card:
        found = [(position, witnesses(self.run, self.places, position.claims)) for position in finding.positions]
        claims = [self.run.claim(name) for position in finding.positions for name in position.claims]
        # where all pairs got the verdict of the finding by its rule, the finding has told it all
        mixed = {(j.rule, j.verdict) for j in finding.judgements} != {(finding.rule, finding.verdict)}
        pairs = finding.judgements if mixed else ()
        return Card(
            anchor=self.anchors.finding(finding.id),
            verdict=finding.verdict,
            severity=str(finding.severity),
            rule=finding.rule,
            gloss=self.words.rule(finding.rule),
            entity=cut(finding.entity, LONGEST),
            entity_number=self._numbers[finding.entity],
            attribute=cut(finding.attribute, LONGEST),
            fingerprint=finding.fingerprint[:FINGERPRINT],
            message=cut(sentence(finding, self.places, Voice(self.words.language)), LONGEST * 2),
            origins=len({self.places.origin(claim) for claim in claims}),
            values=tuple(self._value(position, those, finding.verdict) for position, those in found),
            pairs=tuple(self._told(judgement, finding) for judgement in pairs[:MOST_PAIRS]),
            more_pairs=max(len(pairs) - MOST_PAIRS, 0),
            picture=self._picture(finding, found),
            sources=" ".join(str(number) for number in sorted({self.anchors.number(c.document) for c in claims})),
            between=" ".join(self.between.get(finding.id, ())),
        )

    def _value(self, position: Position, found: Sequence[Witness], verdict: Verdict) -> Value:
        rest = found[MOST_WITNESSES:]
        digits = in_digits(found[0].claim) if found and isinstance(found[0].claim.value, Quantity) else ""
        return Value(
            display=cut(position.display, LONGEST),
            digits=cut(digits, LONGEST) if digits not in position.display else "",
            statements=tuple(self._statement(witness, AROUND[verdict]) for witness in found[:MOST_WITNESSES]),
            rest=tuple(self._link(witness.claim) for witness in rest[:MOST_LINKS]),
            hidden=len(rest),
        )

    def _statement(self, witness: Witness, around: int) -> Statement:
        claim = witness.claim
        before, after = self.places.context(claim, around)
        folds = [
            self.words.many(key, count)
            for key, count in (("again", len(witness.again)), ("copies", witness.copies))
            if count
        ]
        language = self.places.sources[claim.document].language
        return Statement(
            link=self._link(claim),
            before=("…" if len(before) == around else "") + before.lstrip(),
            quote=cut(claim.quote, LONGEST),
            after=after.rstrip() + ("…" if len(after) == around else ""),
            language="" if language is Language.UNKNOWN else str(language),
            facts=tuple(self._facts(claim)),
            operands=tuple(self._operand(name) for name in claim.derived_from[:MOST_LINKS]),
            folded=tuple(self._link(other) for other in self.places.in_order(witness.folded)[:MOST_LINKS]),
            folds=", ".join(folds),
        )

    def _facts(self, claim: Claim) -> Iterator[tuple[str, str]]:
        """What sets the claim apart from a bare figure: label and words."""
        told = {
            "attribution": claim.attribution or "",
            "period": period_words(claim.period),
            "scope": scope_words(claim),
            "modality": "" if claim.modality is Modality.ACTUAL else self.words[f"modality_{claim.modality}"],
        }
        return ((self.words[key], cut(text, LONGEST)) for key, text in told.items() if text)

    def _operand(self, name: str) -> Link:
        """A claim that another was worked out from; one that the run does not hold has its name alone."""
        try:
            claim = self.run.claim(name)
        except KeyError:
            return Link("", name)
        return Link(self.anchors.claim(claim), f"{cut(claim.quote, SHORT * 2)} ({self.places.place(claim)})")

    def _link(self, claim: Claim) -> Link:
        return Link(self.anchors.claim(claim), str(self.places.place(claim)))

    def _told(self, judgement: Judgement, finding: Finding) -> Told:
        sides = [
            Link(self.anchors.claim(claim), cut(claim.quote, SHORT))
            for claim in (judgement.pair.left, judgement.pair.right)
        ]
        # what a rule says of a pair is told in English alone
        known = judgement.because == finding.message or self.words.language != "en"
        because = "" if known else cut(judgement.because, LONGEST)
        return Told(judgement.verdict, sides[0], sides[1], judgement.rule, because)

    def _picture(self, finding: Finding, found: Sequence[tuple[Position, list[Witness]]]) -> Markup:
        """The positions on one axis; nothing for names, and for figures that no one axis holds."""
        rows: list[axis.Row] = []
        kinds: set[axis.Kind] = set()
        for group, (position, those) in enumerate(found):
            for witness in those:
                measured = axis.measured(witness.claim)
                if measured is None:
                    return Markup()
                kinds.add(measured[0])
                name = cut_middle(visible(witness.place.path.rpartition("/")[2]), SHORT)
                more = f" +{witness.copies}" if witness.copies else ""
                label = f"{cut(visible(position.display), SHORT // 2)} · {name}{more}"
                rows.append(axis.Row(label, group, *measured[1:], copies=witness.copies))
        if len(kinds) != 1:
            return Markup()
        return axis.picture(f"{finding.entity} · {finding.attribute}", rows, kinds.pop(), self.words)
