"""What a turn of phrase holds where its name stands: a firm, a place, a school, a person."""

import re
from collections.abc import Sequence

from checker.extract import slots
from checker.extract.names import canonical
from checker.extract.people import is_person
from checker.extract.phrases import Form
from checker.extract.tokens import Tok, Token
from checker.extract.words import segmenter
from checker.lexicon.finder import lower
from checker.lexicon.geography import is_country
from checker.lexicon.load import words
from checker.model import Span
from checker.model.pattern import seldom


def value(text: str, slot: Span, tokens: Sequence[Token], form: Form) -> tuple[str, Span] | None:
    """The name in a slot, of the kind that the tie has."""
    inside = [token for token in tokens if slot.start <= token.span.start and token.span.end <= slot.end]
    while inside and (inside[0].kind is Tok.VALUE or inside[0].text == "了"):
        # 标配|一颗|禾赛科技的
        slot = Span(inside.pop(0).span.end, slot.end)
    called = _CALLING.get(form.tie.kind)
    if called is not None:
        return called(text, slot, inside)
    match form.tie.kind:
        case "place":
            return _based(text, slot, form) or _place(inside, whole=bool(form.tail))
        case "venue":
            return _venue(text, slot) or _place(inside, whole=bool(form.tail))
        case "town":
            return _town(inside, whole=bool(form.tail))
        case "holder":
            return _holder(text, slot, inside) or _actor(text, slot, tokens, inside, form)
        case _:
            return _actor(text, slot, tokens, inside, form)


def _actor(
    text: str, slot: Span, tokens: Sequence[Token], inside: Sequence[Token], form: Form
) -> tuple[str, Span] | None:
    """The firm or body in a slot: all of it, or what opens one that no words end."""
    if inside and form.tie.of == "person" and inside[0].kind is Tok.NAME and inside[0].tag == "company":
        # 创业前是|AMD|上海研发中心高级总监
        return inside[0].key, inside[0].span
    if form.lead and not form.tail:
        name = slots.organisation(text, slot, tokens, whole=True) or _first_name(inside)
        if name is not None:
            return name
    latin = bool(inside) and inside[0].is_latin and text[slot.start : slot.end][-1] < "一"
    return slots.organisation(text, slot, tokens, whole=not latin or bool(form.tail))


def _holder(text: str, slot: Span, inside: Sequence[Token]) -> tuple[str, Span] | None:
    """A person who is all that a slot holds: 马怀远|是朔风第一大股东."""
    surface = text[slot.start : slot.end].rstrip("。")
    whole = Span(slot.start, slot.start + len(surface))
    known = len(inside) == 1 and inside[0].kind is Tok.NAME
    if known or not is_person(surface) or segmenter().frequency(surface):
        return (inside[0].key, whole) if known and inside[0].tag == "person" else None
    return canonical(surface), whole


_ACTORS = frozenset({"company", "body", "built", "team"})
_BREAKS = frozenset({"的"})


def _first_name(inside: Sequence[Token]) -> tuple[str, Span] | None:
    """The name that opens a slot without an end, with nothing behind it that it is only a part of."""
    if not inside or inside[0].kind is not Tok.NAME or inside[0].tag not in _ACTORS or inside[0].is_latin:
        return None
    behind = inside[1] if len(inside) > 1 else None
    if behind is not None and behind.text not in _BREAKS and (behind.is_noun or behind.kind is Tok.NAME):
        return None
    return inside[0].key, inside[0].span


def _place(inside: Sequence[Token], *, whole: bool) -> tuple[str, Span] | None:
    """The place that a slot names; of places that stand together (浙江温州) the last."""
    places: list[Token] = []
    for token in inside:
        if token.kind is Tok.NAME and token.tag in {"place", "latin", "built"}:
            places.append(token)
        elif places or lower(token.text) not in {"the", "了", "“"}:
            break
    if not places or (whole and places[-1] is not inside[-1]):
        return None
    behind = inside[inside.index(places[-1]) + 1 :][:1]
    part = not whole and any(token.is_noun and not token.is_latin for token in behind)
    if part and not behind[0].text.endswith(words("zh/ties.toml", "sites")):
        # 备降郑州机场 is at Zhengzhou; 总部在上海某大厦 is of no place
        return None
    last = places[-1]
    if last.tag != "place" and not (last.is_latin and " " not in last.text):
        return None
    return last.key, last.span


def _venue(text: str, slot: Span) -> tuple[str, Span] | None:
    """The hall, hotel or school that fills a slot by its ending: 在|澜港大剧院|举行."""
    surface = text[slot.start : slot.end]
    fits = _SHORTEST_VENUE <= len(surface) <= _LONGEST_VENUE and _HAN_ONLY.fullmatch(surface)
    ended = surface.endswith(words("zh/ties.toml", "venues")) and not surface.startswith(
        words("zh/ties.toml", "pointing")
    )
    return (canonical(surface), slot) if fits and ended else None


_SHORTEST_VENUE, _LONGEST_VENUE = 4, 14
_HAN_ONLY = seldom(r"[一-鿿·]+")


def _coast(_text: str, _slot: Span, inside: Sequence[Token]) -> tuple[str, Span] | None:
    """The place where a storm comes ashore, of one word or of several: near |Gulf Shores."""
    first = inside[0] if inside else None
    named = first is not None and first.kind is Tok.NAME and first.tag in {"place", "latin", "built"}
    return (first.key, first.span) if first is not None and named else None


# King Aldric, the Salt Priest, Maren Voss
_CALLED = seldom(r"(?:the |The )?([A-Z][a-z'’-]+(?: (?:of )?(?:the )?[A-Z][a-z'’-]+){0,3})")


def _character(text: str, slot: Span, _inside: Sequence[Token]) -> tuple[str, Span] | None:
    """Who is played: the words with capitals that open a slot."""
    found = _CALLED.match(text, slot.start, slot.end)
    return (canonical(found[1]), Span(*found.span(1))) if found is not None else None


def _town(inside: Sequence[Token], *, whole: bool) -> tuple[str, Span] | None:
    """A town or province: where somebody from abroad (来自美国的) lives is not where one was born."""
    town = _place(inside, whole=whole)
    return town if town is not None and not is_country(town[0]) else None


_BASED = seldom(r"(?:[A-Z][a-z]+ ){0,5}[A-Z][a-z]{2,}$")


def _based(text: str, slot: Span, form: Form) -> tuple[str, Span] | None:
    """Wenzhou|-based Hailan Airlines: a capital word that opens a sentence, where only a place can stand."""
    found = _BASED.search(text, slot.start, slot.end) if form.tail == "-based" else None
    return (canonical(found.group()), Span(*found.span())) if found is not None else None


def _school(text: str, slot: Span, inside: Sequence[Token]) -> tuple[str, Span] | None:
    """The school that opens a slot."""
    first = next((token for token in inside if lower(token.text) not in {"the", "“"}), None)
    if first is None:
        return None
    if first.kind is Tok.NAME and first.tag in {"body", "built"} and first.text.endswith(_schools()):
        return first.key, first.span
    if not first.is_latin:
        found = re.match(r"[一-鿿]{2,10}?(?:大学|学院)", text[slot.start : slot.end])
        return (canonical(found.group()), Span(slot.start, slot.start + found.end())) if found else None
    latin = slots.organisation(text, Span(first.span.start, slot.end), inside, whole=False)
    named = latin is not None and any(word in text[latin[1].start : latin[1].end] for word in _schools())
    return latin if named else None


def _schools() -> tuple[str, ...]:
    return (*words("zh/ties.toml", "schools"), *words("en/ties.toml", "schools"))


# kinds of name that their words alone tell
_CALLING = {"coast": _coast, "character": _character, "school": _school}
