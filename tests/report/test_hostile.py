"""Whatever an article or a file name holds, it does nothing to the reader of a report."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from functools import cache
from urllib.parse import unquote, urlsplit

import jsonschema
import openpyxl
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

from checker.model import Run
from checker.report import github, html, json_, jsonl, line, markdown, sarif, table, terminal, workbook
from checker.report.layout import Screen
from checker.report.wording import HIDDEN, visible
from tests.report.attacks import ATTACKS, run_of
from tests.report.page import Page
from tests.report.test_json import SCHEMA
from tests.report.test_sarif import official

Inert = Callable[[Run, str], None]


def _nothing_hidden(text: str, *, but: str = "\n") -> None:
    """No character that moves the cursor, starts an escape code, reorders or hides others, or breaks lines."""
    assert {char for char in text if unicodedata.category(char) in HIDDEN} <= set(but)


def _csv(run: Run, attack: str) -> None:
    """Every row is a line and has every column, and no cell is a formula, whichever sign parts cells."""
    text = table.render_all(run)
    _nothing_hidden(text, but="\ufeff\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix(table.BOM), newline="")))
    assert len(rows) == len(text.splitlines()) == 4
    assert {len(row) for row in rows} == {len(table.CONFLICT_COLUMNS)}
    for start in (part for row in rows for cell in row for part in cell.split(";")):
        assert re.fullmatch(r"-?\d+", start) or not re.match(r"[\s\"]*[=+\-@＝＋－＠]", start)
    assert rows[1][3].replace("'", "") == visible(attack).replace("'", "")


def _json(run: Run, attack: str) -> None:
    """It is one valid report, holds the words letter for letter, and can be looked at in a terminal."""
    text = json_.render(run)
    _nothing_hidden(text)
    report = json.loads(text)
    jsonschema.validate(report, SCHEMA)
    assert report["claims"][0]["evidence"]["quote"] == f"{attack}1.2亿"


def _jsonl(run: Run, attack: str) -> None:
    """Every finding is a line, however lines are told apart, and holds the words letter for letter."""
    text = jsonl.render(run)
    _nothing_hidden(text)
    assert len(text.splitlines()) == 3
    for record in map(json.loads, text.splitlines()):
        assert record["claims"][0]["evidence"]["quote"] == f"{attack}1.2亿"


def _sarif(run: Run, attack: str) -> None:
    """It is a valid log; no address leaves the folder; a message has no link but its own and no argument."""
    text = sarif.render(run, lambda _: "manual")
    _nothing_hidden(text)
    log = json.loads(text)
    assert official(log) == []
    addresses = re.findall(r'"uri": "(.*)"', text)
    assert len(addresses) == 4
    for address in addresses:
        assert urlsplit(address)[:2] == ("", "")
        assert not address.startswith("/")
        assert ".." not in unquote(address).split("/")
    [result] = log["runs"][0]["results"]
    notes = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    for message in (result["message"], result["relatedLocations"][0]["message"], notes[0]["message"]):
        shown = message["text"].replace("\\\\", "").replace("[the other side](1)", "", 1)
        assert not re.search(r"(?<!\\)[\[\]]", shown)
        assert not re.search(r"[{}]", shown.replace("{{", "").replace("}}", ""))
        _nothing_hidden(shown, but="")
    snippet = result["locations"][0]["physicalLocation"]["region"]["snippet"]
    assert snippet == {"text": f"{attack}1.2亿"}


def _xlsx(run: Run, attack: str) -> None:
    """Every cell is text, a number or a day: none is a formula, an error or a link, and each fits into a cell."""
    data = workbook.render(run)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [sheet.max_row for sheet in book] == [2, 2, 2, 3, 4]
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None):
        assert cell.data_type in {"s", "n", "d"}
        assert cell.hyperlink is None
        assert isinstance(cell.value, int) or len(cell.value) <= 32_767
        _nothing_hidden(str(cell.value), but="")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            assert b"<f>" not in parts.read(name)
    told = book["contradictions"]["D2"].value.replace("_x005F_", "_")
    assert told[:30_000] == re.sub("[\ufffe\uffff]", "\ufffd", visible(attack))[:30_000]
    assert book["contradictions"]["D2"].quotePrefix or told[0].isalnum()


def _markdown(run: Run, attack: str) -> None:
    """Read as GitHub reads it, it has the report's own parts and no other, and every word as it stands."""
    text = markdown.render(run)
    _nothing_hidden(text)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    blocks = parser.parse(text)
    inline = [child for block in blocks for child in block.children or ()]
    assert [token.type for token in blocks].count("heading_open") == 1
    assert {token.type for token in blocks if token.type.endswith("_open")} <= {
        *("heading_open", "paragraph_open", "bullet_list_open", "list_item_open"),
    }
    # the tags that the report makes: what it sets off, and what it folds
    assert {token.content for token in inline if token.type == "html_inline"} == {"<b>", "</b>"}
    folds = re.compile(r"</details>|<details><summary>[^<>]*</summary>")
    assert all(folds.fullmatch(token.content.strip()) for token in blocks if token.type == "html_block")
    kinds = [token.type for token in inline]
    assert kinds.count("strong_open") == 1  # the report's first words
    assert set(kinds) <= {"text", "text_special", "html_inline", "code_inline", *_OWN}
    assert {token.content for token in inline if token.type == "code_inline"} == {
        *("contradi", "explaine", "agreemen"),
    }
    _links_stay(inline)
    # a tag ends a run of text
    words = "".join(token.content if token.type in {"text", "text_special"} else "\0" for token in inline)
    # what turns into links, mentions and pictures only in the finished text
    assert not re.search(r"https?://|www\.|@\w|#\d|:[\w+-]*[a-z][\w+-]*:|:100:", words)
    assert visible(attack).strip() in words.replace("\u200b", "")


_OWN = ("link_open", "link_close", "strong_open", "strong_close")


def _links_stay(tokens: list[Token]) -> None:
    for token in tokens:
        if token.type == "link_open":
            address = urlsplit(str(token.attrs["href"]))
            assert address[:2] == ("", "")
            assert not address.path.startswith("/")
            assert ".." not in unquote(address.path).split("/")
            assert re.fullmatch(r"L\d+", address.fragment)


def _line(run: Run, attack: str) -> None:
    """Every finding is a line, and no line is a command to a build service."""
    text = line.render(run)
    _nothing_hidden(text)
    assert len(text.splitlines()) == 3
    assert not any(told.strip().startswith("::") for told in text.splitlines())
    assert visible(attack) in text


def _github(run: Run, attack: str) -> None:
    """Every contradiction is one command, which has the place and the words as its own, and no other."""
    text = github.render(run)
    _nothing_hidden(text)
    [command] = text.splitlines()
    # what a runner makes of it: up to the first :: are the parameters, split at commas and equals signs
    name, _, rest = command.removeprefix("::").partition(" ")
    listed, _, message = rest.partition("::")
    parameters = dict(part.split("=", 1) for part in listed.split(","))
    assert name == "error"
    assert list(parameters)[:3] == ["file", "line", "endLine"]
    assert set(parameters) <= {"file", "line", "endLine", "col", "endColumn", "title"}
    assert _unescaped(parameters["file"]) == visible(attack)
    assert parameters["line"] == "1"
    assert visible(attack) in _unescaped(message)


def _unescaped(text: str) -> str:
    for sign in "\r\n:,%":
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def _html(run: Run, attack: str) -> None:
    """The page has the elements and attributes of its own and no other, and every address stays in it."""
    text = html.render(run)
    _nothing_hidden(text)
    page, plain = Page(text), Page(html.render(_run("plain words")))
    assert set(page.held) <= set(plain.held)
    for tag in ("script", "style", "link", "iframe", "object", "form", "base", "meta", "img"):
        assert page.held[tag] == plain.held[tag]
    names = {name for _, attributes in page.elements for name in attributes}
    more = names - {name for _, attributes in plain.elements for name in attributes}
    assert all(name.startswith("data-") for name in more)  # the page's own, of marks that go over lines
    assert page.texts["script"] == plain.texts["script"]
    for address in (*page.values("href"), *page.values("src"), *page.values("action")):
        assert address.startswith("#")
    assert visible(attack).split()[0][:20] in page.text


def _terminal(run: Run, attack: str) -> None:
    """No line is wider than the screen or does anything but say words."""
    for language in ("en", "zh"):
        text = terminal.render(run, Screen(80, language=language))
        _nothing_hidden(text)
        assert max(map(cell_len, text.splitlines())) <= 80
        assert visible(attack).split()[0][:4] in text


FORMATS: dict[str, Inert] = {
    "html": _html,
    "terminal": _terminal,
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
    "sarif": _sarif,
    "xlsx": _xlsx,
    "md": _markdown,
    "line": _line,
    "github": _github,
}


@cache
def _run(name: str) -> Run:
    return run_of(ATTACKS[name])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ATTACKS)
def test_attacks_are_inert(name: str, form: str) -> None:
    FORMATS[form](_run(name), ATTACKS[name])
