"""Makes a folder of articles about invented subjects, with planted conflicts and traps whose answers are known.

Run: python -m tests.benchmarks.generate OUT [--articles 10000] [--seed 1] [--length short|full]. Writes OUT/docs/, in
folders of at most a thousand files, and OUT/answers.jsonl: a row for each conflict and each trap with both sides, each
side all the places (file, quote, start in the file's text) that tell it, the planted one first. The same seed gives the
same bytes, and a story is the same whatever the number of articles: a small corpus is the beginning of a large one.
The last story is told to its end.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.benchmarks.corpus.article import FACTS, Decks, Draft, Writer
from tests.benchmarks.corpus.damage import damaged
from tests.benchmarks.corpus.story import Planted, Story, story
from tests.benchmarks.corpus.world import World

FOLDER = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a side of an answer stands in a file."""

    file: str
    quote: str
    start: int

    def to_dict(self) -> dict[str, object]:
        """The place as the answers hold it."""
        return {"file": self.file, "quote": self.quote, "start": self.start}


@dataclass(frozen=True, slots=True)
class Article:
    """A finished article: its name below the folder, its text, and the places of what it tells, by tag."""

    file: str
    text: str
    places: Sequence[tuple[str, Place]]


@dataclass(frozen=True, slots=True)
class Told:
    """A story told: its articles and its answers."""

    articles: Sequence[Article]
    answers: Sequence[dict[str, object]]


def corpus(articles: int, seed: int = 1, length: str = "short") -> Iterator[Told]:
    """The first stories of a seed, until so many articles are told."""
    world = World(seed)
    made = number = 0
    while made < articles:
        told = tell(number, made, seed, length, world)
        made += len(told.articles)
        number += 1
        yield told


def tell(number: int, before: int, seed: int, length: str, world: World) -> Told:
    """The story of a number, behind `before` articles of others."""
    known = story(seed, number, FACTS[length])
    rng = Random(f"{seed}/{length}/telling/{number}")
    writer = Writer(known, world, length, rng, Decks.shuffled(rng))
    drafts: list[Draft] = []
    articles: list[Article] = []
    for place, plan in enumerate(known.plans):
        drafts.append(writer.draft(plan) if plan.copy_of is None else writer.copied(drafts[plan.copy_of], plan))
        articles.append(_written(drafts[-1], _name(before + place), rng))
    return Told(articles, list(_answers(known, articles)))


def _name(number: int) -> str:
    return f"{number // FOLDER:04}/{number:07}.txt"


def _written(draft: Draft, name: str, rng: Random) -> Article:
    newline = "\n" if rng.random() < 0.3 else "\n\n"
    text: list[str] = []
    places: list[tuple[str, Place]] = []
    reached = 0
    for piece in damaged(draft.pieces(newline), draft.lang, rng):
        if piece.telling is not None:
            places.append((piece.telling.tag, Place(name, piece.text, reached)))
        text.append(piece.text)
        reached += len(piece.text)
    return Article(name, "".join(text), places)


def _answers(known: Story, articles: Sequence[Article]) -> Iterator[dict[str, object]]:
    for count, planted in enumerate(known.planted):
        left, right = (_side(tag, articles) for tag in (planted.left, planted.right))
        if left and right:
            yield _answer(f"{known.number}-{count}", planted, known, left, right)


def _side(tag: str, articles: Sequence[Article]) -> list[Place]:
    return [place for article in articles for told, place in article.places if told == tag]


def _answer(
    name: str, planted: Planted, known: Story, left: Sequence[Place], right: Sequence[Place]
) -> dict[str, object]:
    return {
        "id": name,
        "verdict": planted.verdict,
        "why": planted.why,
        "attribute": planted.attribute,
        "entity": known.subject.names["zh"],
        "sides": [[place.to_dict() for place in side] for side in (left, right)],
    }


def write(out: Path, articles: int, seed: int = 1, length: str = "short") -> int:
    """Write a corpus, story by story; the number of its articles."""
    (out / "docs").mkdir(parents=True, exist_ok=True)
    made = 0
    with (out / "answers.jsonl").open("w", encoding="utf-8", newline="\n") as answers:
        for told in corpus(articles, seed, length):
            for article in told.articles:
                path = out / "docs" / article.file
                if made % FOLDER == 0:
                    path.parent.mkdir(exist_ok=True)
                path.write_text(article.text, encoding="utf-8", newline="\n")
                made += 1
            answers.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in told.answers)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes a corpus with planted conflicts.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--length", choices=sorted(FACTS), default="short")
    given = parser.parse_args()
    made = write(given.out, given.articles, given.seed, given.length)
    print(f"{made:,} articles in {given.out / 'docs'}, answers in {given.out / 'answers.jsonl'}")


if __name__ == "__main__":
    main()
