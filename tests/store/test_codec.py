"""Facts cross to bytes and back letter for letter, and bytes that somebody else made do no harm."""

import json
import zlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import UnreadableError
from checker.model import (
    Attribute,
    Bound,
    Claim,
    DateValue,
    Entity,
    Facts,
    Language,
    Modality,
    NameValue,
    NotCompared,
    Period,
    PeriodKind,
    Precision,
    Quantity,
    Span,
    ValueKind,
    Wording,
)
from checker.pipeline import context_of, facts_in, read_documents
from checker.pipeline.judging import judge_group
from checker.pipeline.kept import look_in, look_of
from checker.pipeline.remembering import pack_judged, unpack_judged
from checker.read.folders import read_paths
from checker.settings import Settings
from checker.store.codec import (
    LAYOUT,
    pack,
    pack_document,
    pack_profile,
    unpack,
    unpack_document,
    unpack_profile,
)

CORPORA = Path(__file__).parents[1] / "corpora"
TOPICS = sorted(path.name for path in CORPORA.iterdir() if path.is_dir())

# any code point that a file may hold, halves of pairs among them
TEXT = st.text(st.characters(codec=None), max_size=8)
WORDS = st.frozensets(st.sampled_from(["夸克", "千问", "日活", "~17 person", "\udc80", ""]) | TEXT, max_size=4)
DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
FIGURES = st.none() | st.decimals(allow_nan=False) | st.sampled_from([Decimal("-0"), Decimal("1.20E+8")])
SPANS = st.builds(Span, st.integers(0, 9), st.integers(9, 10**7))
QUANTITIES = st.builds(
    Quantity,
    FIGURES,
    FIGURES,
    st.none() | TEXT,
    TEXT,
    FIGURES,
    st.none() | TEXT,
    st.sampled_from(Bound),
    st.booleans(),
)
DATES = st.builds(
    DateValue,
    DAYS,
    DAYS,
    st.sampled_from(Precision),
    TEXT,
    TEXT,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.none() | TEXT,
)
CLAIMS = st.builds(
    Claim,
    id=TEXT,
    document=TEXT,
    span=SPANS,
    quote=TEXT,
    kind=st.sampled_from(ValueKind),
    entity=st.builds(Entity, TEXT, TEXT, TEXT, st.booleans()),
    attribute=st.builds(Attribute, TEXT, TEXT, st.booleans(), st.booleans(), WORDS, st.booleans(), st.booleans()),
    value=QUANTITIES | DATES | st.builds(NameValue, TEXT, TEXT),
    period=st.none()
    | st.builds(
        Period, DAYS, DAYS, st.sampled_from(PeriodKind), TEXT, st.booleans(), st.none() | st.integers(0, 24), TEXT
    ),
    scope=WORDS,
    modality=st.sampled_from(Modality),
    attribution=st.none() | TEXT,
    found_by=TEXT,
    derived_from=st.lists(TEXT, max_size=2).map(tuple),
    sentence=SPANS,
    told=DAYS,
    story=TEXT,
    revises=st.booleans(),
    replaces=st.none() | QUANTITIES,
    withdrawn=st.booleans(),
    context=TEXT | st.just("夸克日活1.2亿"),
    at=st.integers(0, 100),
    wording=st.builds(Wording, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS),
    trace=st.lists(TEXT, max_size=3).map(tuple),
)
FACTS = st.builds(
    Facts,
    TEXT,
    TEXT.map(lambda text: f"今天{text}夸克日活1.2亿。"),
    st.sampled_from(Language),
    st.lists(CLAIMS, max_size=3).map(tuple),
    st.lists(st.builds(NotCompared, TEXT, st.integers(0), st.integers(0), TEXT, TEXT), max_size=2).map(tuple),
    st.integers(0),
    st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    WORDS,
    st.lists(CLAIMS, max_size=2).map(tuple),
)


def shown(told: object) -> object:
    """All that can be told apart: 1.20 from 1.2, an enumeration's member from its word, but not two orders of a set."""
    if isinstance(told, frozenset):
        return sorted(map(repr, told))
    if isinstance(told, tuple):
        return [shown(each) for each in told]
    slots = getattr(type(told), "__slots__", None)
    if slots and not isinstance(told, (str, Decimal, date)):
        return type(told), [shown(getattr(told, name)) for name in slots]
    return repr(told)


@settings(max_examples=150, deadline=None)
@given(FACTS)
def test_round_trip(facts: Facts) -> None:
    back = unpack(pack(facts))
    assert back == facts
    assert shown(back) == shown(facts)
    assert pack(back) == pack(facts)


@pytest.mark.parametrize("topic", TOPICS)
def test_round_trip_of_what_articles_tell(topic: str) -> None:
    documents, _ = read_paths([CORPORA / topic / "docs"])
    for document in documents:
        assert unpack_document(pack_document(document)) == document
    read, _ = read_documents(documents[:3], Settings())
    for reading in read.values():
        assert look_in(look_of(reading)) == (reading.head, reading.sketch)
        assert reading.profile is not None
        assert unpack_profile(pack_profile(reading.profile)) == reading.profile
    for facts in facts_in(read.values()):
        assert shown(unpack(pack(facts))) == shown(facts)


@pytest.mark.parametrize("topic", TOPICS[::5])
def test_round_trip_of_what_came_of_them(topic: str) -> None:
    documents, _ = read_paths([CORPORA / topic / "docs"])
    read, _ = read_documents(documents, Settings())
    context = context_of(read)
    for group in context.groups():
        judged = judge_group([facts for facts in facts_in(read.values()) if facts.document in group], context)
        assert shown(unpack_judged(pack_judged(judged))) == shown(judged)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no compression",
        zlib.compress(b"no JSON"),
        zlib.compress(b"[]"),
        zlib.compress(b"[2, []]"),
        zlib.compress(b'[2,["text",[[],[],[],[],[],[],[],[]],["a","zh",0,[],[],[[0]],[],[],[],null]]]'),
        zlib.compress(b"[" * 100_000),
        zlib.compress(b'{"layout": 1}'),
    ],
)
def test_bytes_of_others_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="no packed facts"):
        unpack(data)


def test_bytes_cut_or_altered_are_refused_or_are_facts() -> None:
    facts = Facts("a", "夸克日活1.2亿。", Language.HANS, (), (), 1)
    packed = pack(facts)
    for at in range(len(packed)):
        with pytest.raises(UnreadableError):
            unpack(packed[:at])


def test_another_layout_is_named() -> None:
    with pytest.raises(UnreadableError, match=f"layout {LAYOUT + 1}, not {LAYOUT}"):
        unpack(zlib.compress(json.dumps([LAYOUT + 1, None]).encode()))
