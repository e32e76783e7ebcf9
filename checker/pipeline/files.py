"""Files to documents."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Self

from checker.model import Document, Problem
from checker.model.record import dataclass, replace
from checker.pipeline.workshop import ALONE, Workshop, in_lots
from checker.read.folders import File, in_order, read_file, with_own_ids
from checker.settings import Read
from checker.store.shelf import Shelf

# what is said of a file that is worse than one which cannot be read: it ended the process, which can catch nothing then
_ENDED = "ended two processes that tried to read it; the other files were read"


@dataclass(frozen=True, slots=True)
class Files:
    """Files to be read in one go."""

    files: tuple[File, ...]
    read: Read

    def parts(self) -> Sequence[Self]:
        """A task for each file."""
        return [replace(self, files=(file,)) for file in self.files]

    def given_up(self) -> list[object]:
        """A problem that names the file."""
        return [Problem(file.name, "read", _ENDED) for file in self.files]


def read_files(task: Files) -> list[Document | Problem]:
    """The documents in the files, and what in them cannot be read, in their order."""
    made: list[Document | Problem] = []
    for file in task.files:
        problems: list[Problem] = []
        made += [*read_file(file, task.read, problems), *problems]
    return made


def documents_in(
    files: Sequence[File], problems: Sequence[Problem], read: Read, workshop: Workshop = ALONE
) -> tuple[Sequence[Document], list[Problem]]:
    """The documents of files, in their order, and what could not be read, with the `problems` that are known already.

    Raises:
        ExtraError: `read` asks for what a missing library does.
    """
    lots = in_lots(files, lambda file: file.size, _BYTES * workshop.characters)
    tasks = (Files(lot, read) for lot in lots)
    wrong = list(problems)

    def read_in() -> Iterator[Document]:
        for each in chain.from_iterable(workshop.each(read_files, tasks)):
            if isinstance(each, Document):
                yield each
            else:
                wrong.append(each)

    return Shelf(with_own_ids(read_in()), lot=1), in_order(wrong)


# of a Chinese character in a file; reading costs much less than understanding, and its tasks may be larger
_BYTES = 3 * 4
