"""What a reader is told when something fails, and what is kept from the screen."""

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest

from cchc_metrics.plan.problems import PlanProblems, Problem
from cchc_metrics.store.errors import StoreError
from cchc_metrics.workflow.explained import EXPLAINED
from cchc_metrics.workflow.office import WrongSetting
from cchc_metrics.workflow.uploads import NotSaved


def told(error: Exception) -> str:
    """The one message that a reader sees for an error of a page."""

    def failing_page(error: Exception) -> None:
        from cchc_metrics.ui.errors import tell_error

        assert tell_error(error)

    page = AppTest.from_function(failing_page, kwargs={"error": error}, default_timeout=60).run()
    assert not page.exception
    (message,) = page.error
    return str(message.value)


def test_our_own_fault_shows_a_code_and_keeps_the_traceback_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, "cchc_metrics.ui.errors"):
        message = told(ZeroDivisionError("secret detail"))
    assert message.startswith("Hệ thống gặp lỗi ngoài dự kiến khi hiển thị trang này.")
    assert "secret" not in message and "ZeroDivisionError" not in message
    code = re.search(r"\*\*([0-9a-f]{8})\*\*", message)
    assert code is not None
    (record,) = caplog.records
    assert code[1] in record.getMessage()
    assert record.exc_info is not None and "secret detail" in str(record.exc_info[1])


def test_two_faults_have_different_codes(caplog: pytest.LogCaptureFixture) -> None:
    assert told(RuntimeError()) != told(RuntimeError())


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NotSaved("Chưa ghi tên người gửi."), r"Chưa ghi tên người gửi\."),
        (WrongSetting("Biến CCHC_TODAY sai."), r"Biến CCHC\_TODAY sai\."),
        (StoreError("Ổ đĩa của máy chủ đã đầy."), r"Ổ đĩa của máy chủ đã đầy\."),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_explained_error_keeps_its_own_sentence(error: Exception, sentence: str) -> None:
    assert isinstance(error, EXPLAINED)
    assert told(error) == sentence


def test_every_problem_of_a_plan_stands_on_a_line_of_its_own() -> None:
    problems = [Problem(f"Khối {n}", "Thiếu tên.", "Phải có tên.", "Ghi tên.") for n in (1, 2)]
    assert told(PlanProblems(tuple(problems))) == (
        r"Khối 1\: Thiếu tên\. Phải có tên\. Ghi tên\."
        "\n\n"
        r"Khối 2\: Thiếu tên\. Phải có tên\. Ghi tên\."
    )
