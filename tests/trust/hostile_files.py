"""Files and folders made to do harm, each under a name that says what it tries.

Run: python -m tests.trust.hostile_files FOLDER [NAME...] writes them, so that other programs can be tried with them.
`HOSTILE` are files that are small, or quickly made and read; `LARGE` are those that take their time, `PLACES` what a
folder can hold beside files. The bytes are made by what stands here, and no such file lies in the repository.
"""

import sys
from pathlib import Path

from tests.read import made
from tests.trust.hostile_packed import ARCHIVES, PDFS
from tests.trust.hostile_places import PLACES
from tests.trust.hostile_texts import CHARACTERS, ENCODINGS, LONG, PAGES, TABLES
from tests.trust.making import DEEP, MB, OTHER, Made, text, times

# by the folder that they are put into
HOSTILE: dict[str, dict[str, Made]] = {
    "encodings": ENCODINGS,
    "characters": CHARACTERS,
    "long": LONG,
    "pages": PAGES,
    "tables": TABLES,
    "archives": ARCHIVES,
    "pdfs": PDFS,
}
# large or slow: one by one, and with the option --slow only
LARGE: dict[str, Made] = {
    "a line of 100 MB.txt": lambda: b"x" * (100 * MB),
    "a line of 60 MB.txt": lambda: "夸克".encode() * (10 * MB),
    "a million lines.txt": times("千问\n", 1_000_000),
    "a million figures.txt": lambda: " ".join(map(str, range(1_000_000))).encode(),
    "as many figures as are read.txt": lambda: "\n".join(f"夸克的营收为{n}万元。" for n in range(9900)).encode(),
    "as many names as are read.txt": lambda: "".join(
        f"夸克的首席执行官为{_name(n)}。\n" for n in range(29_000)
    ).encode(),
    "as many characters as are read.txt": times("这是一段没有任何数字的文字，也没有名字。\n", 94_000),
    "as many lines as are read.txt": times("一\n", 99_000),
    "as many sentences as are read.txt": times("一。", 99_000),
    "as many characters of one word.txt": times("一", 1_990_000),
    "a line end for each character.txt": times("一\n", 990_000),
    "as many tags as are read.html": times("<p>", 660_000),
    "as many paragraphs as are read.html": times("<p>一", 99_000),
    "a paragraph for each character.html": times("<p>一", 490_000),
    "a cell for each character.html": times("<td>一", 390_000),
    "as many signs as are read.html": times("<", 1_990_000),
    "a million rows.jsonl": times('{"text": ""}\n', 1_000_000),
    "brackets so deep.txt": text("（" * DEEP, OTHER, "）" * DEEP),
    "brackets of all kinds so deep.txt": text("{[(" * (DEEP // 2), OTHER, ")]}" * (DEEP // 2)),
    "quotes so deep.txt": text("“‘" * DEEP, OTHER),
    "links so deep.md": times("[a](", DEEP, OTHER),
    "as many pages as are read.pdf": lambda: made.printed(*([["一"]] * 2100)),
    "as large as an archive may be.epub": lambda: made.book({f"{n}.xhtml": "<p>" * MB for n in range(9)}),
}


_FAMILIES, _GIVEN = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜",
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂辉鹏飞红玉波",
)


def _name(number: int) -> str:
    rest, family = divmod(number, len(_FAMILIES))
    return _FAMILIES[family] + _GIVEN[rest % len(_GIVEN)] + _GIVEN[rest // len(_GIVEN) % len(_GIVEN)]


def write(folder: Path, files: dict[str, Made]) -> None:
    """Make files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in files.items():
        (folder / name).write_bytes(make())


def put(folder: Path) -> None:
    """Make in a folder what it can hold beside files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in PLACES.items():
        make(folder / name)


def main(folder: Path, names: list[str]) -> None:
    """Write all, or what is named."""
    for group, files in {**HOSTILE, "large": LARGE}.items():
        write(folder / group, {name: make for name, make in files.items() if not names or name in names})
    if not names:
        put(folder / "places")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
