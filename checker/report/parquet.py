"""Parquet: the typed table of the claims, for those who go on with it in columns."""

import io

from checker.model import Run
from checker.report import frame


def render_claims(run: Run) -> bytes:
    """The claims as a Parquet file, with the columns and types of `Run.to_dataframe("claims")`."""
    made = io.BytesIO()
    frame.data_frame(run, "claims").to_parquet(made, engine="pyarrow", index=False)
    return made.getvalue()
