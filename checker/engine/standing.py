"""Keeps up to date what a store knows of its articles together: which are copies, which tell one story, and so on.

Only what an article that is new or gone can have changed is worked out again, and comes to what working out everything
would come to.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from itertools import chain

from checker.align.names import NameTable
from checker.align.spellings import Spellings
from checker.align.stories import LARGE, numbered, telling
from checker.clean.variants import simplified
from checker.lexicon.house import read_house
from checker.lexicon.overlay import put_in_force
from checker.model import Profile, Run
from checker.model.record import dataclass, replace
from checker.pipeline.concluding import concluded
from checker.pipeline.connected import connected
from checker.pipeline.context import Context
from checker.pipeline.folder import judge_again
from checker.pipeline.judging import Judged, Unjudged
from checker.pipeline.kept import reading_of
from checker.pipeline.naming import attributes_of, enter, table_of
from checker.pipeline.packed import Packed, bytes_of
from checker.pipeline.remembering import Recalled, group_key, pack_judged, unpack_judged, word_number
from checker.pipeline.settling import Change, copies, sketches_of, tales, tellings_of
from checker.pipeline.shelved import Readings
from checker.pipeline.tellers import Tellers, names_in, number, spellings_in, tellers_in
from checker.pipeline.workshop import Shared, Workshop, in_lots
from checker.settings import Settings
from checker.store.codec import unpack_document, unpack_profile
from checker.store.ledger import Ledger, Sort, Trait
from checker.store.sqlite import Store

# groups that are judged before the next are looked at
_LOT = 500


class Standing:
    """What a store knows of its articles together."""

    def __init__(self, store: Store, ledger: Ledger, settings: Settings, workshop: Workshop, reader: str) -> None:
        self._store = store
        self._ledger = ledger
        self._settings = settings
        self._workshop = workshop
        self._house = read_house(settings.lexicon, simplified)
        self._reader = reader
        self._context: Context | None = None
        self._traits: dict[str, Trait] = {}

    def is_large(self) -> bool:
        """Whether the store is so large that it is kept up to date; in a small one everything hangs on everything."""
        return self._store.articles_held() >= LARGE

    def settle(self) -> bool:
        """Bring everything up to date; false where a group could not be judged, which is tried again the next time."""
        with self._store.writing(), put_in_force(self._house):
            self._ledger.look_again()
            known = self._ledger.known()
            now = {
                "reader": self._reader,
                "year": str(self._year()),
                "judge": json.dumps(sorted(self._settings.judge.off)),
            }
            fresh, gone = self._ledger.waiting()
            if (
                any(known.get(what) != now[what] for what in ("reader", "year"))
                or len(fresh) > self._ledger.entered() // 2
            ):
                self._ledger.begin_anew()
                fresh, gone = self._ledger.waiting()
            change = Change(fresh, gone, self._ledger.traits())
            buried = self._ledger.traits(gone=True)
            context, groups = self._compared(change, buried)
            if known.get("judge") != now["judge"]:
                groups = context.groups()
            done = self._judge(groups, context)
            self._ledger.clear()
            self._ledger.know(now)
        self._context = context
        return done

    def _year(self) -> int | None:
        years: Counter[int] = Counter()
        for day, times in self._store.days().items():
            years[date.fromordinal(day).year] += times
        return max(years, key=lambda year: (years[year], year)) if years else None

    def _compared(self, change: Change, buried: Sequence[Trait]) -> tuple[Context, list[tuple[str, ...]]]:
        """What the articles are to one another now, and the groups of which something may be otherwise than before."""
        ledger = self._ledger
        profiles = {serial: self._profile(ledger.profile(id_)) for serial, id_ in change.fresh.items()}
        attributes = enter(
            ledger.names, profiles.values(), (self._profile(ledger.buried(serial)) for serial in change.gone)
        )
        former = ledger.names.called()
        table = table_of(ledger.names)
        renamed = {
            name: table.canonical.get(name)
            for name in former.keys() | table.canonical.keys()
            if former.get(name) != table.canonical.get(name)
        }
        ledger.names.call(renamed)
        numbers = {serial: _numbers(profile, table) for serial, profile in profiles.items()}
        numbers.update(self._told_otherwise(change, renamed, former, table))
        context = self._labelled(change, buried, numbers, table)
        ledger.tell({serial: bytes_of(told, "u8") for serial, told in numbers.items()})
        for sort in (Sort.SHINGLE, Sort.WORD):
            ledger.hold(sort, change.fresh)
        owners = self._owners_moved(table)
        return context, self._touched(change, renamed.keys() | owners | attributes)

    def _told_otherwise(
        self,
        change: Change,
        renamed: Mapping[str, str | None],
        former: Mapping[str, str],
        table: NameTable,
    ) -> Iterator[tuple[int, set[int]]]:
        """The articles that write names which are called otherwise now."""
        if not renamed or not change.traits:
            return
        ids = {trait.serial: trait.id for trait in change.traits}
        tellings = Packed(self._ledger, Sort.NAME)
        called = {_number(former.get(name, name)) for name in renamed}
        for serial in sorted(tellings.among(called).all() & ids.keys()):
            numbers = _numbers(self._profile(self._ledger.profile(ids[serial])), table)
            if numbers != tellings.of(serial):
                yield serial, numbers

    def _labelled(
        self,
        change: Change,
        buried: Sequence[Trait],
        numbers: Mapping[int, set[int]],
        table: NameTable,
    ) -> Context:
        """The context, after every article was told its origin, its story and its group."""
        traits = {trait.id: trait for trait in change.traits}
        traits.update({id_: Trait(serial, id_, id_, "", "", "") for serial, id_ in change.fresh.items()})
        came = copies(change, sketches_of(self._ledger, change.fresh, change.gone), buried)
        moved = {traits[id_].serial for id_, origin in came.items() if traits[id_].origin != origin}
        origin = {**{id_: trait.origin for id_, trait in traits.items()}, **came}
        stories, whole = tales(change, buried, tellings_of(self._ledger, change, numbers), origin, moved)
        asked = came.keys() | stories.keys()
        heads = {trait.head for trait in buried} | {traits[id_].head for id_ in asked}
        asked |= {trait.id for trait in change.traits if trait.head in heads}
        made = {
            id_: replace(
                traits[id_],
                origin=origin[id_],
                story=stories.get(id_, traits[id_].story),
                tale=whole.get(id_, traits[id_].tale),
            )
            for id_ in asked
        }
        context = Context(
            table,
            {id_: trait.origin for id_, trait in made.items()},
            {id_: trait.story for id_, trait in made.items()},
            self._year(),
            attributes_of(self._ledger.names) | frozenset(table.owners),
        )
        groups = context.groups()
        for group in groups:
            for id_ in group:
                made[id_] = replace(made[id_], head=group[0])
        self._ledger.enter(each for id_, each in made.items() if each != traits[id_] or each.serial in change.fresh)
        self._ledger.disband(heads - {group[0] for group in groups})
        traits.update(made)
        self._traits = traits
        self._asked = asked
        return replace(
            context,
            origins={id_: trait.origin for id_, trait in traits.items()},
            stories={id_: trait.story for id_, trait in traits.items()},
        )

    def _owners_moved(self, table: NameTable) -> set[str]:
        """The attributes whose claims are given to another owner than before, or to none."""
        before = json.loads(self._ledger.known().get("owners", "{}"))
        self._ledger.know({"owners": json.dumps(table.owners)})
        return {each for each in before.keys() | table.owners.keys() if before.get(each) != table.owners.get(each)}

    def _touched(self, change: Change, words: Collection[str]) -> list[tuple[str, ...]]:
        """The groups of which something may be otherwise than before, or the articles of which ask for such words.

        With them come those that are not told of: they could not be judged before, or only a run of everything was.
        """
        asking = set[int]()
        if words and change.traits:
            asking = Packed(self._ledger, Sort.WORD).among({word_number(word) for word in words}).all()
        heads = {self._traits[id_].head for id_ in self._asked}
        heads |= {trait.head for trait in self._traits.values() if trait.serial in asking}
        told, standing = self._ledger.groups(), {trait.head for trait in self._traits.values()}
        heads |= standing - told
        self._ledger.disband(told - standing)
        grouped: dict[str, list[str]] = {}
        for id_, trait in self._traits.items():
            if trait.head in heads:
                grouped.setdefault(trait.head, []).append(id_)
        return [tuple(sorted(grouped[head])) for head in sorted(grouped)]

    def _judge(self, groups: Sequence[tuple[str, ...]], context: Context) -> bool:
        """Judge the groups again of which something is otherwise; false where any could not be judged."""
        done = True
        told = self._ledger.groups()
        for lot in in_lots(groups, len, _LOT):
            keys = {group: self._key(group, context) for group in lot}
            left = [group for group in lot if self._store.judged_of(group[0]) != keys[group]]
            for group in lot:
                if group not in left and group[0] not in told:
                    self._tell(group, unpack_judged(self._store.judged(group[0])))
            read = Readings()
            for id_ in chain.from_iterable(left):
                read.put(reading_of(self._store.article(id_)))
            for group, judged in zip(
                left, judge_again(left, read, context, self._settings, self._workshop), strict=True
            ):
                if isinstance(judged, Unjudged):
                    self._ledger.disband([group[0]])
                    done = False
                else:
                    self._store.set_judged([(group[0], keys[group], pack_judged(judged))])
                    self._tell(group, judged)
        return done

    def _tell(self, group: Sequence[str], judged: Judged) -> None:
        """Tell what a group holds."""
        self._ledger.stand(group[0], bytes_of(names_in(judged), "u8"), tellers_in(judged), spellings_in(judged))

    def _key(self, group: Sequence[str], context: Context) -> str:
        rows = [self._store.known(id_) for id_ in group]
        return group_key(
            {id_: told for id_, (told, _) in zip(group, rows, strict=True)},
            [asked for _, asked in rows],
            context,
            self._settings.judge,
        )

    def _profile(self, data: bytes) -> Profile:
        return unpack_profile(data)

    def run(self, only: Collection[str]) -> Run | None:
        """The run of what these articles take part in; None where another process has written since all was settled."""
        with put_in_force(self._house), self._store.reading():
            return None if self._ledger.look_again() else self._run(only)

    def _run(self, only: Collection[str]) -> Run:
        assert self._context is not None
        group = {id_: trait.head for id_, trait in self._traits.items()}
        shelf = _Shelf(self._store, self._ledger)
        origins = self._context.origins
        told, reached, capped = connected(only, shelf, origins, group, self._settings.judge)
        ids = sorted({*reached, *only})
        documents = [unpack_document(self._store.document(id_)) for id_ in ids]
        return concluded(
            documents,
            self._context,
            told,
            heads=group,
            house=Shared(self._house),
            problems=(),
            capped=capped,
            settings=self._settings,
            only=frozenset(only),
        )


@dataclass(slots=True)
class _Shelf:
    """What the groups of a store hold."""

    store: Store
    ledger: Ledger
    _spellings: Spellings | None = None
    _firsts: dict[int, str] = field(default_factory=dict)

    def recalled(self, group: str) -> Recalled:
        """What came of a group."""
        return Recalled(self.store.judged(group))

    def holding(self, keys: Collection[int]) -> Collection[str]:
        """The groups that hold any of these keys."""
        return {self._first_of(serial) for serial in Packed(self.ledger, Sort.KEY).among(keys).all()}

    def tellers(self, key: int, few: int, most: int) -> Sequence[Tellers]:
        """The claims that stand under a key: all where they are `few`, else `most` of those that tell the same."""
        return [
            Tellers(told.number, {id_: self._first_of(serial) for id_, serial in told.claims}, told.held, told.days)
            for told in self.ledger.tellers(key, few, most)
        ]

    def spellings(self, names: Collection[str]) -> Mapping[str, Collection[str]]:
        """The other spellings of these names that any group holds."""
        if self._spellings is None:
            self._spellings = Spellings(self.ledger.spellings())
        return {name: self._spellings.of(name) for name in names}

    def _first_of(self, serial: int) -> str:
        first = self._firsts.get(serial)
        if first is None:
            first = self._firsts[serial] = self.ledger.first_of(serial)
        return first


def _number(name: str) -> int:
    return numbered(name, number((name,)))


def _numbers(profile: Profile, table: NameTable) -> set[int]:
    """The numbers of what an article has in common with others of its story."""
    return {_number(name) for name in telling(profile, table.called)}
