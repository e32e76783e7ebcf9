"""Which names are one: aliases learned in any article, canonical names, and families of owner and product."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from checker.lexicon.names import names
from checker.model import Claim, Entity, NameValue


@dataclass(frozen=True, slots=True)
class NameTable:
    """The canonical name of every name in a folder, and the family that it belongs to."""

    canonical: Mapping[str, str]
    families: Mapping[str, str]

    def resolve(self, claim: Claim) -> Claim:
        """The claim with its entity, and a name that is its value, under their canonical names."""
        entity = claim.entity
        name = self.canonical.get(entity.name, entity.name)
        resolved = replace(entity, name=name, family=self.families.get(name, name))
        value = claim.value
        if isinstance(value, NameValue):
            value = replace(value, name=self.canonical.get(value.name, value.name))
        return replace(claim, entity=resolved, value=value)


def name_table(aliases: Iterable[tuple[str, str]], seen: Iterable[Entity]) -> NameTable:
    """The table for a folder: `aliases` are pairs that some text calls the same, `seen` every entity of its claims."""
    parents = {name.canonical: name.parent or name.family for name in names()}
    known = {name.canonical for name in names()}
    edges: dict[str, set[str]] = defaultdict(set)
    for left, right in aliases:
        # two well-known names are never one because a text puts one behind the other in brackets
        if left in known and right in known:
            continue
        edges[left].add(right)
        edges[right].add(left)
    canonical: dict[str, str] = {}
    for start in sorted(edges):
        if start in canonical:
            continue
        group = _group(edges, start)
        heads = sorted(group & known)
        # of several well-known names in one group nothing is learned
        head = heads[0] if len(heads) == 1 else None if heads else min(group, key=lambda n: (n.isascii(), len(n), n))
        canonical.update({name: head if head is not None else name for name in group})
    families = {name: parent for name, parent in parents.items() if parent}
    for entity in seen:
        name = canonical.get(entity.name, entity.name)
        families.setdefault(name, name)
    return NameTable(canonical, families)


def _group(edges: Mapping[str, set[str]], start: str) -> set[str]:
    group: set[str] = set()
    stack = [start]
    while stack:
        name = stack.pop()
        if name not in group:
            group.add(name)
            stack.extend(edges[name] - group)
    return group
