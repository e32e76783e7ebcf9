"""Keeps a store up to date with the files that its articles come from."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import field
from datetime import date
from pathlib import Path

from checker.align.origins import Sketch
from checker.align.years import Head, guesses, middle_of, nearest
from checker.clean.variants import simplified
from checker.engine.standing import Standing
from checker.errors import StoreError, UnreadableError
from checker.lexicon.house import read_house
from checker.lexicon.load import digest
from checker.lexicon.overlay import put_in_force
from checker.model import Document, Problem, Run
from checker.model.record import dataclass, replace
from checker.pipeline import Progress, check_readings, readings
from checker.pipeline.context import Context
from checker.pipeline.judging import Judged
from checker.pipeline.kept import article_of, day_of, look_in, number_of, number_of_two, reading_of, two_of
from checker.pipeline.packed import bytes_of
from checker.pipeline.reading import Reading
from checker.pipeline.remembering import group_key, pack_judged, unpack_judged, words_in
from checker.pipeline.settling import Change, copies, sketches_of
from checker.pipeline.shelved import Readings
from checker.pipeline.workshop import Count, Workshop
from checker.read.document import short_id
from checker.read.folders import File, documents_now, files_in, is_gone, place_of, real_path
from checker.read.remote import is_address, plain
from checker.settings import VERSION, Judge, Settings
from checker.store.codec import unpack, unpack_document
from checker.store.entries import Article, Entry
from checker.store.key import article_key, reader_key
from checker.store.ledger import Ledger
from checker.store.shelf import Picked, Shelf
from checker.store.sqlite import Store

# articles of one commit: little enough that a process which is killed loses a few seconds of work
LOT = 32


@dataclass(slots=True)
class Added:
    """What adding files to a store came to: the ids of their articles, and what could not be read.

    `known` were stored already as they are, `dropped` went with their files or from them.
    """

    new: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @property
    def present(self) -> set[str]:
        """The articles that the files hold."""
        return self.new | self.changed | self.known


@dataclass(frozen=True, slots=True)
class _Placed:
    """An article and the file that it stands in."""

    document: Document
    place: str


@dataclass(slots=True)
class _Look:
    """What the given files and folders hold: the names of the files, the articles, and what could not be read.

    `unread` are files that are there and cannot be read this time: what is stored of them stays.
    """

    files: dict[str, str] = field(default_factory=dict)
    articles: list[_Placed] = field(default_factory=list)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)


def _unheard(path: str) -> None:
    """Whom nobody listens to."""
    del path


class Keeper:
    """Brings a store up to date, and checks what it holds."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        workshop: Workshop,
        progress: Progress | None = None,
        stored: Callable[[str], None] | None = None,
    ) -> None:
        self._store = store
        self._ledger = Ledger(store.connection)
        self._settings = settings
        self._workshop = replace(workshop, unpack=unpack)
        self._progress = progress
        self._stored = stored or _unheard
        # the days of all articles, for as long as they are known to be those
        self._dated: dict[str, date | None] | None = None
        with put_in_force(read_house(settings.lexicon, simplified)):
            # what is asked of claims later on changes nothing of what is read
            self._reader = reader_key(VERSION, Settings(extract=settings.extract).digest(), digest())

    def add(self, paths: Sequence[Path | str]) -> Added:
        """Add the articles of files and folders, and forget those that went."""
        given = sorted({os.fspath(path) for path in paths})
        look = self._look(given)
        present = {each.document.path: each for each in look.articles}
        entries = {path: entry for path in present if (entry := self._store.entry(path)) is not None}
        fresh = [each for path, each in present.items() if not self._is_known(each.document, entries.get(path))]
        failed = {problem.path: problem for problem in self._read(fresh)}
        for path, problem in failed.items():
            look.problems[present[path].place].append(problem)
        roots = sorted(set(map(place_of, given)))
        gone = {place for root in roots for place in self._store.places_in(root)} - look.files.keys()
        look.unread |= {place for place in gone if not is_gone(place)}
        gone -= look.unread
        kept = present.keys() - failed.keys()
        looked = [
            entry
            for place in sorted(gone | (look.files.keys() - look.unread))
            for entry in self._store.entries_at(place)
        ]
        dropped = [entry for entry in looked if entry.path not in kept]
        with self._store.writing():
            for entry in dropped:
                self._ledger.bury(entry.id)
            for place in gone:
                self._store.drop_file(place)
            for place, name in look.files.items():
                self._store.add_file(place, name)
            for place, problems in look.problems.items():
                self._store.set_problems(place, problems)
            self._store.drop(entry.id for entry in dropped)
        if dropped:
            self._dated = None
        self.refresh()
        read = {each.document.path for each in fresh} & kept
        return Added(
            {present[path].document.id for path in read - entries.keys()},
            {present[path].document.id for path in read & entries.keys()},
            {present[path].document.id for path in kept - read}
            | {entry.id for place in look.unread for entry in self._store.entries_at(place)},
            {entry.id for entry in dropped},
            sorted(
                {problem for problems in look.problems.values() for problem in problems},
                key=lambda problem: (problem.path, problem.stage, problem.message),
            ),
        )

    def refresh(self) -> None:
        """Read again, as they are stored, the articles that were read otherwise: by other words, or of another day."""
        stale = self._store.entries_not_by(self._reader)
        if stale:
            self._read([self._stored_as(entry) for entry in stale])
        undated = self._store.entries_undated()
        if undated:
            days = self._dated or self._days({})
            self._read([self._stored_as(entry) for entry in undated if number_of(days[entry.id]) != entry.day])

    def run(self, only: AbstractSet[str] | None = None) -> Run:
        """The run of all that is stored; `only` what these articles take part in, without what could not be read."""
        with self._whole():
            standing = self._settled()
            if standing is not None and only is not None and (run := standing.run(only)) is not None:
                return run
        documents: Shelf[Document] = Shelf(lot=1)
        paths: list[str] = []
        read = Readings()
        memory = _Memory(self._store, self._ledger, self._settings.judge)
        with self._store.reading():
            problems = self._store.problems() if only is None else []
            for article in self._store.articles():
                try:
                    documents.append(unpack_document(article.document))
                    paths.append(article.path)
                    read.put(reading_of(article))
                    memory.know(article)
                except UnreadableError as error:
                    raise self._broken(article.path) from error
        ordered = Picked(documents, sorted(range(len(paths)), key=paths.__getitem__))
        run = check_readings(read, ordered, problems, self._settings, self._workshop, memory=memory, only=only)
        memory.write()
        return run

    def settle(self) -> None:
        """Bring up to date what a large store knows of its articles together, so that a check finds it done."""
        with self._whole():
            self._settled()

    def _settled(self) -> Standing | None:
        """What the store knows of its articles together, brought up to date; None where it cannot be so in parts."""
        standing = Standing(self._store, self._ledger, self._settings, self._workshop, self._reader)
        return standing if standing.is_large() and standing.settle() else None

    @contextmanager
    def _whole(self) -> Iterator[None]:
        try:
            yield
        except UnreadableError as error:
            raise StoreError(self._store.path, "is damaged; make it anew with: checker index") from error

    def _look(self, given: Sequence[str]) -> _Look:
        """What the given files and folders hold."""
        look = _Look()
        taken: set[str] = set()
        for path in given:
            files, skipped = files_in([path])
            asked = place_of(path) if is_address(path) else str(Path(plain(path)).absolute())
            # what was read there already, by way of a folder, may have problems of its own
            look.problems[asked] = sorted({*look.problems.get(asked, ()), *skipped}, key=lambda problem: problem.path)
            for file in files:
                place = str(real_path(file.path))
                if place in look.files:
                    continue
                # a file keeps the name that it has, by whatever way it is given
                name = self._store.name_of(place) or next(
                    each
                    for each in (file.name, file.path.as_posix(), place)
                    if each not in taken and not self._store.is_name(each)
                )
                taken.add(name)
                look.files[place] = name
                problems: list[Problem] = []
                documents = documents_now(File(name, file.path), self._settings.read, problems)
                look.problems[place] = problems
                if documents is None:
                    look.unread.add(place)
                else:
                    look.articles += [_Placed(document, place) for document in documents]
        ids: set[str] = set()
        look.articles = [replace(each, document=self._named(each.document, ids)) for each in look.articles]
        return look

    def _named(self, document: Document, ids: set[str]) -> Document:
        """The document with the id that it has in the store, or one of its own, which none of `ids` is."""
        known = self._store.entry(document.path)
        if known is not None:
            return replace(document, id=known.id)
        length = 8
        while (identifier := short_id(document.path, length)) in ids or self._store.is_id(identifier):
            length += 4
        ids.add(identifier)
        return replace(document, id=identifier)

    def _is_known(self, document: Document, entry: Entry | None) -> bool:
        return entry is not None and entry.key == article_key(document) and entry.reader == self._reader

    def _read(self, fresh: Sequence[_Placed]) -> list[Problem]:
        """Read articles and store them; the problems are of those that cannot be understood."""
        self._dated = None
        count = Count(self._progress, len(fresh))
        dated = [each for each in fresh if each.document.published is not None]
        undated = [each for each in fresh if each.document.published is None]
        failed = self._put(dated, {}, count)
        looks: dict[str, tuple[Head, Sketch]] = {}
        for made in readings([each.document for each in undated], {}, self._settings, self._workshop):
            if isinstance(made, Reading):
                looks[made.document] = made.head, made.sketch
            else:
                failed.append(made)
        if looks:
            days = self._dated = self._days(looks)
            failed += self._put([each for each in undated if each.document.id in looks], days, count)
        return failed

    def _put(self, fresh: Sequence[_Placed], days: Mapping[str, date | None], count: Count) -> list[Problem]:
        """Read articles whose days are known and store them, a few with each commit."""
        failed: list[Problem] = []
        held: list[Article] = []
        read = readings([each.document for each in fresh], days, self._settings, self._workshop)
        for each, made in zip(fresh, read, strict=True):
            count.add(1)
            if isinstance(made, Problem):
                failed.append(made)
                continue
            day = days.get(each.document.id, each.document.published)
            held.append(article_of(each.document, each.place, self._reader, made, day))
            if len(held) == LOT:
                self._commit(held)
                held = []
        self._commit(held)
        return failed

    def _commit(self, articles: Sequence[Article]) -> None:
        if articles:
            with self._store.writing():
                for article in articles:
                    self._note(article)
                self._store.add(articles)
            for article in articles:
                self._stored(article.path)

    def _note(self, article: Article) -> None:
        head, drawn = look_in(article.look)
        words = bytes_of(words_in(article.asked), "u4")
        self._ledger.note(article.id, whole=drawn.whole, hashes=bytes_of(drawn.hashes, "u4"), words=words)
        if article.published is None:
            self._ledger.lack_day(article.id, *map(number_of_two, (head.dateline, head.first)))

    def _days(self, looks: Mapping[str, tuple[Head, Sketch]]) -> dict[str, date | None]:
        """The day of each article that tells none, stored ones and those of `looks`."""
        middle = middle_of({date.fromordinal(day): times for day, times in self._store.days().items()})
        heads = {id_: Head(None, two_of(dateline), two_of(day)) for id_, dateline, day in self._ledger.undated()} | {
            id_: head for id_, (head, _) in looks.items()
        }
        found = {id_: nearest(head.dateline, middle) for id_, head in heads.items()}
        if None not in found.values():
            return found
        copies = self._copies(looks, {id_ for id_, day in found.items() if day is None})
        told = {id_: day_of(self._store.published(id_)) for id_ in copies if id_ not in heads}
        return found | guesses(heads, found | told, copies, middle)

    def _copies(self, looks: Mapping[str, tuple[Head, Sketch]], wanted: AbstractSet[str]) -> dict[str, str]:
        """The origins of the wanted articles and of all their copies, stored ones and those of `looks`."""
        self._ledger.look_again()
        traits, buried = self._ledger.traits(), self._ledger.traits(gone=True)
        fresh, gone = self._ledger.waiting()
        # those of `looks` are not what they were, and have numbers of their own
        buried += [trait for trait in traits if trait.id in looks]
        traits = [trait for trait in traits if trait.id not in looks]
        gone |= {serial: id_ for serial, id_ in fresh.items() if id_ in looks}
        gone |= {trait.serial: trait.id for trait in buried}
        new = dict(enumerate(looks, 1 + self._ledger.last()))
        fresh = {serial: id_ for serial, id_ in fresh.items() if id_ not in looks} | new
        drawn = {at: (looks[id_][1].whole, bytes_of(looks[id_][1].hashes, "u4")) for at, id_ in new.items()}
        sketches = sketches_of(self._ledger, fresh, gone, drawn)
        # few are looked for by themselves, and so are those of a store that was hardly begun
        if len(wanted) <= len(fresh) or len(fresh) > len(traits) // 2:
            ids = fresh | {trait.serial: trait.id for trait in traits}
            return sketches.origins(sketches.family([at for at, id_ in ids.items() if id_ in wanted]), ids)
        origin = {trait.id: trait.origin for trait in traits}
        origin |= copies(Change(fresh, gone, traits), sketches, buried)
        asked = {origin[id_] for id_ in wanted}
        return {id_: first for id_, first in origin.items() if first in asked}

    def _stored_as(self, entry: Entry) -> _Placed:
        try:
            return _Placed(unpack_document(self._store.article(entry.id).document), entry.place)
        except UnreadableError as error:
            raise self._broken(entry.path) from error

    def _broken(self, what: str) -> StoreError:
        return StoreError(self._store.path, f"is damaged at the article {what}; make it anew with: checker index")


class _Memory:
    """What came of the groups of articles in a store."""

    def __init__(self, store: Store, ledger: Ledger, settings: Judge) -> None:
        self._store = store
        self._ledger = ledger
        self._settings = settings
        self._known: dict[str, str] = {}
        self._asked: dict[str, bytes] = {}
        self._keys: dict[str, str] = {}
        self._new: list[tuple[str, str, bytes]] = []

    def know(self, article: Article) -> None:
        """Take in an article."""
        self._known[article.id] = f"{article.key} {article.reader} {article.day}"
        self._asked[article.id] = article.asked

    def recall(self, group: Sequence[str], context: Context) -> Judged | None:
        """What came of a group, where all is as it was then."""
        known = {each: self._known[each] for each in group}
        try:
            key = group_key(known, [self._asked[each] for each in group], context, self._settings)
            self._keys[group[0]] = key
            if self._store.judged_of(group[0]) != key:
                return None
            return unpack_judged(self._store.judged(group[0]))
        except UnreadableError as error:
            msg = f"is damaged at the article {group[0]}; make it anew with: checker index"
            raise StoreError(self._store.path, msg) from error

    def keep(self, group: Sequence[str], judged: Judged) -> None:
        """Remember what came of a group that was asked for."""
        self._new.append((group[0], self._keys[group[0]], pack_judged(judged)))

    def write(self) -> None:
        """Put into the store what was kept; what these groups hold is told when all is settled."""
        if self._new:
            with self._store.writing():
                self._ledger.disband_others(self._keys.keys() - {first for first, _, _ in self._new})
                self._store.set_judged(self._new)
