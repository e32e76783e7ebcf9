"""Which articles tell one story: those that name the same rare things."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

# names in common that make two articles one story; one that half of a larger folder has, or that forty articles have,
# tells nothing, and counting its pairs would be quadratic
_SHARED = 2


def stories(names: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The story of each document: the id of the first that it is joined to; "" where it shares too little with any.

    `names` are the names that each document writes.
    """
    count = Counter(name for held in names.values() for name in held)
    common = min(max(len(names) // 2, 8), 40)
    holders: dict[str, list[str]] = defaultdict(list)
    for document in sorted(names):
        for name in names[document]:
            if 1 < count[name] <= common:
                holders[name].append(document)
    shared: Counter[tuple[str, str]] = Counter()
    for documents in holders.values():
        shared.update(combinations(documents, 2))
    root = {document: document for document in names}

    def find(document: str) -> str:
        while root[document] != document:
            document = root[document]
        return document

    joined: set[str] = set()
    for (one, other), times in sorted(shared.items()):
        if times >= _SHARED:
            first, second = sorted((find(one), find(other)))
            root[second] = first
            joined |= {one, other}
    return {document: find(document) if document in joined else "" for document in names}
