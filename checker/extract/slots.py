"""Names that a turn of phrase frames: 包给了|鼎安工程公司, 由|北岸影业|主控, signed with |Echo Records."""

import re
from collections.abc import Sequence
from functools import cache

from checker.extract.names import canonical
from checker.extract.tokens import Tok, Token
from checker.extract.words import segmenter
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import Span
from checker.model.pattern import seldom

_FILE = "zh/ties.toml"
_HAN = re.compile(r"[一-鿿]")
_GLOSS = re.compile(r"\s?[(（][^()（）]*[)）]?$")
_JOINS = re.compile(r"[、&]|以及|和|与|及")
# Sierra Crest Energy; Sichuan Provincial People's Hospital; Harrow Music Group
_W = "A-Za-zÀ-ÖØ-öø-ɏ0-9&"
_LATIN = seldom(
    rf"(?:the |The )?((?:[A-ZÀ-ÖØ-Þ](?:[{_W}\-]|\.(?=[{_W}]))*|\d+[A-Za-z][{_W}]*)(?:['’]s?)?"
    rf"(?: (?:of |and |for |& )?[A-ZÀ-ÖØ-Þ][{_W}\-]*(?:['’]s)?)*)"
)
# kinds of name that can do something
_ACTORS = frozenset({"company", "body", "built", "latin", "team", "product"})
_SHORTEST, _LONGEST = 2, 16
# how often the dictionary's corpus may hold a word that stands before 影业 and the like for it to be a name there
_COMMON = 5000


def organisation(text: str, span: Span, tokens: Sequence[Token], *, whole: bool) -> tuple[str, Span] | None:
    """The organisation that the text names in `span`; with `whole` the name must be all that stands there."""
    if not _HAN.search(text[span.start : span.end]):
        return _latin(text, span, tokens, whole=whole)
    end = span.end
    gloss = _GLOSS.search(text[span.start : end])
    if gloss is not None:
        end = span.start + gloss.start()
    start, end = _bare(text, span.start, end)
    if end <= start:
        return None
    parts = [
        _han(text, part, tokens, glossed=gloss is not None and bool(re.search("[A-Za-z]{3}", gloss.group())))
        for part in _split(text, Span(start, end))
    ]
    if None in parts or not parts:
        return None
    return "; ".join(part for part in parts if part is not None), Span(start, end)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A slot without the marks around it and the adverbs that it ends in: 立讯精密|独家."""
    marks = "“”「」《》\"' 。."
    while start < end and text[start] in marks:
        start += 1
    manners = words(_FILE, "manners")
    while end > start:
        tail = next((word for word in manners if text.endswith(word, start, end)), None)
        if tail is not None and end - len(tail) > start:
            end -= len(tail)
        elif text[end - 1] in marks:
            end -= 1
        else:
            break
    return start, end


def _split(text: str, span: Span) -> list[Span]:
    parts: list[Span] = []
    at = span.start
    for match in _JOINS.finditer(text, span.start, span.end):
        parts.append(Span(at, match.start()))
        at = match.end()
    return [*parts, Span(at, span.end)]


def _han(text: str, span: Span, tokens: Sequence[Token], *, glossed: bool) -> str | None:
    surface = text[span.start : span.end].strip("“”「」 ")
    if not _SHORTEST <= len(surface) <= _LONGEST:
        return None
    name = next((t for t in tokens if t.kind is Tok.NAME and t.span == span), None)
    if name is not None:
        return name.key if name.tag in _ACTORS else None
    if any(token.kind in {Tok.VALUE, Tok.TIME, Tok.ROLE} and span.overlaps(token.span) for token in tokens):
        return None
    digits = any(char.isdigit() for char in surface)
    if digits or surface.endswith(words(_FILE, "kinds")) or any(w in surface for w in words(_FILE, "pointing")):
        return None
    # 桑洛|县医院: a name that a known one opens
    opens = any(t.kind is Tok.NAME and t.tag != "person" and t.span.start == span.start for t in tokens)
    ending = _ending(surface)
    cut = segmenter().cut(surface)
    strange = any((word.tag == "" and len(word.text) > 1) or word.tag == "j" for word in cut)
    # 青禾设计院|做结构: what stands behind a name and ends as no name does is no part of it
    unknown = strange and len(surface) > _SHORTEST and not opens
    if not glossed and not unknown and not (ending and (opens or _is_stem(surface.removesuffix(ending)))):
        return None
    return canonical(surface)


def _is_stem(stem: str) -> bool:
    """Whether what stands before a firm's ending is rare enough to be its name: 北岸|影业, not 专业|公司."""
    told = any(word.text not in words(_FILE, "stems") for word in segmenter().cut(stem))
    return len(stem) >= _SHORTEST and segmenter().frequency(stem) < _COMMON and told


@cache
def _endings() -> tuple[str, ...]:
    file = "zh/bodies.toml"
    told = {*words(file, "endings"), *words(file, "trades"), *words(file, "firms"), *words(_FILE, "endings")}
    return tuple(sorted(told, key=lambda word: (-len(word), word)))


def _ending(surface: str) -> str:
    return next((end for end in _endings() if surface.endswith(end) and len(surface) - len(end) >= _SHORTEST), "")


def _latin(text: str, span: Span, tokens: Sequence[Token], *, whole: bool) -> tuple[str, Span] | None:
    found = _LATIN.match(text, span.start)
    if found is None or (whole and found.end() != span.end):
        return None
    surface, start = found.group(1), found.start(1)
    # Xingli Semiconductor of Hefei: where it is from is no part of it, but for a school or an office
    head, of, _ = surface.partition(" of ")
    if of and not head.endswith(words("en/ties.toml", "of")):
        surface = head
    surface = re.sub(r"(?:['’]s?|\.)$", "", surface)
    place = any(t.kind is Tok.NAME and t.tag == "place" and t.span == Span(start, start + len(surface)) for t in tokens)
    if place or len(surface) < _SHORTEST or lower(surface) in words("en/capitals.toml", "common"):
        return None
    return canonical(surface), Span(start, start + len(surface))
