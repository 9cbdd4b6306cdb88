"""Reads scored frames: rows with their columns as attributes, cells as plain values."""

from typing import Any

import numpy as np
import pandas as pd


def each(frame: pd.DataFrame) -> list[Any]:
    """A frame's rows, with its columns as attributes."""
    return list(frame.itertuples(index=False))


def known(cell: Any) -> Any:
    """A cell's plain value; None for any kind of missing."""
    if pd.isna(cell):
        return None
    return cell.item() if isinstance(cell, np.generic) else cell
