"""What was found, as docs/hieu-nang.md shows it, in Vietnamese, with day and class of machine."""

import os
import platform
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from textwrap import fill

import psutil

from benchmarks.board.loading import FirstVisit
from benchmarks.board.meeting import Meeting
from benchmarks.board.scripts import PageTimes
from benchmarks.board.starting import Memory, Starts
from cchc_metrics import words

MOST_TIMES_BARE, LEAST_TIMES_NAIVE = 1.3, 5.0
_MIB, _WIDTH = 2**20, 110


@dataclass(frozen=True)
class Found:
    """Everything that one run has measured."""

    people: int
    pages: dict[str, PageTimes]
    meeting: Meeting
    starts: Starts
    hello: Starts
    memory: Memory
    visit: FirstVisit


def text_of(found: Found) -> str:
    """The whole document."""
    parts = (_head(), _scripts(found), _meeting(found), _starting(found), _loading(found), _FOOT)
    paragraphs = [paragraph for part in parts for paragraph in part.split("\n\n")]
    return "\n\n".join(map(_wrapped, paragraphs)) + "\n"


def _wrapped(paragraph: str) -> str:
    if paragraph.startswith(("#", "|")):
        return paragraph
    return fill(" ".join(paragraph.split()), _WIDTH, break_long_words=False)


def _head() -> str:
    memory, cores = psutil.virtual_memory().total / 2**30, psutil.cpu_count()
    load = _number(os.getloadavg()[0], 1)
    return f"""# Hiệu năng

Đo ngày {words.day(date.today())} bằng một lệnh, `python -m benchmarks.board`, trong một lần chạy:
{platform.system()}, {cores} nhân xử lý, {_number(memory)} GB bộ nhớ, Python
{platform.python_version()}. Máy chủ, người dùng giả lập và trình duyệt dùng chung các nhân này;
lúc đo xong, tải trung bình của máy là {load} (trên {cores} nghĩa là còn việc khác tranh nhân).
Hai thứ được so với nhau thì đo xen kẽ trong cùng điều kiện, nên **tỷ lệ đáng tin hơn số tuyệt
đối**. Số liệu là bộ mẫu mười tháng."""


def _scripts(found: Found) -> str:
    rows = [
        (
            page,
            str(times.charts),
            _ms(median(times.own)),
            _ms(median(times.usual)),
            f"**{_number(times.ratio, 2)}**",
            _ms(median(times.strict)),
            _number(times.strict_ratio, 1),
        )
        for page, times in found.pages.items()
    ]
    worst = max(times.ratio for times in found.pages.values())
    closest = min(times.strict_ratio for times in found.pages.values())
    verdict = _aim(worst <= MOST_TIMES_BARE, f"cao nhất {_times(worst)}")
    heads = ("Trang", "Biểu đồ", "Trang này", "Trang trống", "Tỷ lệ", "Trống, chặt", "Tỷ lệ chặt")
    return f"""## Một lần chạy của từng trang

Mili giây bộ xử lý của luồng chạy trang (trung vị), khi số liệu đã được tính sẵn cho mọi người.
**Trang trống** là trang Streamlit chỉ có tiêu đề và ngần ấy biểu đồ cột nhỏ, với thiết đặt mặc định
của Streamlit (sau mỗi lần chạy dọn bộ nhớ một lượt). **Trống, chặt** là cùng trang đó với thiết đặt
của hệ thống này (không dọn sau mỗi lần chạy).

Mục tiêu: không quá {_times(MOST_TIMES_BARE)} trang trống. {verdict}

{_table(heads, rows)}

So chặt thì mức thấp nhất là {_times(closest)}: trên trang của hệ thống còn bảng chọn trang, kỳ số
liệu, lời giải thích, bảng số liệu, nút tải mà trang trống không có, và Streamlit cần thời gian cho
từng thành phần ấy, còn trang trống không biểu đồ chỉ có một dòng tiêu đề."""


def _meeting(found: Found) -> str:
    ours, naive = found.meeting.ours, found.meeting.naive
    ratio = ours.rate / naive.rate
    crowds = (("Hệ thống này, cả trang", ours), ("plotly.express, chỉ hai biểu đồ", naive))
    rows = [
        (name, _number(c.rate, 1), _s(c.p50), _s(c.p95), _ms(1000 * c.work)) for name, c in crowds
    ]
    heads = ("", "Lượt/giây", "p50 (giây)", "p95 (giây)", "Bộ xử lý mỗi lượt (ms)")
    verdict = _aim(ratio >= LEAST_TIMES_NAIVE, f"được {_times(ratio)}")
    return f"""## {found.people} người trong cuộc họp cùng mở Tổng quan

Một tiến trình; mọi người bấm cùng một lúc, nên người sau cùng chờ cả phòng. Bên kia là hai biểu đồ
của trang này viết theo cách thường gặp: plotly.express vẽ lại trong mỗi lần chạy, số liệu cho sẵn.

Mục tiêu: ít nhất gấp {_times(LEAST_TIMES_NAIVE)} số lượt mỗi giây. {verdict}

{_table(heads, rows)}

Có người nộp số liệu khi {found.people} bảng đang mở, không ai bấm gì: bảng đầu tiên đổi sau
{_s(median(found.meeting.first_fresh))} giây, bảng cuối cùng sau
{_s(median(found.meeting.last_fresh))} giây (trung vị). Máy chủ nhìn phiên bản dữ liệu mỗi giây một
lần rồi cho từng bảng vẽ lại, xong bảng này mới đến bảng kia. Một hai lần nộp liền nhau thì vẽ lại
ngay; nộp liên tục thì việc vẽ lại chỉ được một phần tư thời gian, phần còn lại để cho người đang
bấm."""


def _starting(found: Found) -> str:
    both = (("Hệ thống này", found.starts), ("streamlit hello", found.hello))
    rows = [(name, _s(starts.answers_after), _s(starts.shows_after)) for name, starts in both]
    answering = found.starts.answers_after / found.hello.answers_after
    shown = found.starts.shows_after / found.hello.shows_after
    heads = ("", "Trả lời (giây)", "Xong trang đầu (giây)")
    return f"""## Khởi động và bộ nhớ

Từ lúc gõ lệnh (`python -m cchc_metrics serve`, mở và kiểm cơ sở dữ liệu trước khi phục vụ) đến khi
máy chủ trả lời, và đến khi trang đầu tiên vẽ xong.

{_table(heads, rows)}

Trả lời lâu gấp {_times(answering)}, vì mở và kiểm cơ sở dữ liệu trước; xong trang đầu lâu gấp
{_times(shown)}, vì nạp các thư viện số liệu, chấm cả kế hoạch và vẽ hai biểu đồ.

Bộ nhớ của máy chủ khi có người xem, gồm cả việc sao lưu hằng ngày:
{_number(found.memory.first / _MIB)} MiB, một tiến trình. Mỗi phiên mở thêm bảng Tổng quan:
{_number(found.memory.a_session / _MIB, 2)} MiB; số liệu và biểu đồ dùng chung."""


def _loading(found: Found) -> str:
    visit = found.visit
    rows = [
        (name, _number(taken / _MIB, 2), _number((taken + visit.page) / _MIB, 2))
        for name, taken in (("không nén", visit.plain), ("gzip", visit.packed))
    ]
    heads = ("", f"{visit.files} tệp (MiB)", "cùng nội dung trang (MiB)")
    return f"""## Lần mở đầu tiên của một máy

{_table(heads, rows)}

Còn {words.percent(visit.packed / visit.plain)} số byte. Các lần sau trình duyệt lấy tệp từ bộ nhớ
của nó; mỗi lần mở Tổng quan khi đó chỉ còn {_number(visit.page / 1024)} KiB nội dung trang."""


_FOOT = """Tải nhiều người cùng nộp và xem: `python -m benchmarks.load`, kết quả ở
[decisions.md](decisions.md). Tra phiên đăng nhập mỗi yêu cầu:
`python -m benchmarks.session_lookup`."""


def _aim(is_reached: bool, figure: str) -> str:
    return f"**Đạt** ({figure})." if is_reached else f"**Chưa đạt** ({figure})."


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    rule = ("---", *("---:" for _ in heads[1:]))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))


def _times(ratio: float) -> str:
    return f"{_number(ratio, 2)} lần"


def _ms(milliseconds: float) -> str:
    return _number(milliseconds, 1)


def _s(seconds: float) -> str:
    return _number(seconds, 2)


def _number(value: float, digits: int = 0) -> str:
    return words.number(Decimal(f"{value:.{digits}f}"))
