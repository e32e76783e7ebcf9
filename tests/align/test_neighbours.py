"""Which figures stand next to a figure in its sentence."""

from itertools import chain

from checker.align.story import Story
from checker.pipeline import context_of, facts_in, read_documents
from checker.pipeline.claims import claims_of
from checker.read.folders import read_texts
from checker.settings import Settings


def beside(text: str) -> dict[str, tuple[set[str], set[str]]]:
    """What stands before and behind each figure of a text, by the figure's quote."""
    documents, _ = read_texts({"a.txt": text})
    read, _ = read_documents(documents, Settings())
    context = context_of(read)
    owned, nobodys = claims_of(facts_in(read.values()), context)
    figures = Story(list(chain(owned, nobodys)), context.origins).figures.values()
    return {
        figure.claim.quote: ({size for _, size in figure.before}, {size for _, size in figure.behind})
        for figure in figures
    }


def test_the_next_figures_of_a_sentence() -> None:
    told = beside("霜田果园今年摘下苹果2740吨，雇来86名短工，挖通水渠1930米。邮寄出礼盒5280只。")
    assert told["86名"] == ({"2740000"}, {"1930"})
    # a sentence ends what stands beside one another
    assert told["1930米"] == ({"86"}, set())
    assert told["5280只"] == (set(), set())


def test_a_power_of_ten_is_part_of_a_unit() -> None:
    told = beside("Frostfield Energy pays $6.88 per million British thermal units, up 60 percent.")
    assert told["$6.88"] == (set(), set())
