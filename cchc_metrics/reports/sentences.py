"""The sentences of a report: administrative Vietnamese, each rate with its parts."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cchc_metrics import words
from cchc_metrics.plan.model import Kind
from cchc_metrics.reports.said import (
    Action,
    Before,
    Change,
    Explanation,
    OpenTask,
    Result,
    Sending,
    Sentence,
)
from cchc_metrics.scoring.frames import MILESTONE
from cchc_metrics.scoring.progress import Progress
from cchc_metrics.scoring.status import Status

PARTS = (
    "I. KẾT QUẢ THỰC HIỆN THEO BẢY LĨNH VỰC",
    "II. CHỈ TIÊU CHẬM VÀ NGUYÊN NHÂN",
    "III. NHIỆM VỤ TRỌNG TÂM KỲ TỚI",
)
NO_FIGURES_NOTE = "Chưa có số liệu nào được gửi trong kỳ này."
NONE_LAGGING = "Không có chỉ tiêu nào chậm."
_LEAST_POINTS = 0.0005  # less than half of what one decimal shows


def overall(progress: Progress) -> str:
    """`Tiến độ chung: 83,1%, tính trên 17/26 chỉ tiêu`: never without its coverage."""
    coverage = f"{progress.covered}/{progress.total} chỉ tiêu"
    if progress.progress is None:
        return f"Tiến độ chung: {words.NOT_JUDGED} ({coverage})"
    return f"Tiến độ chung: {words.percent(progress.progress)}, tính trên {coverage}"


def of_area(progress: Progress, lagging: int) -> str:
    """`Tiến độ lĩnh vực: 91,7%, tính trên 3/4 chỉ tiêu; 1 chỉ tiêu chậm.`"""
    how_far = overall(progress).replace("Tiến độ chung", "Tiến độ lĩnh vực")
    return f"{how_far}; {words.number(lagging) if lagging else 'không có'} chỉ tiêu chậm."


def counts(results: Sequence[Result]) -> str:
    """`Trong 26 chỉ tiêu: 9 đạt, 3 đúng tiến độ, …`: states that occur, in the order of Status."""
    told = []
    for status in Status:
        amount = sum(result.status is status for result in results)
        if amount:
            told.append(f"{words.number(amount)} {lowered(status.label)}")
    return f"Trong {words.number(len(results))} chỉ tiêu theo dõi: {'; '.join(told)}."


def result_sentence(result: Result, before: Change | None, before_name: str) -> str:
    """`Tỷ lệ số hóa: 18/20 hồ sơ = 90%, chỉ tiêu 100%; cần đẩy nhanh. Quý I: 85% (17/20), …`."""
    said = f"{result.name}: {_found(result)}."
    compared = _compared(result, before, before_name)
    return f"{said} {compared}" if compared else said


def _found(result: Result) -> str:
    state = lowered(result.status.label)
    if result.kind == MILESTONE:
        return f"{lowered(arithmetic(result)).rstrip('.')}; {state}"
    if result.status is Status.NO_DATA:
        return f"{state}{_target(result)}"
    if result.status is Status.NOT_ARISEN:
        return f"{state} trong kỳ{_target(result)}"
    if result.target is None:
        return f"{amount_in_words(result)}; {state}"
    return f"{amount_in_words(result)}{_target(result)}; {state}"


def amount_in_words(result: Result) -> str:
    """`18/20 hồ sơ = 90%`, or `12 mô hình` for a count."""
    if result.numerator is None:
        return words.NO_FIGURES
    if result.kind == Kind.COUNT:
        return f"{words.number(result.numerator)} {result.unit}"
    if not result.denominator:
        return words.NOT_ARISEN
    limits = [limit for limit in (result.target, result.expected) if limit is not None]
    share = words.percent(Fraction(result.numerator, result.denominator), limits)
    parts = f"{words.number(result.numerator)}/{words.number(result.denominator)}"
    return f"{parts} {result.unit} = {share}"


def target_in_words(result: Result) -> str:
    """`trên 95%`; empty without a target."""
    if result.target is None:
        return ""
    if result.kind == Kind.COUNT:
        return f"{result.asked}{words.number(result.target)}"
    limits = () if result.value is None else (result.value,)
    return f"{result.asked}{words.percent(result.target, limits)}"


def _target(result: Result) -> str:
    asked = target_in_words(result)
    return f", chỉ tiêu {asked}" if asked else ""


def _compared(result: Result, before: Change | None, name: str) -> str:
    """How it stood in the period before, where both have a value."""
    if before is None or before.before_value is None or result.value is None:
        return ""
    if result.kind == Kind.COUNT:
        return f"{name}: {words.number(before.before_numerator)} {result.unit}."
    was = words.rate(before.before_numerator, before.before_denominator)
    return f"{name}: {was}, {moved(before.points)}."


def moved(points: float | None) -> str:
    """`tăng 5 điểm phần trăm`; what one decimal cannot show is called so."""
    if points is None:
        return ""
    if points == 0:
        return "không đổi"
    if abs(points) < _LEAST_POINTS:
        return "gần như không đổi"
    verb = "tăng" if points > 0 else "giảm"
    return f"{verb} {words.number(round(abs(points) * 100, 1))} điểm phần trăm"


def lagging_opening(lagging: int, total: int) -> str:
    if not lagging:
        return NONE_LAGGING
    return (
        f"Có {words.number(lagging)} trong {words.number(total)} chỉ tiêu chậm, xếp từ nặng đến nhẹ"
        " như sau:"
    )


def arithmetic(result: Result) -> str:
    """The reason without the name of the state, which stands in the heading."""
    told = result.reason.removeprefix(f"{result.status.label}: ")
    return told[:1].upper() + told[1:]


def late_sentences(sendings: Sequence[Sending]) -> Iterator[Sentence]:
    """Who was late or has not sent, a department a sentence; nothing where all were in time."""
    for sending in sendings:
        told = []
        if sending.missing_months:
            told.append(f"chưa gửi số liệu {_months(sending.missing_months)}")
        if sending.late_months:
            told.append(f"gửi chậm {_months(sending.late_months)}")
        if told:
            yield Sentence(f"sending/{sending.department}", f"{sending.name}: {'; '.join(told)}.")


def _months(months: Sequence[int]) -> str:
    return f"tháng {words.joined(map(str, months))}"


def cause_sentences(
    code: str, lead: str, explanations: Sequence[Explanation]
) -> tuple[Sentence, ...]:
    """What was explained; where nothing was, it is said and not made up."""
    found = [f"{explanation.text.rstrip('.')} ({explanation.by})." for explanation in explanations]
    who = f" của {lead}" if lead else ""
    return tuple(
        Sentence(f"cause/{code}/{number}", text)
        for number, text in enumerate(found or [f"Chưa có giải trình{who}."], start=1)
    )


def measure_sentences(code: str, actions: Sequence[Action]) -> tuple[Sentence, ...]:
    found = [action_in_words(action) for action in actions] or ["Chưa có biện pháp được ghi nhận."]
    return tuple(
        Sentence(f"measure/{code}/{number}", text) for number, text in enumerate(found, start=1)
    )


def action_in_words(action: Action) -> str:
    """`Rà soát hồ sơ tồn (Trung tâm PVHCC, hạn 30/4/2026, đang làm).`"""
    due = f"hạn {words.day(action.due_on)}" if action.due_on else ""
    about = ", ".join(each for each in (action.department, due, lowered(action.state)) if each)
    text = action.text.rstrip(".")
    return f"{text} ({about})." if about else f"{text}."


def focus_sentences(
    results: Sequence[Result], tasks: Sequence[OpenTask], plan_title: str
) -> Iterator[Sentence]:
    """What comes next: what lags first, with what it still needs; then the plan's open tasks."""
    for result in results:
        yield Sentence(f"focus/{result.code}", f"{result.name}: {_still_needed(result)}.")
    for task in tasks:
        due = f"hạn {words.day(task.due_on)}" if task.due_on else ""
        about = ", ".join(each for each in (task.department, due, lowered(task.state)) if each)
        text = f"{task.text.rstrip('.')} ({about})." if about else task.text
        yield Sentence(f"task/{task.code}", text)

    yield Sentence("focus", f"Tiếp tục thực hiện các chỉ tiêu, nhiệm vụ còn lại của {plan_title}.")


def _still_needed(result: Result) -> str:
    """`Trung tâm PVHCC xử lý 2 hồ sơ còn thiếu; các tháng còn lại phải đạt trên 96%`."""
    lead = result.lead or "đơn vị chủ trì"
    if result.status is Status.NO_DATA:
        return f"{lead} gửi ngay số liệu đã quá hạn"
    if result.kind == MILESTONE:
        return f"{lead} hoàn thành và báo cáo kết quả"
    needed = [f"{lead} tập trung thực hiện"]
    if result.missing_cases:
        verb = "đang vượt mức" if result.lower_is_better else "còn thiếu"
        needed.append(f"{verb} {words.number(result.missing_cases)} {result.unit}")
    if result.required_rate is not None and 0 < result.required_rate <= 1:
        above = "trên " if result.strict else ""
        needed.append(f"các tháng còn lại phải đạt {above}{words.percent(result.required_rate)}")
    if result.out_of_reach:
        limits = () if result.target is None else (result.target,)
        best = words.percent(result.best_reachable, limits)
        needed.append(f"phấn đấu cả năm ở mức cao nhất còn có thể là {best}")
    return "; ".join(needed)


def roman(number: int) -> str:
    """`XIV`, for numbers below 100, as many areas as a plan may have."""
    tens, ones = divmod(number, 10)
    return _TENS[tens] + _ONES[ones]


_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")


def lowered(text: str) -> str:
    """With a small first letter, to stand within a sentence."""
    return text[:1].lower() + text[1:]


def before_of(before: Before | None, code: str) -> Change | None:
    changes = before.changes if before else ()
    return next((change for change in changes if change.code == code), None)
