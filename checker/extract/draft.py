"""Claims in the making: what reading one sentence hands to the next, and what a document's claims are made from."""

from dataclasses import field
from datetime import date

from checker.extract.attribute import Said
from checker.extract.lengthy import LONGEST
from checker.extract.subject import Owner
from checker.extract.tokens import Tok, Token
from checker.lexicon.load import words
from checker.model import (
    Attribute,
    Claim,
    CleanText,
    DateValue,
    Entity,
    Modality,
    NameValue,
    Period,
    Precision,
    Quantity,
    Span,
    ValueKind,
)
from checker.model.record import dataclass, replace
from checker.model.text import place

# code points; design.md, section 5
LONGEST_QUOTE = 60


# counters of so many things that they tell nothing of what is counted where other words do: 七项大奖, 七座奖杯
_OF_ANYTHING = frozenset(words("counters.toml", "of_anything"))


@dataclass(slots=True)
class Scene:
    """What the text speaks of at the moment: whom, which attribute, when. It changes as sentences are read.

    `asked` are the words of the question that the sentence answers.
    """

    subject: Owner | None = None
    product: Owner | None = None
    said: list[Said] = field(default_factory=list)
    before: list[Said] = field(default_factory=list)
    time: Token | None = None
    year: int | None = None
    modality: Modality = Modality.ACTUAL
    attribution: str | None = None
    listed: Said | None = None
    announced: Said | None = None
    asked: tuple[Token, ...] = ()

    def paragraph(self, subject: Owner | None, *, goes_on: bool = False) -> None:
        """Begin a new paragraph: its subject is that of its heading, its time is forgotten unless the story goes on."""
        self.before = self.said or self.before
        self.said = []
        self.listed = self.announced = None
        told = self.time.value.payload if self.time is not None and self.time.value is not None else None
        # not in a day, nor in the end of December: those are of what was told of them
        if not goes_on or not isinstance(told, DateValue) or told.precision in {Precision.DAY, Precision.SPAN}:
            self.time = None
        if subject is not None:
            self.subject = subject


@dataclass(slots=True)
class Draft:
    """The claims of one document as they are found, and the values that found no owner.

    `told` is the day on which it was published, where it or its folder tells that; `heads` are what row and column say
    of each value of a table, by its place in the clean text.
    """

    clean: CleanText
    anchor: date | None
    told: date | None = None
    claims: list[Claim] = field(default_factory=list)
    loose: list[tuple[Span, str]] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    heads: dict[Span, tuple[Token, ...]] = field(default_factory=dict)
    # the sentence placed last, and its place in the raw text
    _sentence: tuple[Span, Span] | None = None

    def place(self, sentence: Span) -> Span:
        """The place of a sentence in the raw text; most have several claims."""
        if self._sentence is None or self._sentence[0] != sentence:
            self._sentence = sentence, self.clean.to_raw(sentence)
        return self._sentence[1]

    def add(  # noqa: PLR0913 -- a claim has this many parts
        self,
        span: Span,
        kind: ValueKind,
        entity: Entity,
        attribute: Attribute,
        value: Quantity | DateValue | NameValue,
        *,
        found_by: str,
        sentence: Span,
        period: Period | None = None,
        scope: frozenset[str] = frozenset(),
        modality: Modality = Modality.ACTUAL,
        attribution: str | None = None,
        trace: tuple[str, ...] = (),
    ) -> None:
        """Add a claim whose value stands at `span` of the clean text; one too long for evidence is listed as loose."""
        raw = self.clean.to_raw(span)
        document = self.clean.document
        if not 0 < len(raw) <= LONGEST_QUOTE:
            self.loose.append((span, "its evidence is too long to quote"))
            return
        if isinstance(value, Quantity) and attribute.known and value.unit in _OF_ANYTHING:
            value = replace(value, unit=None)
        around = within_reach(sentence, span)
        self.claims.append(
            Claim(
                id="",
                document=document.id,
                span=raw,
                quote=document.raw[raw.start : raw.end],
                kind=kind,
                entity=entity,
                attribute=attribute,
                value=value,
                period=period,
                scope=scope,
                modality=modality,
                attribution=attribution,
                found_by=found_by,
                sentence=self.place(sentence),
                told=self.told,
                context=self.clean.text[around.start : around.end],
                at=span.start - around.start,
                trace=trace,
            )
        )

    def finished(self) -> tuple[Claim, ...]:
        """The claims in the order of their places, each with its id."""
        ordered = sorted(
            self.claims, key=lambda c: (*place(c.span), c.kind, c.entity.name, c.attribute.name, c.found_by)
        )
        seen: dict[tuple[Span, str, str, frozenset[str]], list[Claim]] = {}
        kept: list[Claim] = []
        for claim in ordered:
            same = seen.setdefault(
                (claim.span, claim.entity.name, claim.attribute.name, claim.attribute.qualifiers), []
            )
            if not any(str(one.value) == str(claim.value) for one in same):
                same.append(claim)
                kept.append(replace(claim, id=f"{claim.document}-{len(kept) + 1:03d}"))
        return tuple(kept)


def within_reach(sentence: Span, span: Span) -> Span:
    """The sentence, or of a longer one than anybody writes (a row of a thousand cells) what stands around `span`.

    >>> within_reach(Span(0, 90), Span(50, 52)), within_reach(Span(0, 9000), Span(5000, 5002))
    (Span(start=0, end=90), Span(start=4700, end=5302))
    """
    if len(sentence) <= LONGEST:
        return sentence
    return Span(max(sentence.start, span.start - LONGEST // 2), min(sentence.end, span.end + LONGEST // 2))


def is_name(token: Token) -> bool:
    """Whether a token names somebody or something."""
    return token.kind is Tok.NAME
