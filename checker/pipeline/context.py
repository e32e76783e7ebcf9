"""What only the whole folder knows: names, copies, stories, and which documents are judged together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from checker.align.names import NameTable, by_cut, by_designation, by_ending, name_table
from checker.align.sounds import by_sound
from checker.align.stories import set_side_by_side, stories, telling
from checker.align.years import common_year
from checker.lexicon.names import names
from checker.model import Capped, Profile
from checker.model.record import dataclass, replace
from checker.pipeline.reading import Reading
from checker.pipeline.shelved import shelved


@dataclass(frozen=True, slots=True)
class Context:
    """What only the whole folder knows: which names are one, which documents are copies, which tell one story.

    `named` are the attributes that some document tells of somebody, `side_by_side` is a folder of two passages.
    `capped` are the stories that were too large to be judged whole.
    """

    names: NameTable
    origins: Mapping[str, str]
    stories: Mapping[str, str]
    year: int | None
    named: frozenset[str] = frozenset()
    side_by_side: bool = False
    capped: tuple[Capped, ...] = ()

    def of(self, documents: Iterable[str]) -> "Context":
        """The same context, telling of these documents only."""
        listed = list(documents)
        return replace(
            self,
            origins={document: self.origins[document] for document in listed},
            stories={document: self.stories[document] for document in listed},
        )

    def groups(self) -> list[tuple[str, ...]]:
        """The documents that are judged together, those of one story and their copies; each stands in one group."""
        root = {document: document for document in self.origins}

        def find(document: str) -> str:
            while root[document] != document:
                root[document] = root[root[document]]
                document = root[document]
            return document

        for joined in (self.origins, self.stories):
            for document, first in joined.items():
                if first:
                    one, other = sorted((find(document), find(first)))
                    root[other] = one
        grouped: dict[str, list[str]] = defaultdict(list)
        for document in sorted(root):
            grouped[find(document)].append(document)
        return [tuple(grouped[first]) for first in sorted(grouped)]


def context_of(read: Mapping[str, Reading]) -> Context:
    """The folder's small tables, of the readings by their documents' ids; their order does not matter."""
    readings = shelved(read)
    looks = readings.looks()
    seen: set[str] = set()
    written: set[str] = set()
    aliases: set[tuple[str, str]] = set()
    holders: list[tuple[str, str]] = []
    lengths: list[int] = []
    for profile in _profiles(looks):
        seen |= profile.seen
        written |= profile.names
        aliases.update(profile.aliases)
        holders += ((holder, profile.document) for holder in profile.holders)
        lengths.append(profile.length)
    spelled = by_sound(written | seen, frozenset(name.canonical for name in names()))
    aliases.update(by_cut(holders), by_designation(seen), by_ending(seen), spelled)
    table = name_table(sorted(aliases), (told for profile in _profiles(looks) for told in profile.owned))
    attributes = set(table.owners)
    # tuples, which take a tenth of the room of sets
    named: dict[str, tuple[str, ...]] = {}
    # a name stands once, however many tell it
    called = {name: name for name in map(table.called, written)}
    for profile in _profiles(looks):
        attributes |= profile.named
        named[profile.document] = tuple({called.setdefault(told, told) for told in telling(profile, table.called)})
    aside = set_side_by_side(lengths)
    copies, many = readings.origins()
    capped = list(many)
    told = dict.fromkeys(named, min(named)) if aside else stories(named, capped, copies)
    year = common_year(look.head.published for look in looks)
    return Context(table, copies, told, year, frozenset(attributes), aside, tuple(capped))


def _profiles(looks: Iterable[Reading]) -> Iterator[Profile]:
    return (look.profile for look in looks if look.profile is not None)
