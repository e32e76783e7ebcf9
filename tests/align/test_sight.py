"""What is left out at first sight could have come to nothing: counted over whole articles."""

from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from checker.align.candidates import Candidate, candidates_of, stories_of
from checker.align.sight import Sight
from checker.judge.compare import agree
from checker.model import Claim
from checker.pipeline import context_of, facts_in, read_documents
from checker.pipeline.claims import claims_of
from checker.read.folders import read_paths
from checker.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def told() -> tuple[list[Claim], dict[str, str]]:
    """The claims of the seeds, taken for one story, and the origins of their documents."""
    documents, _ = read_paths([ROOT / "seeds"])
    read, _ = read_documents(documents, Settings())
    context = context_of(read)
    owned, nobodys = claims_of(facts_in(read.values()), context)
    return [replace(claim, story="all") for claim in chain(owned, nobodys)], dict(context.origins)


def ids(found: Candidate) -> tuple[str, str]:
    return found.left.id, found.right.id


@pytest.mark.parametrize("least", [-3.0, -0.85, 1.0])
def test_no_conflict_is_left_out_at_first_sight(told: tuple[list[Claim], dict[str, str]], least: float) -> None:
    claims, origins = told
    every = [each for story in stories_of(claims, origins) for each in candidates_of(Sight(story))]
    seen = {ids(each) for story in stories_of(claims, origins) for each in candidates_of(Sight(story), least=least)}
    lost = [each for each in every if ids(each) not in seen]
    assert lost
    assert seen
    assert all(agree(each.left, each.right) is not True for each in lost)
    assert max(each.conflict for each in lost) < least
    # nor by the second look at what is left
    assert not [ids(each) for each in every if each.conflict >= least and not each.may_conflict(least)]
    assert not [ids(each) for each in every if each.match >= least and not each.may_match(least)]
