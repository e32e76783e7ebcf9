"""What is worked out of all pairs at once is what is worked out of each: counted over whole articles."""

from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from checker.align.at_once import hopeful
from checker.align.candidates import Candidate, candidates_of, stories_of
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


@pytest.fixture(scope="module")
def every(told: tuple[list[Claim], dict[str, str]]) -> dict[tuple[str, str], Candidate]:
    """All candidates among them, each worked out by itself."""
    return {ids(each): each for story in stories_of(*told) for each in candidates_of(story)}


def all_at_once(told: tuple[list[Claim], dict[str, str]], agree: float, conflict: float) -> list[Candidate]:
    return [each for story in stories_of(*told) for each in hopeful(story, lambda *_: agree, conflict)]


def test_all_at_once_come_to_what_each_comes_to_by_itself(
    told: tuple[list[Claim], dict[str, str]], every: dict[tuple[str, str], Candidate]
) -> None:
    seen = all_at_once(told, -100.0, -100.0)
    assert {ids(each) for each in seen} == every.keys()
    assert len(seen) == len(every)
    assert {each.sort for each in seen} >= {"figures", "days", "relations"}
    for each in seen:
        # what follows from this number is printed, so that nothing may be lost in its last digit
        assert each.match == every[ids(each)].match
        assert each.telling == every[ids(each)].telling
        assert each.conflict == every[ids(each)].conflict


@pytest.mark.parametrize("least", [-3.0, -0.85, 1.0])
def test_no_conflict_is_left_out(
    told: tuple[list[Claim], dict[str, str]], every: dict[tuple[str, str], Candidate], least: float
) -> None:
    seen = {ids(each) for each in all_at_once(told, 100.0, least)}
    lost = [each for key, each in every.items() if key not in seen]
    assert seen
    assert lost
    assert max(each.conflict for each in lost) < least
    # few come to nothing after all
    assert sum(each.conflict >= least for each in every.values()) > len(seen) / 3


def test_no_agreement_is_left_out(
    told: tuple[list[Claim], dict[str, str]], every: dict[tuple[str, str], Candidate]
) -> None:
    seen = {ids(each) for each in all_at_once(told, -1.0, 100.0)}
    alike = [each for each in every.values() if each.figures[0].told == each.figures[1].told]
    lost = [each for each in alike if ids(each) not in seen]
    assert seen
    assert lost
    assert max(each.match for each in lost) < -1.0
