"""What is fuzzed: each target takes the bytes of an input and demands what must hold for every input."""

import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import checker
from checker.clean.compose import clean
from checker.extract.facts import facts_of
from checker.model import Document, NameValue, Problem, Quantity, Run, Span
from checker.read.folders import read_texts
from checker.read.kinds import KINDS, documents_of
from checker.report import formats, github, line, notebook, terminal
from checker.report.layout import Screen
from checker.report.wording import HIDDEN
from checker.settings import Read
from tests.read import made
from tests.trust.grammar import text_of

READ = Read()
NAMES = ("a.txt", "a.md", "a.html")
ANCHOR = date(2025, 12, 10)
PARTED = "\n\x1e\n"  # between the articles of one input
# seconds of processor: what any input may take, and what each 10,000 characters of it may take beyond that
START, EACH = 3.0, 5.0
SIZE = 10_000


class TooSlowError(AssertionError):
    """An input took more time than its length allows."""


@dataclass(frozen=True, slots=True)
class Target:
    """`check` raises where something does not hold of an input; `input_of` makes one of the bytes of a fuzzer.

    `each` is what 10,000 characters may take.
    """

    input_of: Callable[[bytes], bytes]
    check: Callable[[bytes], None]
    each: float = EACH


def timed(target: Target, data: bytes, slack: float = 1.0) -> None:
    """Check an input, and that it takes no more time than its length allows.

    Raises:
        TooSlowError: it does.
    """
    began = time.process_time()
    target.check(data)
    took = time.process_time() - began
    if took > slack * (START + target.each * len(data) / SIZE):
        msg = f"{took:.1f} s for {len(data):,} bytes"
        raise TooSlowError(msg)


def _text_input(data: bytes) -> bytes:
    return text_of(data).encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _file_input(data: bytes) -> bytes:
    """A byte for the kind of file, and the file."""
    if not data:
        return b"\0"
    kind = KINDS[data[0] % len(KINDS)]
    rest = data[1:]
    if kind == ".docx":
        return data[:1] + _word(rest)
    if kind == ".epub":
        page = text_of(rest).encode("utf-8", "replace").decode()
        return data[:1] + made.book({"a.xhtml": page}, metadata=page[:200], more={"OPS/b.xhtml": page})
    if kind == ".pdf":
        return data[:1] + (_pdf(rest[1:]) if rest[:1] < b"\x80" else rest)
    if rest[:1] < b"\x80":
        return data[:1] + text_of(rest).encode("utf-8", "surrogatepass")
    return data[:1] + rest[1:]


def _word(data: bytes) -> bytes:
    """A Word file whose main part is what a fuzzer says."""
    body = text_of(data).encode("utf-8", "replace")
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    if data[:1] < b"\x20":
        body = b"<w:document %s><w:body>%s</w:body></w:document>" % (space, body)
    else:
        plain = body.replace(b"&", b"").replace(b"<", b"").replace(b">", b"").translate(None, bytes(range(32)))
        marks = (b"</w:t></w:r></w:p><w:p><w:r><w:t>", b"<w:br/>", b"</w:t></w:r><w:r><w:t>")
        for place, mark in enumerate(marks):
            plain = plain.replace(("。，、"[place]).encode(), mark)
        body = b"<w:document %s><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>" % (space, plain)
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": body,
    }
    return made.archive(files)


def _pdf(data: bytes) -> bytes:
    """A PDF file whose page is drawn as a fuzzer says."""
    return made.pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            (
                b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R "
                b"/Resources << /Font << /F 5 0 R >> /XObject << /X 4 0 R >> >> >>"
            ),
            made.stream(b"BT /F 12 Tf 50 800 Td " + data + b" ET"),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


def _read(data: bytes) -> None:
    """Any file is read, or told of in a line."""
    if not data:
        return
    name = f"a{KINDS[data[0] % len(KINDS)]}"
    documents, problems = documents_of(name, data[1:], READ)
    assert documents or problems
    demand_plain(problems)
    for document in documents:
        demand_blocks(document)


def _clean(data: bytes) -> None:
    """The pieces tile both texts, and every place of the one is a place of the other."""
    for document in documents_in(_text(data)):
        demand_blocks(document)
        text = clean(document)
        for which, whole in (("raw", document.raw), ("clean", text.text)):
            ends = [0]
            for piece in text.pieces:
                span = getattr(piece, which)
                assert span.start == ends[-1] <= span.end
                ends.append(span.end)
            assert ends[-1] == len(whole) or not text.pieces
        assert "\n".join(text.text[block.span.start : block.span.end] for block in text.blocks) == text.text
        for at in range(0, len(text.text), max(1, len(text.text) // 50)):
            place = text.to_raw(Span(at, min(at + 7, len(text.text))))
            assert 0 <= place.start <= place.end <= len(document.raw)


def _values(data: bytes) -> None:
    """Values are disjoint places of the text, in order, and each is an interval."""
    text = _text(data)
    for anchor in (None, ANCHOR):
        at = 0
        for value in checker.values(text, anchor=anchor):
            assert at <= value.span.start < value.span.end <= len(text)
            assert text[value.span.start : value.span.end] == value.text
            at = value.span.end
            assert value.low is None or value.high is None or value.low <= value.high
            assert value.start is None or value.end is None or value.start <= value.end


def _extract(data: bytes) -> None:
    """A claim's quote stands at its place in the text."""
    for document in documents_in(_text(data)):
        facts = facts_of(clean(document), document.published)
        for claim in (*facts.claims, *facts.mentions):
            _demand_quoted(document, claim.span, claim.quote)
        for loose in facts.loose:
            _demand_quoted(document, Span(loose.start, loose.end), loose.quote)


def _report(data: bytes) -> None:
    """Articles are checked against one another, and every report can be made of what came of it."""
    texts = {f"{index}{suffix}": text for index, (text, suffix) in enumerate(_articles(data))}
    run = checker.check(texts)
    assert [problem for problem in run.problems if "could not be understood" in problem.message] == []
    demand_plain(run.problems)
    demand_sound(run)
    assert all(isinstance(told, str | bytes) for told in rendered(run))
    demand_shown(terminal.render(run, Screen(80)))
    demand_shown(line.render(run))


def _articles(data: bytes) -> Iterator[tuple[str, str]]:
    """The articles of an input; one that stands alone meets itself with other figures."""
    parts = _text(data).split(PARTED)[:4]
    if len(parts) == 1:
        parts.append(parts[0].translate(str.maketrans("123456789", "234567891")))
    for index, part in enumerate(parts):
        yield part, (".txt", ".md", ".html", ".txt")[index]


def documents_in(text: str) -> list[Document]:
    """The text as each of the formats that texts have."""
    return read_texts(dict.fromkeys(NAMES, text))[0]


def rendered(run: Run) -> Iterator[str | bytes]:
    """The run in every format."""
    for known in (formats.FINDINGS, formats.ALL_PAIRS, formats.CLAIMS):
        for suffix in known:
            yield formats.renderer(known, suffix)(run)
    for language in ("en", "zh"):
        yield terminal.render(run, Screen(60, language=language))
    yield line.render(run)
    yield github.render(run)
    yield notebook.render(run)
    for finding in run.findings[:2]:
        yield checker.explain(run, finding)


def demand_shown(text: str) -> None:
    """Nothing that a reader cannot see reaches them raw."""
    assert {char for char in text if unicodedata.category(char) in HIDDEN} <= {"\n"}


def demand_plain(problems: Sequence[Problem]) -> None:
    """Every problem is one line that is not long."""
    for problem in problems:
        assert "\n" not in problem.message
        assert len(problem.message) < 400


def demand_blocks(document: Document) -> None:
    """The blocks are places of the raw text, in order and disjoint, and each says something."""
    at = 0
    for block in document.blocks:
        assert at <= block.span.start < block.span.end <= len(document.raw)
        at = block.span.end
        text = document.raw[block.span.start : block.span.end]
        assert text == text.strip() != ""


def demand_sound(run: Run) -> None:
    """Evidence is true letter for letter, ids are unique, and what refers to something finds it."""
    documents = {source.document.id: source.document for source in run.sources}
    identifiers = {claim.id for claim in run.claims}
    assert len(identifiers) == len(run.claims)
    for claim in run.claims:
        _demand_quoted(documents[claim.document], claim.span, claim.quote)
        assert len(claim.quote) <= 60
        assert set(claim.derived_from) <= identifiers
        if isinstance(claim.value, Quantity) and claim.value.low is not None and claim.value.high is not None:
            assert claim.value.low <= claim.value.high
        if isinstance(claim.value, NameValue):
            assert claim.value.name
    for loose in run.not_compared:
        _demand_quoted(documents[loose.document], Span(loose.start, loose.end), loose.quote)
    for finding in run.findings:
        held = {identifier for position in finding.positions for identifier in position.claims}
        assert held == {claim.id for each in finding.judgements for claim in (each.pair.left, each.pair.right)}


def _demand_quoted(document: Document, span: Span, quote: str) -> None:
    assert 0 <= span.start < span.end <= len(document.raw)
    assert document.raw[span.start : span.end] == quote


TARGETS = {
    "read": Target(_file_input, _read),
    "clean": Target(_text_input, _clean),
    "values": Target(_text_input, _values),
    "extract": Target(_text_input, _extract),
    # ten reports tell every pair that was compared: up to the cap of a block they are as many as the claims squared
    "report": Target(_text_input, _report, each=60.0),
}
