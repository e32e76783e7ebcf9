"""What scripts and scrapers do to an article; every piece stays a piece."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from random import Random

from opencc import OpenCC

from tests.benchmarks.corpus.article import Piece
from tests.benchmarks.corpus.wordings import around, table

# of the Chinese articles
_TRADITIONAL = 0.25
_GLOSSED = 0.4  # of the traditional ones
_HALF_WIDTH = 0.12
_JOINED, _ENTITIES, _WIDE, _ADS, _IMAGES = 0.04, 0.06, 0.04, 0.2, 0.08
_PARTING = "\x1f"
_FULL = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789%"}
# commas and colons that are no part of a figure
_MARK = re.compile(r"(?<!\d)[,:](?!//)|[,:](?!\d)")
_MARKS = {",": "，", ":": "："}


def damaged(pieces: Sequence[Piece], lang: str, rng: Random) -> list[Piece]:
    """The pieces as a site or a scraper leaves them."""
    made = list(pieces)
    if lang == "zh" and rng.random() > _HALF_WIDTH:
        made = [piece if piece.telling else replace(piece, text=_marked(piece.text)) for piece in made]
    if lang == "zh" and rng.random() < _TRADITIONAL:
        made = _traditional(made)
        if rng.random() < _GLOSSED:
            made = [replace(piece, text=_glossed(piece.text, rng)) for piece in made]
    if lang == "zh" and rng.random() < _WIDE:
        # the date line is the site's, not the author's
        made = [piece if "\n" in piece.text else replace(piece, text=piece.text.translate(_FULL)) for piece in made]
    if rng.random() < _JOINED:
        made = [replace(piece, text="") if piece.text == "\n\n" else piece for piece in made]
    if rng.random() < _ENTITIES:
        made = [_with_entity(piece, rng) for piece in made]
    if rng.random() < _IMAGES:
        made = [_with_image(piece, rng) for piece in made]
    if rng.random() < _ADS:
        ads = around(lang).lists["ads"]
        made = (
            [Piece(rng.choice(ads) + "\n\n"), *made] if rng.random() < 0.4 else [*made, Piece("\n\n" + rng.choice(ads))]
        )
    return [*made, Piece("\n")]


def _traditional(pieces: Sequence[Piece]) -> list[Piece]:
    texts = _converter().convert(_PARTING.join(piece.text for piece in pieces)).split(_PARTING)
    return [replace(piece, text=text) for piece, text in zip(pieces, texts, strict=True)]


def _marked(text: str) -> str:
    return _MARK.sub(lambda found: _MARKS[found[0]], text)


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


@cache
def _words() -> tuple[Mapping[str, str], Sequence[str], Sequence[str]]:
    words = table("damage")
    readings, entities, images = words["readings"], words["entities"], words["images"]
    assert isinstance(readings, dict)
    assert isinstance(entities, list)
    assert isinstance(images, list)
    return readings, entities, images


def _glossed(text: str, rng: Random) -> str:
    readings = _words()[0]
    return "".join(f"{sign}({readings[sign]})" if sign in readings and rng.random() < 0.6 else sign for sign in text)


def _with_entity(piece: Piece, rng: Random) -> Piece:
    if piece.telling is not None or piece.text not in {"。", ". "} or rng.random() < 0.6:
        return piece
    return replace(piece, text=piece.text + rng.choice(_words()[1]))


def _with_image(piece: Piece, rng: Random) -> Piece:
    if piece.text != "\n\n" or rng.random() < 0.6:
        return piece
    return replace(piece, text=f"\n\n{rng.choice(_words()[2])}\n\n")
