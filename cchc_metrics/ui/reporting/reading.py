"""A report to read on the page, as it will stand on paper."""

from collections.abc import Callable, Iterable, Sequence

import pyarrow as pa
import streamlit as st

from cchc_metrics.reports import annexes, reminders
from cchc_metrics.reports import sentences as say
from cchc_metrics.reports.cells import Table, shown
from cchc_metrics.reports.papers import Paper
from cchc_metrics.reports.said import LaggingPart, Report, Sentence
from cchc_metrics.ui import cached
from cchc_metrics.ui.drawing import plain, show_table, table_of
from cchc_metrics.workflow.reporting.drafting import Drafted

# On the page for leaders.
_WORST = 5


def periodic(seen: Drafted) -> None:
    """The whole text in the words of its draft, and its annexes folded, which have no sentences."""
    report = seen.paper.report
    st.markdown(f"**BÁO CÁO**  \n**{plain(report.subject)}**")
    _write(report.opening[:1])
    st.markdown(f"## {say.PARTS[0]}")
    _write(report.opening[1:])
    for area in report.areas:
        st.markdown(f"### {area.number}. {plain(area.name)}")
        head, *others = area.sentences
        _write([head])
        _write(others, listed=True)
    st.markdown(f"## {say.PARTS[1]}")
    _write([report.lagging_opening])
    for number, part in enumerate(report.lagging, start=1):
        _lagging(report, number, part)
    _write(report.late, listed=True)
    st.markdown(f"## {say.PARTS[2]}")
    _write(report.tasks, listed=True)
    _write([report.closing])
    _annexes(seen.plain)


def reminder(paper: Paper) -> None:
    """Who is urged, and for what."""
    report, fields = paper.report, paper.fields
    found = [
        each
        for each in reminders.urged(report)
        if not fields.addressed_to or each.department in fields.addressed_to
    ]
    if not found:
        st.info(reminders.NOBODY, icon=":material/check_circle:")
        return
    st.markdown(f"**{plain(reminders.ABOUT)}**")
    st.write(plain(reminders.opening(report, fields)))
    for number, each in enumerate(found, start=1):
        st.markdown(f"**{number}. {plain(each.department)}**")
        st.markdown("\n".join(f"- {plain(line)}" for line in (*each.owed, *each.lagging)))
    st.write(plain(reminders.closing(report, fields)))


def brief(report: Report) -> None:
    """What the page for leaders says."""
    _write(report.opening[1:])
    _cells(cached.made(_told, annexes.worst, report, _WORST))
    _write(report.late, listed=True)


def _cells(said: tuple[Table, pa.Table]) -> None:
    typed, drawn = said
    if typed.rows:
        show_table(drawn)
    else:
        st.caption(plain(typed.if_empty))


def _told(tell: Callable[..., Table], report: Report, *of: int) -> tuple[Table, pa.Table]:
    """A table of typed cells, also as it is shown; a heading of an area takes a row."""
    said = tell(report, *of)
    width = len(said.columns)
    rows = [[shown(cell) for cell in row] + [""] * (width - len(row)) for row in said.rows]
    return said, table_of([column.heading for column in said.columns], rows)


def _lagging(report: Report, number: int, part: LaggingPart) -> None:
    state = say.lowered(report.result(part.code).status.label)
    st.markdown(f"### {number}. {plain(part.name)} ({state})")
    lines = [
        *(f"Kết quả: {sentence.text}" for sentence in _kept([part.result])),
        *(f"Nguyên nhân: {sentence.text}" for sentence in _kept(part.causes)),
        *(f"Biện pháp: {sentence.text}" for sentence in _kept(part.measures)),
    ]
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _annexes(report: Report) -> None:
    with st.expander("Phụ lục: kết quả các chỉ tiêu"):
        _cells(cached.made(_told, annexes.annex, report))
    if report.before is not None:
        with st.expander(f"Phụ lục: so sánh với {plain(report.before.period_name)}"):
            _cells(cached.made(_told, annexes.comparison, report))
    if report.sendings:
        with st.expander("Phụ lục: tình hình gửi số liệu"):
            _cells(cached.made(_told, annexes.sendings, report))


def _write(sentences: Sequence[Sentence], listed: bool = False) -> None:
    texts = [plain(sentence.text) for sentence in _kept(sentences)]
    if listed and texts:
        st.markdown("\n".join(f"- {text}" for text in texts))
    elif texts:
        st.markdown("\n\n".join(texts))


def _kept(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Without those that were emptied."""
    return [sentence for sentence in sentences if sentence.text.strip()]
