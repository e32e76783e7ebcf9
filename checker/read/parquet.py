"""Parquet: typed tables of articles, as data pipelines write them."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

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
        from pyarrow import parquet  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UnreadableError(needs(EXTRA)) from error
    schema = parquet.read_schema(BytesIO(data))
    names = [each.name for each in schema if _is_simple(each.type)]
    if chosen((name.strip().casefold() for name in names), read.text_columns) is None:
        msg = f"{no_column(read)} (its columns: {told_names(schema.names)})"
        raise UnreadableError(msg)
    # a text that many rows have stands in the file once, and is to stay so until its row comes
    file = parquet.ParquetFile(BytesIO(data), read_dictionary=names)
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    left = read.largest_unpacked * MB - sum(group.total_byte_size for group in groups)
    number = 0
    for batch in file.iter_batches(batch_size=_AT_ONCE, columns=names) if left >= 0 else ():
        columns: dict[str, Any] = {}
        for field, column in zip(batch.schema, batch.columns, strict=True):
            # of two columns of one name the first counts
            if _is_simple(field.type):
                columns.setdefault(field.name, column)
        for at in range(batch.num_rows):
            number += 1
            row = _row(number, {name: column[at] for name, column in columns.items()})
            left -= sum(len(value) for value in (row.fields or {}).values() if isinstance(value, str))
            if left < 0:
                break
            yield row
    if left < 0:
        raise UnreadableError(TOO_LARGE)


def _is_simple(kind: Any) -> bool:
    """Whether a column of this type holds texts, whole numbers or days."""
    from pyarrow import types  # noqa: PLC0415 - an extra

    kind = kind.value_type if types.is_dictionary(kind) else kind
    simple = (types.is_string, types.is_large_string, types.is_integer, types.is_date, types.is_timestamp)
    # the libraries before the sixteenth have no such type
    return any(is_of(kind) for is_of in (*simple, *filter(None, [getattr(types, "is_string_view", None)])))


def _row(number: int, values: dict[str, Any]) -> Row:
    """A row of values as the library holds them; one that has no meaning spoils this row alone."""
    fields: dict[str, object] = {}
    for name, value in values.items():
        try:
            told = value.as_py()
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 -- a day beyond all years, a zone that nobody knows, bytes that are no text
            return Row(number, wrong=f"its {name} cannot be read ({type(error).__name__})")
        if told is not None:
            fields[name] = told.isoformat() if isinstance(told, date) else told
    return Row(number, fields) if fields else Row(number, wrong=EMPTY)
