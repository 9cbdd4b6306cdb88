"""Cells of scored frames as plain values."""

import numpy as np
import pandas as pd
import pytest

from cchc_metrics.scoring.reading import known


@pytest.mark.parametrize("missing", [None, pd.NA, np.nan, pd.NaT])
def test_missing_is_none_whatever_it_is_called(missing):
    assert known(missing) is None


def test_cells_become_plain_numbers():
    assert type(known(np.int64(3))) is int
