"""Forms of the coordinator: sentences reworded, fields filled in, the paper sent."""

from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.reports.fields import Fields, dated, numbered
from cchc_metrics.reports.papers import Draft, PaperKind, Rewording, reworded
from cchc_metrics.reports.reminders import closing, opening, urged
from cchc_metrics.reports.said import Report, Sentence
from cchc_metrics.ui.acting import act
from cchc_metrics.ui.drawing import plain
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.reporting.drafting import (
    LONGEST_FIELD,
    LONGEST_SENTENCE,
    Drafted,
    rewordings,
    save_draft,
)
from cchc_metrics.workflow.reporting.sending import send

SAVE, SEND = "Lưu bản thảo", "Phát hành"
_DRAWN = "bao-cao-da-hien"
_NOT_SEEN = (
    "Số liệu vừa đổi nên văn bản không còn như lúc bấm. Xem lại thẻ Nội dung rồi phát hành;"
    " chưa phát hành gì."
)


def figures_before(seen: Drafted) -> Report | None:
    """The paper as it was last drawn here, where its figures have changed since.

    Who has pressed a button on it has not seen those of now.
    """
    before: Report = st.session_state.get(_DRAWN, seen.plain)
    st.session_state[_DRAWN] = seen.plain
    is_same_paper = (before.period, before.as_of) == (seen.plain.period, seen.plain.as_of)
    is_changed = replace(before, made_at=seen.plain.made_at) != seen.plain
    return before if is_same_paper and is_changed else None


def sentences(office: Office, visitor: Visitor, seen: Drafted, before: Report | None) -> None:
    """The sentences of one part, each in a box; what is emptied does not go out.

    What was typed is compared with what stood in the boxes (`before`): a sentence that nobody has
    touched must not be kept with its earlier figures.
    """
    stood = before or seen.plain
    _outdated(seen.outdated)
    parts = _parts(stood)
    part = st.selectbox("Phần", list(parts), key=f"phan-{seen.plain.period}")
    shown = reworded(stood, seen.draft.rewordings)
    texts = {sentence.key: sentence.text for sentence in shown.sentences}
    with st.form(f"cau-{part}-{_named(seen)}", border=True):
        st.caption("Xóa hết chữ của một câu thì câu đó không in ra.")
        typed = {
            sentence.key: st.text_area(
                _label(sentence),
                texts[sentence.key],
                height="content",
                max_chars=LONGEST_SENTENCE,
                key=f"{sentence.key}-{_named(seen)}-{_told_apart(sentence.text)}",
            )
            for sentence in parts[part]
        }
        if not st.form_submit_button(SAVE, icon=":material/save:"):
            return
    draft = replace(seen.draft, rewordings=_changed(seen.draft, stood, typed))
    act("Đã lưu bản thảo.", lambda: save_draft(office, visitor, seen, draft, office.now()))


def fields(office: Office, visitor: Visitor, seen: Drafted) -> None:
    """Number, day, who signs and who receives; what is not known stays empty."""
    was, name = seen.paper.fields, _named(seen)
    with st.form(f"truong-{name}", border=True):
        left, right = st.columns(2)
        number = left.text_input(
            f"Số (ký hiệu /{seen.paper.kind.symbol})", was.number, max_chars=20, key=f"so-{name}"
        )
        day = right.date_input("Ngày văn bản", was.day, format="DD/MM/YYYY", key=f"ngay-{name}")
        reply_by, addressed_to, own = was.reply_by, was.addressed_to, (was.opening, was.closing)
        if seen.paper.kind is PaperKind.REMINDER:
            addressed_to = _receivers(seen, name)
            reply_by = st.date_input(
                "Trả lời trước ngày", was.reply_by, format="DD/MM/YYYY", key=f"tra-loi-{name}"
            )
            own = _own_words(seen, name)
        else:
            addressed_to = _lines(
                "Kính gửi (mỗi nơi một dòng, có thể để trống)", addressed_to, name
            )
        capacity = _lines("Quyền hạn, chức vụ của người ký", was.capacity, name)
        signer = st.text_input(
            "Họ tên người ký", was.signer, max_chars=LONGEST_FIELD, key=f"ky-{name}"
        )
        recipients = _lines("Nơi nhận (mỗi nơi một dòng)", was.recipients, name)
        if not st.form_submit_button(SAVE, icon=":material/save:"):
            return
    filled = Fields(number, day, addressed_to, capacity, signer, recipients, reply_by, *own)
    draft = replace(seen.draft, fields=filled)
    act("Đã lưu bản thảo.", lambda: save_draft(office, visitor, seen, draft, office.now()))


def _receivers(seen: Drafted, name: str) -> tuple[str, ...]:
    """Whom a letter goes to; empty for all who are late or lag, whoever they will be."""
    names = [each.department for each in urged(seen.plain)]
    before = [each for each in seen.paper.fields.addressed_to if each in names]
    key = f"kinh-gui-{name}-{_told_apart(*names)}"
    chosen = st.multiselect("Kính gửi", names, before or names, key=key)
    return () if set(chosen) == set(names) else tuple(chosen)


def _own_words(seen: Drafted, name: str) -> tuple[str, str]:
    """Opening and closing of a letter; empty where they are left as the letter has them."""
    was = seen.paper.fields
    own = []
    for label, words_of in (("Lời mở đầu", opening), ("Lời kết", closing)):
        usual = words_of(seen.plain, replace(was, opening="", closing=""))
        shown = words_of(seen.plain, was)
        typed = st.text_area(label, shown, max_chars=LONGEST_SENTENCE, key=f"{label}-{name}")
        own.append("" if typed.strip() == usual else typed)
    return own[0], own[1]


def sending(office: Office, visitor: Visitor, seen: Drafted, before: Report | None) -> None:
    """Freezes what stands on the page, once it has its number and its day."""
    filled, kind = seen.paper.fields, seen.paper.kind
    st.write(
        f"Phát hành {plain(kind.label.lower())} số **{plain(numbered(filled, kind.symbol))}**,"
        f" {dated(filled.day, seen.plain.year)}. Số liệu và lời văn được giữ nguyên như đang hiện"
        " ở thẻ Nội dung; số liệu đổi sau này không làm đổi văn bản đã phát hành."
    )
    _outdated(seen.outdated)
    with st.form(f"phat-hanh-{_named(seen)}", border=False):
        sure = st.checkbox(
            "Văn bản đã được ký, số và ngày đúng với sổ văn bản đi.", key=f"da-ky-{_named(seen)}"
        )
        if not st.form_submit_button(SEND, type="primary", icon=":material/send:"):
            return
    if not sure:
        st.error("Chưa xác nhận văn bản đã được ký; chưa phát hành gì.", icon=":material/block:")
        return
    if before is not None:
        st.error(_NOT_SEEN, icon=":material/block:")
        st.stop()
    act(f"Đã phát hành {kind.label.lower()}.", lambda: _sent(office, visitor, seen))


def _sent(office: Office, visitor: Visitor, seen: Drafted) -> None:
    send(office, visitor, seen, office.now())


def saved(seen: Drafted) -> None:
    """Who has saved the draft, and when."""
    if seen.saved_at is not None:
        st.caption(
            f"Bản thảo do {plain(seen.saved_by)} lưu lúc {words.moment(seen.saved_at)};"
            f" {words.number(len(seen.draft.rewordings))} câu đã sửa."
        )


def _named(seen: Drafted) -> str:
    """A draft at a version: what was typed for one does not stand in the boxes of another."""
    return f"{seen.paper.kind}-{seen.plain.period}-{seen.plain.as_of}-{seen.version}"


def _told_apart(*texts: str) -> str:
    """Short for what a box was filled with."""
    return f"{crc32(chr(0).join(texts).encode()):x}"


def _outdated(found: Sequence[Rewording]) -> None:
    for each in found:
        st.warning(
            f"Số liệu đã đổi sau khi sửa câu này. Câu đã sửa: {plain(each.text)} — Số liệu lúc"
            f" sửa: {plain(each.was)}",
            icon=":material/update:",
        )


def _changed(draft: Draft, stood: Report, typed: dict[str, str]) -> tuple[Rewording, ...]:
    """Rewordings of other parts stay; those of this one are as they were typed."""
    others = [each for each in draft.rewordings if each.key not in typed]
    return (*others, *rewordings(stood, typed))


def _parts(report: Report) -> dict[str, tuple[Sentence, ...]]:
    """Part of the report -> what may be reworded in it."""
    areas = {f"{area.number}. {area.name}": area.sentences for area in report.areas}
    lagging = [report.lagging_opening]
    for part in report.lagging:
        lagging += [part.result, *part.causes, *part.measures]
    return {
        "Mở đầu và kết thúc": (*report.opening, report.closing),
        **areas,
        "Chỉ tiêu chậm và nguyên nhân": (*lagging, *report.late),
        "Nhiệm vụ trọng tâm kỳ tới": report.tasks,
    }


_NAMES = {
    "opening": "Lời mở đầu",
    "overall": "Nhận định chung",
    "closing": "Lời kết",
    "area": "Tiến độ lĩnh vực",
    "result": "Chỉ tiêu",
    "lagging": "Chỉ tiêu chậm",
    "cause": "Nguyên nhân",
    "measure": "Biện pháp",
    "sending": "Gửi số liệu",
    "focus": "Việc tập trung",
    "task": "Nhiệm vụ",
}


def _label(sentence: Sentence) -> str:
    """`Chỉ tiêu II.3-2`."""
    what, _, code = sentence.key.partition("/")
    return plain(f"{_NAMES.get(what, what)} {code.partition('/')[0]}")


def _lines(label: str, lines: Sequence[str], name: str) -> tuple[str, ...]:
    text = st.text_area(label, "\n".join(lines), height="content", key=f"{label}-{name}")
    return tuple(line.strip() for line in text.splitlines() if line.strip())
