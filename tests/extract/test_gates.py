"""What is asked before a rule tells only that it would find nothing: without it every rule finds the same."""

import re
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from checker.clean.compose import clean
from checker.extract import kin, modality, phrases, relations, streaks, turns
from checker.extract.signs import Signs
from checker.extract.values import mask, parts, percent
from checker.lexicon.finder import Finder
from checker.model import Span
from checker.read.folders import read_paths

SEEDS = Path(__file__).parents[2] / "seeds"
RULES = (
    (kin._SIGNS, kin._finder()),
    (modality._SIGNS, modality._finder()),
    (relations._SIGNS, relations._finder()),
    (turns._SIGNS, turns._finder()),
)


def lines() -> Iterator[tuple[str, Span]]:
    """Each line of the seeds, as a place in the clean text of its article."""
    for document in read_paths([SEEDS])[0]:
        text = clean(document).text
        for line in re.finditer(r"[^\n]+", text):
            yield text, Span(*line.span())


def test_words_stand_where_a_finder_finds_one() -> None:
    told = 0
    for text, line in lines():
        written = text[line.start : line.end]
        for signs, finder in RULES:
            found = any(True for _ in finder.find(written))
            told += found
            assert signs.stand(text, line.start, line.end) == found, written
    # the seeds have plans, relations and kin
    assert told


def test_overlapping_words_of_other_rules_are_not_lost() -> None:
    long, short = Signs(lambda: ["研发计划"]), Signs(lambda: ["计划书", "PLAN B"])
    text = "一份研发计划书, plan b"
    assert long.stand(text, 0, 7)
    assert short.stand(text, 0, 7)
    assert short.stand(text, 7, len(text))
    assert not long.stand(text, 7, len(text))
    assert not short.stand("a plan before", 0, 13)


def test_a_streak_is_told_by_one_of_its_words() -> None:
    for text in ("连续三年增长", "a third Consecutive year", "three years in a row"):
        assert streaks._SIGNS.stand(text, 0, len(text))


def test_every_match_is_found() -> None:
    finder = Finder({"研发": 1, "研发计划": 2, "发计": 3, "dau": 4}, fold=True)
    assert list(finder.every("研发计划 DAU, daus")) == [(0, 2), (0, 1), (1, 3), (5, 4)]


def test_words_beyond_the_first_plane_are_found_as_others_are() -> None:
    finder = Finder({"😀城": 1, "城😀": 2, "𠮷野": 3, "野家": 4, "野": 5})
    assert list(finder.every("城😀城,𠮷野家")) == [(0, 2), (1, 1), (4, 3), (5, 4), (5, 5)]
    assert not list(finder.every("😁城\ud842\udfb7"))


def test_turns_of_phrase_stand_where_their_words_are_written() -> None:
    forms = [words for lang in ("zh", "en") for words in phrases._forms(lang)]
    told = 0
    for text, line in lines():
        written = text[line.start : line.end].lower()
        found = any(words in written for words in forms)
        told += found
        # words may begin on a line and end on the next
        assert phrases.may_stand(text, line) >= found, written
        assert found or not [*phrases.found(text, line)], written
    assert told


def test_a_word_that_holds_a_numeral_is_found_from_its_numeral() -> None:
    for numeral, rows in mask.WORDS.items():
        for offset, length, listed in rows:
            for word in listed:
                assert word[offset] == numeral
                # a longer word may begin further back
                assert mask.in_word(f"-{word}-", offset + 1) >= 1 + length


SIGNS = st.sampled_from([*"0123456789", *"-./:·() ,之分折in%万", "138", "2025", " in "])
NUMERIC = st.lists(SIGNS, max_size=16).map("".join)


@given(NUMERIC)
def test_digits_of_codes_and_dates_are_tied(text: str) -> None:
    for at, sign in enumerate(text):
        if sign.isdecimal() and (mask.CHAINED.match(text, at) or mask.PHONE.match(text, at)):
            assert mask.TIED.match(text, at)


@given(NUMERIC)
def test_digits_of_shares_may_be_shares(text: str) -> None:
    for at, sign in enumerate(text):
        if sign.isdecimal() and parts.ready(text, at, 0) is not None:
            assert percent.may_share(text, at)
