"""The names of the articles in a store: what each adds to what is known of them, and which of them are one."""

from collections import Counter
from collections.abc import Iterable

from checker.align.names import NameTable, by_cut, by_designation, by_ending, designation, name_table, without_ending
from checker.align.sounds import by_spelling, by_transcription, is_latin, is_transcribed, letters_of
from checker.lexicon.names import names
from checker.model import Profile
from checker.store.names import Names

_SEEN, _WRITTEN, _HOLDER, _ALIAS, _OWNED, ATTRIBUTE = "seen", "written", "holder", "alias", "owned", "attribute"
_DESIGNATION, _ENDING, _CHINESE, _LATIN = "designation", "ending", "chinese", "latin"
_TRANSCRIBED, _ASCII = "transcribed", "ascii"


def enter(store: Names, fresh: Iterable[Profile], gone: Iterable[Profile]) -> set[str]:
    """Count what articles tell, and no longer what those tell that are gone; the attributes that begin or end."""
    more: dict[str, Counter[tuple[str, str]]] = {
        sort: Counter() for sort in (_SEEN, _WRITTEN, _HOLDER, _ALIAS, _OWNED, ATTRIBUTE)
    }
    for times, profiles in ((1, fresh), (-1, gone)):
        for profile in profiles:
            for sort, told in (
                (_SEEN, profile.seen),
                (_WRITTEN, profile.seen | profile.names),
                (_HOLDER, set(profile.holders)),
                (ATTRIBUTE, profile.named),
            ):
                for name in told:
                    more[sort][name, ""] += times
            for alias in set(profile.aliases):
                more[_ALIAS][alias] += times
            for attribute, entity, often in profile.owned:
                more[_OWNED][attribute, entity] += times * often
    begun, ended = store.count(_SEEN, more[_SEEN])
    _spell_seen(store, begun, held=True)
    _spell_seen(store, ended, held=False)
    begun, ended = store.count(_WRITTEN, more[_WRITTEN])
    _spell_written(store, begun, held=True)
    _spell_written(store, ended, held=False)
    for sort in (_HOLDER, _ALIAS, _OWNED):
        store.count(sort, more[sort])
    begun, ended = store.count(ATTRIBUTE, more[ATTRIBUTE])
    return {*begun, *ended}


def _spell_seen(store: Names, listed: Iterable[str], *, held: bool) -> None:
    """Enter the names of owners and values under what may make them one with another."""
    told = list(listed)
    store.spell(_DESIGNATION, [("", name) for name in told if designation(name)], held=held)
    store.spell(_ENDING, [(short, name) for name in told if (short := without_ending(name))], held=held)


def _spell_written(store: Names, listed: Iterable[str], *, held: bool) -> None:
    """Enter all names under how they sound."""
    known = {name.canonical for name in names()}
    told = [name for name in listed if name and name not in known]
    for sort, some in (
        (_CHINESE, [name for name in told if not name.isascii()]),
        (_LATIN, [name for name in told if is_latin(name)]),
    ):
        store.spell(sort, [(letters, name) for name in some for letters in letters_of(name)], held=held)
    store.spell(_TRANSCRIBED, [("", name) for name in told if is_transcribed(name)], held=held)
    store.spell(_ASCII, [("", name) for name in told if is_latin(name)], held=held)


def table_of(store: Names) -> NameTable:
    """The canonical names of all articles that were entered."""
    aliases = {(one, other) for one, other, _ in store.counted(_ALIAS)}
    # one for each article; what is asked of them is whether they are one or more
    holders = [(name, str(at)) for name, _, times in store.counted(_HOLDER) for at in range(min(times, 2))]
    aliases.update(by_cut(holders))
    aliases.update(by_designation(name for _, name in store.named(_DESIGNATION)))
    aliases.update(by_ending({name for two in store.both(_ENDING, _SEEN) for name in two}))
    aliases.update(by_spelling({name for two in store.under_one_key(_LATIN, _CHINESE) for name in two}))
    transcribed = [name for _, name in store.named(_TRANSCRIBED)]
    if transcribed:
        aliases.update(by_transcription(transcribed, (name for _, name in store.named(_ASCII))))
    return name_table(sorted(aliases), store.counted(_OWNED))


def attributes_of(store: Names) -> frozenset[str]:
    """The attributes that some article tells of somebody."""
    return frozenset(name for name, _, _ in store.counted(ATTRIBUTE))
