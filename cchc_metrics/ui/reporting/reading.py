"""A report to read on the page, as it will stand on paper."""

from collections.abc import Callable, Iterable, Iterator

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
    st.markdown("\n\n".join(_text(seen.paper.report)))
    _annexes(seen.plain)


def _text(report: Report) -> Iterator[str]:
    """Paragraph by paragraph; one piece on the page, for each costs as much as a short page."""
    yield f"**BÁO CÁO**  \n**{plain(report.subject)}**"
    yield from _said(report.opening[:1])
    yield f"## {say.PARTS[0]}"
    yield from _said(report.opening[1:])
    for area in report.areas:
        yield f"### {area.number}. {plain(area.name)}"
        head, *others = area.sentences
        yield from (*_said([head]), *_listed(others))
    yield f"## {say.PARTS[1]}"
    yield from _said([report.lagging_opening])
    for number, part in enumerate(report.lagging, start=1):
        yield from _lagging(report, number, part)
    yield from _listed(report.late)
    yield f"## {say.PARTS[2]}"
    yield from (*_listed(report.tasks), *_said([report.closing]))


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
    for text in _said(report.opening[1:]):
        st.markdown(text)
    _cells(cached.made(_told, annexes.worst, report, _WORST))
    for text in _listed(report.late):
        st.markdown(text)


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


def _lagging(report: Report, number: int, part: LaggingPart) -> Iterator[str]:
    state = say.lowered(report.result(part.code).status.label)
    yield f"### {number}. {plain(part.name)} ({state})"
    lines = [
        *(f"Kết quả: {sentence.text}" for sentence in _kept([part.result])),
        *(f"Nguyên nhân: {sentence.text}" for sentence in _kept(part.causes)),
        *(f"Biện pháp: {sentence.text}" for sentence in _kept(part.measures)),
    ]
    if lines:
        # Another mark than that of the list which may follow, so that each stays a list of its own.
        yield "\n".join(f"* {plain(line)}" for line in lines)


def _annexes(report: Report) -> None:
    with st.expander("Phụ lục: kết quả các chỉ tiêu"):
        _cells(cached.made(_told, annexes.annex, report))
    if report.before is not None:
        with st.expander(f"Phụ lục: so sánh với {plain(report.before.period_name)}"):
            _cells(cached.made(_told, annexes.comparison, report))
    if report.sendings:
        with st.expander("Phụ lục: tình hình gửi số liệu"):
            _cells(cached.made(_told, annexes.sendings, report))


def _said(sentences: Iterable[Sentence]) -> list[str]:
    return [plain(sentence.text) for sentence in _kept(sentences)]


def _listed(sentences: Iterable[Sentence]) -> list[str]:
    """One list; nothing where there is no sentence."""
    items = [f"- {text}" for text in _said(sentences)]
    return ["\n".join(items)] if items else []


def _kept(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Without those that were emptied."""
    return [sentence for sentence in sentences if sentence.text.strip()]
