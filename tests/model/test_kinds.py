"""Kinds are what an enumeration of words is: its members are the words, each one object."""

import pickle
from copy import deepcopy
from enum import StrEnum

import pytest

from checker.model.kinds import Kinds


class Tree(Kinds):
    """What stands in a wood."""

    ASH = "ash"
    OAK = "oak"


class Listed(StrEnum):
    """The same as the library has it."""

    ASH = "ash"
    OAK = "oak"


def test_members_are_their_words() -> None:
    assert [Tree.ASH, Tree.OAK] == ["ash", "oak"] == list(Tree)
    assert {Tree.OAK: 1}["oak"] == 1
    assert f"{Tree.OAK}-wood" == "oak-wood"


def test_a_member_is_told_like_that_of_an_enumeration() -> None:
    for kind, like in zip(Tree, Listed, strict=True):
        assert (kind.name, kind.value, str(kind)) == (like.name, like.value, str(like))
        assert repr(kind) == repr(like).replace("Listed", "Tree")


def test_there_is_one_of_each() -> None:
    assert Tree("oak") is Tree.OAK
    assert pickle.loads(pickle.dumps(Tree.OAK)) is Tree.OAK
    assert deepcopy([Tree.ASH])[0] is Tree.ASH


def test_no_other_word_is_a_member() -> None:
    with pytest.raises(ValueError, match="'elm' is not a valid Tree"):
        Tree("elm")
