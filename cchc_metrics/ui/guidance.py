"""Where to begin: three steps for each role, open while nothing was sent, else folded away."""

from collections.abc import Mapping

import streamlit as st

from cchc_metrics.access.roles import Role, Visitor

# What to do, and the pages where it is done: file in pages/ with its title.
Steps = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]

_HAND_IN = ("submit", "Nộp số liệu")
_SENT = ("submissions", "Tình hình nộp")
_LAGGING = ("lagging", "Chỉ tiêu chậm")
_ACTIONS = ("actions", "Biện pháp")
_STEPS: Mapping[Role | None, Steps] = {
    Role.OFFICER: (
        (
            "Vào trang **Nộp số liệu**, chọn kỳ, tải mẫu Excel và nhập số đếm vào các ô nền vàng.",
            "Tải tệp lên ở chính trang đó, sửa những ô báo lỗi, đối chiếu rồi bấm **Lưu số liệu**."
            " Biểu đồ hiện ngay sau khi lưu.",
            "Chỉ tiêu nào của đơn vị còn chậm thì ghi nguyên nhân và biện pháp ở trang"
            " **Biện pháp**.",
        ),
        (_HAND_IN, _ACTIONS),
    ),
    Role.COORDINATOR: (
        (
            "Xem đơn vị nào chưa gửi ở trang **Tình hình nộp** và đôn đốc; khi cần thì nộp thay ở"
            " trang **Nộp số liệu**.",
            "Xem nguyên nhân, biện pháp của các chỉ tiêu chậm ở trang **Biện pháp**; đủ số liệu thì"
            " chốt tháng ở trang **Tình hình nộp**.",
            "Đến kỳ báo cáo, sửa câu chữ và tải văn bản ở trang **Báo cáo**.",
        ),
        (_SENT, _HAND_IN, _ACTIONS, ("reports", "Báo cáo")),
    ),
    Role.LEADER: (
        (
            "Trang **Tổng quan** cho biết ngay đơn vị nào chưa gửi, lĩnh vực nào và chỉ tiêu nào"
            " chậm.",
            "Trang **Chỉ tiêu chậm** nói vì sao, còn thiếu bao nhiêu việc, ai chủ trì; bấm **Nguồn"
            " số liệu** để xem con số nằm ở ô nào của tệp nào.",
            "Trong cuộc họp, mở trang **Trình chiếu**: mỗi lĩnh vực một trang, phím → lật tiếp.",
        ),
        (_LAGGING, ("meeting", "Trình chiếu")),
    ),
    Role.ADMIN: (
        (
            "Tạo tài khoản cho từng người ở trang **Tài khoản** và đưa mật khẩu tạm; họ đổi mật"
            " khẩu ở lần đăng nhập đầu.",
            "Đọc các điểm chờ xã xác nhận ở trang **Kế hoạch**: đơn vị báo cáo, hạn gửi, chỉ tiêu"
            " tỉnh giao.",
            "Xem bản sao lưu hằng ngày ở trang **Hệ thống** và chép sang máy khác.",
        ),
        (("accounts", "Tài khoản"), ("plan", "Kế hoạch"), ("system", "Hệ thống")),
    ),
    None: (
        (
            "Trang **Tổng quan** cho biết tiến độ bảy lĩnh vực và chỉ tiêu nào chậm.",
            "Bấm tên lĩnh vực hoặc chỉ tiêu trên biểu đồ để xem chi tiết và nguồn.",
            "Trang **Cách tính** giải thích từng con số và trạng thái.",
        ),
        (_LAGGING, ("method", "Cách tính")),
    ),
}


def first_steps(visitor: Visitor) -> None:
    """For an empty record: what it waits for, and what this visitor does first."""
    steps, pages = _STEPS[visitor.role]
    st.info(
        f"**Chưa có số liệu nào.** Bắt đầu theo ba bước:\n\n{_numbered(steps)}\n\n"
        "Biểu đồ hiện khi các đơn vị nộp số liệu.",
        icon=":material/waving_hand:",
    )
    _links(pages)


def folded_steps(visitor: Visitor) -> None:
    """The same for whoever comes for the first time to a board that is in use."""
    steps, pages = _STEPS[visitor.role]
    who = visitor.role.label.lower() if visitor.role else "người xem"
    with st.expander(f"Dùng lần đầu? Ba bước cho {who}", icon=":material/help:"):
        st.markdown(_numbered(steps))
        _links(pages)


def _numbered(steps: tuple[str, ...]) -> str:
    return "\n".join(f"{place}. {step}" for place, step in enumerate(steps, start=1))


def _links(pages: tuple[tuple[str, str], ...]) -> None:
    with st.container(horizontal=True):
        for file, title in pages:
            st.page_link(f"pages/{file}.py", label=f"Đến trang {title}", width="content")
