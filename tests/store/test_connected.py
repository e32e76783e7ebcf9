"""What is connected with a claim: what finding that costs."""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby

from checker.model import Claim
from checker.model.record import replace
from checker.pipeline.connected import connected
from checker.pipeline.folder import check_documents
from checker.pipeline.judging import Judged
from checker.pipeline.remembering import Recalled, pack_judged
from checker.pipeline.tellers import Tellers, told_by
from checker.read.folders import read_texts
from checker.settings import Judge, Settings
from tests.growing import growth


class Shelf:
    """Groups of one claim each, all of one block."""

    def __init__(self, claims: Collection[Claim]) -> None:
        self._claims = {claim.document: claim for claim in claims}

    def recalled(self, group: str) -> Recalled:
        """What came of a group."""
        return Recalled(pack_judged(Judged((self._claims[group],), (), (), (), frozenset(), (), (), ())))

    def holding(self, keys: Collection[int]) -> Collection[str]:
        """All groups."""
        del keys
        return self._claims.keys()

    def tellers(self, key: int, few: int, most: int) -> Sequence[Tellers]:
        """All claims, of however many that tell the same."""
        del key, few, most
        return [
            Tellers(told, {claim.id: claim.document for claim in claims}, len(claims), None)
            for told, claims in groupby(self._claims.values(), key=told_by)
            for claims in (list(claims),)
        ]

    def spellings(self, names: Collection[str]) -> Mapping[str, Collection[str]]:
        """No other spellings."""
        del names
        return {}


def reaching(claim: Claim, many: int) -> Callable[[], None]:
    """What reaches so many claims of one block."""
    # five tell each figure, and those of other figures stand next to them
    claims = [
        replace(claim, id=f"{at:06}-1", document=f"{at:06}", value=replace(claim.value, low=figure, high=figure))
        for at in range(many)
        for figure in (Decimal(100_000 + at // 5),)
    ]
    ids = {each.document: each.document for each in claims}
    shelf = Shelf(claims)

    def reach() -> None:
        _, reached, _ = connected([claims[0].document], shelf, ids, ids, Judge())
        assert reached == ids.keys()

    return reach


def test_the_work_grows_with_the_claims_of_a_block() -> None:
    documents, _ = read_texts({"a.txt": "2025年3月2日。字节跳动员工人数11万人。"})
    (claim,) = check_documents(documents, [], Settings()).claims
    # eight times as many take about eight times as long; more than fifty, where a list of all is made for each
    assert growth(partial(reaching, claim), (500, 4_000), 24) < 24
