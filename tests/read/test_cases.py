"""Blocks and metadata: inputs beside what is expected of them, in tests/cases/read."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from checker.model.text import Block, Document
from checker.read.folders import read_texts

CASES = Path(__file__).parents[1] / "cases" / "read"


def cases(name: str) -> list[Any]:
    listed = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["name"]) for case in listed]


def read(case: dict[str, str]) -> Document:
    [document], _ = read_texts({case["file"]: case["raw"]})
    assert document.raw == case["raw"]
    return document


def shown(document: Document, block: Block) -> str:
    kind = f"{block.kind.value}{block.level or ''}"
    if block.cell is not None:
        place = f"{block.cell.table},{block.cell.row},{block.cell.column}"
        kind = f"cell {place} header" if block.cell.header else f"cell {place}"
    return f"{kind} {document.raw[block.span.start : block.span.end]}"


@pytest.mark.parametrize("case", cases("blocks.toml"))
def test_blocks(case: dict[str, Any]) -> None:
    document = read(case)
    assert [shown(document, block) for block in document.blocks] == case["blocks"]
    ends = [0] + [place for block in document.blocks for place in (block.span.start, block.span.end)]
    assert ends == sorted(ends)


@pytest.mark.parametrize("case", cases("metadata.toml"))
def test_metadata(case: dict[str, str]) -> None:
    document = read(case)
    published = document.published.isoformat() if document.published else None
    assert (document.title, document.publisher, published) == (
        case.get("title"),
        case.get("publisher"),
        case.get("published"),
    )
