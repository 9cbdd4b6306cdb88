"""Page Cách tính: eighteen rules, each reached from the top, and the plan's own numbers."""

import re

from cchc_metrics.scoring.method import rules
from cchc_metrics.workflow.office import Office
from tests.ui.opening import markdown_texts, open_page


def test_every_rule_stands_there_with_its_source(empty_record: Office) -> None:
    page = open_page("method")
    written = rules(empty_record.plan)
    texts = [text.replace("\\", "") for text in markdown_texts(page)]
    for place, rule in enumerate(written, start=1):
        assert f"{place}. {rule.title}" in texts
        assert f"Nguồn: {rule.source}" in texts
        assert any(f"- {rule.found[0]}" in text for text in texts)
    anchors = {heading.proto.anchor for heading in page.header}
    linked = set(re.findall(r"\(#([\w-]+)\)", " ".join(element.value for element in page.markdown)))
    assert len(linked) == len(written) and linked <= anchors


def test_the_numbers_of_the_plan_are_listed(empty_record: Office) -> None:
    (numbers,) = (table.value for table in open_page("method").table)
    said = dict(zip(numbers["Tên trong tệp kế hoạch"], numbers["Đang đặt"], strict=True))
    assert said["on\\_track"] == "95%" and said["forecast\\_coverage"] == "80%"
    assert len(said) == 12
