"""What only the whole folder knows: names, copies, stories, and which documents are judged together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from checker.align.names import NameTable, by_cut, by_designation, by_ending, name_table
from checker.align.origins import origins
from checker.align.sounds import by_sound
from checker.align.stories import set_side_by_side, stories
from checker.align.years import common_year
from checker.lexicon.names import names
from checker.model import Capped, Document
from checker.model.record import dataclass, replace
from checker.pipeline.reading import Reading


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


def context_of(read: Mapping[str, Reading], documents: Iterable[Document] = ()) -> Context:
    """The folder's small tables, of the readings by their documents' ids; their order does not matter."""
    profiles = [reading.profile for reading in read.values() if reading.profile is not None]
    seen = frozenset[str]().union(*(profile.seen for profile in profiles))
    written = seen.union(*(profile.names for profile in profiles))
    learned = {alias for profile in profiles for alias in profile.aliases}
    spelled = by_sound(written, frozenset(name.canonical for name in names()))
    holders = [(holder, profile.document) for profile in profiles for holder in profile.holders]
    aliases = sorted({*learned, *by_cut(holders), *by_designation(seen), *by_ending(seen), *spelled})
    table = name_table(aliases, (told for profile in profiles for told in profile.owned))
    named = {profile.document: frozenset(map(table.called, profile.names)) | profile.figures for profile in profiles}
    aside = set_side_by_side([profile.length for profile in profiles])
    capped: list[Capped] = []
    copies = origins({profile.document: read[profile.document].sketch for profile in profiles}, capped)
    told = dict.fromkeys(named, min(named)) if aside else stories(named, capped, copies)
    attributes = frozenset(table.owners).union(*(profile.named for profile in profiles))
    return Context(table, copies, told, common_year(documents), attributes, aside, tuple(capped))
