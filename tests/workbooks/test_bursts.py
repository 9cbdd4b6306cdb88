"""A burst of objects leaves the collection of garbage as it was, however it ends."""

import gc

import pytest

from cchc_metrics.workbooks.bursts import burst


def test_python_looks_for_garbage_again_afterwards() -> None:
    assert gc.isenabled()
    with burst():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError), burst():
        raise ValueError
    assert gc.isenabled()


def test_who_has_switched_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with burst():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
