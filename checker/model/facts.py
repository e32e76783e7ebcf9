"""What was taken out of one document, and the little of it that a whole folder is looked at by."""

from datetime import date

from checker.model.claim import Claim
from checker.model.finding import NotCompared
from checker.model.record import dataclass
from checker.model.text import Language


@dataclass(frozen=True, slots=True)
class Facts:
    """What was taken out of one document: its claims, values that nobody owns, aliases, and where names stand.

    `document` is its id, `text` the repaired text, `numbers` counts the values in it, `names` are the rare names that
    it writes, `subjects` those of them that it is about, `day` is the one on which it was published.
    """

    document: str
    text: str
    language: Language
    claims: tuple[Claim, ...]
    loose: tuple[NotCompared, ...]
    numbers: int
    aliases: tuple[tuple[str, str], ...] = ()
    names: frozenset[str] = frozenset()
    mentions: tuple[Claim, ...] = ()
    subjects: frozenset[str] = frozenset()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What the rest of a folder must know of one document, so that its claims can be named and grouped.

    `names` are the rare names that it writes, `subjects` those that it is about, `figures` what it tells that hardly
    any other story would, `day` is the one on which it was published, `seen` are the names of owners and of values,
    `holders` the names that posts are given to. `owned` counts for each attribute of the language the owners that it is
    told of, `named` are those that are told of somebody.
    """

    document: str
    length: int
    names: frozenset[str]
    figures: frozenset[str]
    seen: frozenset[str]
    holders: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...]
    owned: tuple[tuple[str, str, int], ...]
    named: frozenset[str]
    subjects: frozenset[str] = frozenset()
    day: date | None = None
