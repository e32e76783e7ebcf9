"""Readings of many documents, which are put away until they are asked for."""

from array import array
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from checker.align.origins import origins
from checker.model import Capped, Facts
from checker.pipeline.reading import Reading
from checker.store.shelf import Picked, Shelf

# facts that are held as they are
_FEW = 64


class Readings(Mapping[str, Reading]):
    """Readings by the ids of their documents; what the whole folder asks of them stands apart from their facts."""

    __slots__ = ("_facts", "_lengths", "_looks", "_origins", "_places")

    def __init__(self, read: Mapping[str, Reading] | None = None) -> None:
        self._places: dict[str, int] = {}
        self._looks: Shelf[Reading] = Shelf()
        # facts take a hundred times the room of a claim
        self._facts: Shelf[Facts | bytes | None] = Shelf(lot=1, held=_FEW)
        self._lengths = array("Q")
        self._origins: tuple[dict[str, str], tuple[Capped, ...]] | None = None
        for each in (read or {}).values():
            self.put(each)

    def put(self, reading: Reading) -> None:
        """Take in the reading of a document, in the place of an earlier one."""
        if reading.document not in self._places:
            self._origins = None
        self._places[reading.document] = len(self._looks)
        self._looks.append(replace(reading, facts=None))
        self._facts.append(reading.facts)
        self._lengths.append(0 if reading.profile is None else reading.profile.length)

    def drop(self, document: str) -> None:
        """Forget a document."""
        del self._places[document]
        self._origins = None

    def __getitem__(self, document: str) -> Reading:
        place = self._places[document]
        return replace(self._looks[place], facts=self._facts[place])

    def __contains__(self, document: object) -> bool:
        # without looking into it, as a mapping would
        return document in self._places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def looks(self) -> Collection[Reading]:
        """The readings without their facts."""
        return Picked(self._looks, self._places.values())

    def origins(self) -> tuple[Mapping[str, str], tuple[Capped, ...]]:
        """The origins of the documents, and what was too much to find all; a document's second reading changes none."""
        if self._origins is None:
            capped: list[Capped] = []
            self._origins = origins({look.document: look.sketch for look in self.looks()}, capped), tuple(capped)
        return self._origins

    def facts(self, document: str) -> Facts | bytes | None:
        """The facts of a document."""
        return self._facts[self._places[document]]

    def length(self, document: str) -> int:
        """The characters that were read of a document, once its facts were taken out of it."""
        return self._lengths[self._places[document]]


def shelved(read: Mapping[str, Reading]) -> Readings:
    """The readings, as what is asked of them is known of them."""
    return read if isinstance(read, Readings) else Readings(read)
