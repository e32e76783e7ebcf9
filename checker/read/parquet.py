"""Parquet: typed tables of articles, as data pipelines write them."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

from checker.errors import UnreadableError, needs
from checker.read.archive import MB, TOO_LARGE
from checker.read.rows import EMPTY, Row, chosen, no_column, told_names
from checker.settings import Read

EXTRA = "parquet"
# rows that are unpacked in one go
_AT_ONCE = 1000


def rows(data: bytes, read: Read) -> Iterator[Row]:
    """The rows of a file, the first with the number 1; columns of other types than text, number and day are left out.

    Raises:
        UnreadableError: no column holds the text, it unpacks to more than is safe, or the library is missing.
    """
    try:
        from pyarrow import parquet, types  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UnreadableError(needs(EXTRA)) from error
    schema = parquet.read_schema(BytesIO(data))
    simple = (types.is_string, types.is_large_string, types.is_integer, types.is_date, types.is_timestamp)
    kinds = {each.name: each.type.value_type if types.is_dictionary(each.type) else each.type for each in schema}
    names = [name for name, kind in kinds.items() if any(is_of(kind) for is_of in simple)]
    if chosen((name.strip().casefold() for name in names), read.text_columns) is None:
        msg = f"{no_column(read)} (its columns: {told_names(schema.names)})"
        raise UnreadableError(msg)
    # a text that many rows have stands in the file once, and is to stay so until its row comes
    file = parquet.ParquetFile(BytesIO(data), read_dictionary=names)
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    left = read.largest_unpacked * MB - sum(group.total_byte_size for group in groups)
    number = 0
    for batch in file.iter_batches(batch_size=_AT_ONCE, columns=names) if left >= 0 else ():
        for at in range(batch.num_rows):
            told = {name: _plain(batch.column(name)[at].as_py()) for name in names}
            fields = {name: value for name, value in told.items() if value is not None}
            left -= sum(len(value) for value in fields.values() if isinstance(value, str))
            if left < 0:
                break
            number += 1
            yield Row(number, fields) if fields else Row(number, wrong=EMPTY)
    if left < 0:
        raise UnreadableError(TOO_LARGE)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
