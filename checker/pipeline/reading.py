"""Documents to facts: what is done to one document at a time, whatever else is in the folder."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Self

from checker.align.names import adopted
from checker.align.origins import Sketch, sketch
from checker.align.stories import passing_figures, telling_figures
from checker.align.years import Head
from checker.clean.compose import clean
from checker.errors import CheckerError
from checker.extract.dating import dateline_day, head_day
from checker.extract.facts import facts_of
from checker.extract.words import segmented_by
from checker.lexicon.overlay import House, put_in_force
from checker.model import Claim, Document, Facts, NameValue, Problem, Profile, ValueKind
from checker.model.record import dataclass, replace
from checker.pipeline.workshop import Shared
from checker.settings import SEGMENTERS

_STAGE = "extract"
# what is said of an article that is worse than an error of ours: it ended the process, which can catch nothing then
_ENDED = "ended two processes that tried to understand it; the other articles were checked"
_NO_MEMORY = "needs more memory than there is; the other articles were checked"
# makes bytes of facts, to cross to another process or to be kept
Pack = Callable[[Facts], bytes]


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents to be read in one go, each with its day of publication where the rest of the folder told it.

    A document that tells no day itself is only looked at until `days` has it, be it with None. `pack`, where it is
    given, makes bytes of the facts. `segmenter` is the setting of that name.
    """

    documents: tuple[Document, ...]
    days: Mapping[str, date | None]
    house: Shared[House]
    pack: Pack | None = None
    segmenter: str = SEGMENTERS[0]

    def parts(self) -> Sequence[Self]:
        """A batch for each document."""
        return [replace(self, documents=(document,)) for document in self.documents]

    def given_up(self) -> list[object]:
        """A problem that names the document."""
        return [Problem(document.path, _STAGE, _ENDED) for document in self.documents]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one look at a document gave: `facts` and their profile only where its day was known."""

    document: str
    head: Head
    sketch: Sketch
    facts: Facts | bytes | None = None
    profile: Profile | None = None


def read_batch(batch: Batch) -> list[Reading | Problem]:
    """A reading of every document that can be understood, and a problem for each that cannot, in their order."""
    with put_in_force(batch.house.value), segmented_by(batch.segmenter):
        return [_tried(document, batch) for document in batch.documents]


def _tried(document: Document, batch: Batch) -> Reading | Problem:
    try:
        return _read(document, batch)
    except CheckerError:
        raise
    except MemoryError:
        why = _NO_MEMORY
    except Exception as error:  # noqa: BLE001 -- one article that trips the reader must not stop the others
        why = f"could not be understood ({type(error).__name__}: {error}); the other articles were checked"
    return Problem(document.path, _STAGE, why)


def _read(document: Document, batch: Batch) -> Reading:
    text = clean(document)
    drawn = sketch(text)
    head = Head(document.published, dateline_day(text), head_day(text))
    if document.published is None and document.id not in batch.days:
        return Reading(document.id, head, drawn)
    facts = facts_of(text, batch.days.get(document.id, document.published))
    return Reading(document.id, head, drawn, batch.pack(facts) if batch.pack else facts, profile_of(facts))


def facts_in(read: Iterable[Reading]) -> list[Facts]:
    """The facts of readings that were not packed."""
    return [reading.facts for reading in read if isinstance(reading.facts, Facts)]


def profile_of(facts: Facts) -> Profile:
    """What the rest of the folder must know of a document's facts."""
    claims = facts.claims
    owned = Counter(
        (claim.attribute.name, claim.entity.name)
        for claim in claims
        # every body has a head
        if claim.kind is not ValueKind.ROLE and claim.entity.name and claim.attribute.known
    )
    # names that an article is not about, where it is about any
    others = facts.names - facts.subjects if facts.subjects else frozenset()
    own = [claim for claim in claims if claim.entity.name not in others or not _is_named(claim)]
    posts = [claim.value for claim in claims if claim.kind is ValueKind.ROLE]
    values = {claim.value.name for claim in claims if isinstance(claim.value, NameValue)}
    return Profile(
        facts.document,
        len(facts.text),
        facts.names,
        frozenset(telling_figures(own) | passing_figures(own)),
        frozenset({claim.entity.name for claim in claims} | values),
        tuple(post.name for post in posts if isinstance(post, NameValue)),
        facts.aliases,
        tuple(sorted((attribute, entity, times) for (attribute, entity), times in owned.items())),
        frozenset(claim.attribute.name for claim in adopted(claims) if claim.entity.name and claim.attribute.known),
        facts.subjects,
        facts.day,
    )


def _is_named(claim: Claim) -> bool:
    """Whether a claim's sentence names its owner."""
    return not claim.entity.inherited or claim.entity.surface in claim.context
