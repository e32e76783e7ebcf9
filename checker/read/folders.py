"""Files, folders and texts in memory to documents; what cannot be read becomes a problem, and the rest is read."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from checker.model.finding import Problem
from checker.model.record import dataclass, replace
from checker.model.text import Document
from checker.read.document import digest, document, short_id
from checker.read.given import Given, text_and_facts
from checker.read.kinds import KINDS, documents_of, suffix_of
from checker.read.opened import bytes_of
from checker.read.remote import Remote, bytes_at, found_at, is_address, plain
from checker.settings import Read

STAGE = "read"
LISTED = ", ".join(KINDS)
READ = Read()
# files of other kinds that are named, of a folder; what is wrong with the rest is the same
MOST_SKIPPED = 50


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: the name that the reports give it, and where it is."""

    name: str
    path: Path | Remote

    @property
    def size(self) -> int:
        """How many bytes it has; none where that cannot be told."""
        if isinstance(self.path, Remote):
            return self.path.size
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


def read_paths(paths: Sequence[Path | str], read: Read = READ) -> tuple[list[Document], list[Problem]]:
    """The documents of files and folders, sorted by path, and what could not be read.

    A file given twice, or by two ways, is read once. The rows of a table follow its file, in their order.

    Raises:
        ExtraError: `read` asks for what a missing library does.
    """
    files, problems = files_in(paths)
    documents = [document for file in files for document in read_file(file, read, problems)]
    return list(with_own_ids(documents)), in_order(problems)


def files_in(paths: Sequence[Path | str]) -> tuple[list[File], list[Problem]]:
    """The files that the paths stand for, each once, with names that tell them apart, and what was skipped.

    Raises:
        ExtraError: a path is an address, and the library that reads such is missing.
        InputError: an address cannot be asked what is there.
    """
    problems: list[Problem] = []
    found: list[File] = []
    for path in sorted({os.fspath(path) for path in paths}):
        found.extend(_files(path, problems))
    files: dict[Path | Remote, File] = {}
    for real, file in _named_apart(sorted(found, key=lambda file: (file.name, file.path.as_posix()))):
        files.setdefault(real, file)
    return list(files.values()), problems


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """What could not be read of several files, each thing once, sorted."""
    return sorted(set(problems), key=lambda problem: (problem.path, problem.message))


def read_texts(texts: Mapping[str, Given]) -> tuple[list[Document], list[Problem]]:
    """The documents of texts in memory, by name; the suffix of the name picks the format.

    A text may come with its title, publisher or day of publication (see `given`): they stand before what it tells.

    >>> documents, problems = read_texts({"a.txt": "夸克日活1.2亿。", "b": ""})
    >>> [document.path for document in documents], [problem.message for problem in problems]
    (['a.txt'], ['is empty; nothing in it was checked'])

    Raises:
        TypeError: something is no text, or what is told about it has no meaning.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    read = {name: text_and_facts(name, given) for name, given in texts.items()}
    for name, (text, about) in sorted(read.items()):
        data = text.encode("utf-8", "surrogatepass")
        if not text.strip():
            problems.append(Problem(name, STAGE, "is empty; nothing in it was checked"))
            continue
        made, wrong = document(name, text.removeprefix("\ufeff"), digest(data), "utf-8")
        told = {field.name: fact for field in fields(about) if (fact := getattr(about, field.name)) is not None}
        documents.append(replace(made, **told))
        problems.extend(wrong)
    return list(with_own_ids(documents)), problems


def name_of(path: str) -> str:
    """The name of a file as reports give it: its bytes are UTF-8, whatever the locale takes them for."""
    return path if sys.getfilesystemencoding() == "utf-8" else os.fsencode(path).decode("utf-8", "surrogateescape")


def _files(given: str, problems: list[Problem]) -> Iterator[File]:
    """The files that one given path stands for."""
    if is_address(given):
        yield from _below(given, problems)
        return
    path, given = Path(plain(given)), name_of(given)
    try:
        kind = "folder" if path.is_dir() else "file" if path.exists() else "link" if path.is_symlink() else "nothing"
    except OSError as error:  # a folder above it may not be entered
        problems.append(Problem(given, STAGE, f"cannot be reached ({error.strerror})"))
        return
    if kind == "folder":
        found = list(_walk(path, problems))
        if not found:
            problems.append(Problem(given, STAGE, f"folder holds no file that can be read ({LISTED})"))
        yield from found
    elif kind == "file":
        yield File(name_of(path.name), path)
    elif kind == "link":
        problems.append(Problem(given, STAGE, "is a broken link; its target is missing"))
    else:
        problems.append(Problem(given, STAGE, "does not exist; check the path"))


def _below(address: str, problems: list[Problem]) -> Iterator[File]:
    """The readable kinds of files at an address; the one file that an address names may be of any."""
    found = found_at(address)
    if not found:
        problems.append(Problem(address, STAGE, "does not exist; check the address"))
        return
    if [remote.address for _, remote in found] == [place_of(address)]:
        yield from (File(name, remote) for name, remote in found)
        return
    shown = (each for each in found if not any(part.startswith(".") for part in each[0].split("/")))
    chosen = list(_of_kinds(address, shown, problems))
    if not chosen:
        problems.append(Problem(address, STAGE, f"folder holds no file that can be read ({LISTED})"))
    yield from chosen


def _walk(root: Path, problems: list[Problem]) -> Iterator[File]:
    """The readable kinds of files below a folder. Links to folders are followed once, so that loops end."""
    visited: set[tuple[int, int]] = set()

    def failed(error: OSError) -> None:
        problems.append(Problem(name_of(str(error.filename)), STAGE, f"folder cannot be opened ({error.strerror})"))

    def walked() -> Iterator[tuple[str, Path]]:
        for folder, folders, names in os.walk(root, onerror=failed, followlinks=True):
            try:
                status = Path(folder).stat()
            except OSError as error:  # it is gone, or closed
                failed(error)
                folders.clear()
                continue
            if (status.st_dev, status.st_ino) in visited:
                folders.clear()
                continue
            visited.add((status.st_dev, status.st_ino))
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(name for name in names if not name.startswith(".")):
                path = Path(folder, name)
                yield name_of(path.relative_to(root).as_posix()), path

    yield from _of_kinds(str(root), walked(), problems)


def _of_kinds(root: str, found: Iterable[tuple[str, Path | Remote]], problems: list[Problem]) -> Iterator[File]:
    """The files of a folder that are of a kind that can be read."""
    skipped = 0
    for name, path in found:
        if suffix_of(name) in KINDS:
            yield File(name, path)
            continue
        skipped += 1
        if skipped <= MOST_SKIPPED:
            problems.append(Problem(name, STAGE, f"is not a kind of file that can be read ({LISTED})"))
    if skipped > MOST_SKIPPED:
        message = f"{skipped - MOST_SKIPPED:,} more files are not of a kind that can be read"
        problems.append(Problem(root, STAGE, message))


def _named_apart(files: Sequence[File]) -> Iterator[tuple[Path | Remote, File]]:
    """Where each file really is, and the file with a name that tells it apart: two folders may each hold an a.txt."""
    told = [(real_path(file.path), file) for file in files]
    counts: dict[str, set[Path | Remote]] = {}
    for real, file in told:
        counts.setdefault(file.name, set()).add(real)
    for real, file in told:
        yield real, file if len(counts[file.name]) == 1 else File(name_of(file.path.as_posix()), file.path)


def real_path(path: Path | Remote) -> Path | Remote:
    """Where a path leads; a link that leads nowhere stays as it is, and so does an address."""
    if isinstance(path, Remote):
        return path
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link to itself
        return path.absolute()


def place_of(given: str) -> str:
    """Where a given path leads, for whoever keeps a list of places."""
    return given.rstrip("/") if is_address(given) else str(real_path(Path(plain(given))))


def read_file(file: File, read: Read, problems: list[Problem]) -> list[Document]:
    """The documents in a file; none, with a problem that says why, where it cannot be read."""
    at, largest = file.path, read.largest_file
    try:
        data = bytes_at(at, largest) if isinstance(at, Remote) else bytes_of(at, largest)
        if isinstance(data, bytes):
            made, wrong = documents_of(file.name, data, read)
            problems.extend(wrong)
            return made
    except MemoryError:
        data = "needs more memory than there is; the other files were read"
    problems.append(Problem(file.name, STAGE, data))
    return []


def with_own_ids(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents with ids that differ even where the short digests of two paths fall together."""
    taken: set[str] = set()
    for each in documents:
        length = 8
        while (identifier := short_id(each.path, length)) in taken:
            length += 4
        taken.add(identifier)
        yield replace(each, id=identifier)
