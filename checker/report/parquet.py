"""Parquet: the typed table of the claims, for those who go on with it in columns."""

import io

from checker.model import Run
from checker.report import frame


def render_claims(run: Run) -> bytes:
    """The claims as a Parquet file, with the columns and types of `Run.to_dataframe("claims")`."""
    claims = frame.data_frame(run, "claims")
    texts: list[str] = list(claims.select_dtypes("string").columns)
    for name in texts:
        # a file name may hold bytes that are no text, which the format has no room for
        claims[name] = claims[name].map(_text, na_action="ignore").astype("string")
    made = io.BytesIO()
    claims.to_parquet(made, engine="pyarrow", index=False)
    return made.getvalue()


def _text(told: str) -> str:
    return told.encode(errors="backslashreplace").decode()
