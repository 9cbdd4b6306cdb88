"""Where an indicator stands today: its target, what is expected by now, its pace, its status."""

from fractions import Fraction
from typing import Any

from cchc_metrics.plan.model import Kind, Plan, Trajectory
from cchc_metrics.scoring.method.rule import Rule, every_month, scored, sentence, target
from cchc_metrics.scoring.status import Status
from cchc_metrics.words import number, percent


def targets(plan: Plan) -> Rule:
    at_it = scored(plan, every_month(95, 100, 1), 1, targets=target(plan, 95, strict=True))
    above = scored(plan, every_month(96, 100, 1), 1, targets=target(plan, 95, strict=True))
    return Rule(
        title="Mức giao: có ngày áp dụng, và “trên” là phải vượt",
        says="Mức giao dùng để chấm là mức có hiệu lực vào ngày cuối của kỳ đang xét, theo văn bản"
        " giao. “Trên 95%” thì đúng 95% chưa đạt. So sánh trên số nguyên, không trên số đã làm"
        " tròn;"
        " không số nào được làm tròn lên 100% hay lên mức giao.",
        formula="đạt khi tử số × 100 ≥ mức giao (%) × mẫu số; “trên” thì >",
        source="Nguyên văn kế hoạch, mục II.7, gạch đầu dòng 1: “Trên 95%”.",
        given="Hai kết quả so với “trên 95%”: 95/100 và 96/100 hồ sơ.",
        found=(sentence(at_it), sentence(above)),
    )


def must_rise(plan: Plan) -> Rule:
    first = plan.limits.base_months
    months = {**every_month(10, 20, first), first + 1: (16, 20)}
    rising = scored(plan, months, first + 1, targets=target(plan, None))
    last_year = dict.fromkeys(months, (9, 20))
    compared = scored(plan, months, first + 1, last_year=last_year, targets=target(plan, None))
    return Rule(
        title="“Tăng tỷ lệ”: phải cao hơn cùng kỳ năm trước",
        says=f"Có số liệu năm trước thì so với đúng kỳ đó năm trước. Chưa có thì so với {first}"
        f" tháng"
        " đầu có số liệu của năm nay, và chỉ chấm các kỳ dài hơn những tháng ấy. Bằng là chưa"
        " tăng.",
        source="Mục II.7, gạch đầu dòng 3 của kế hoạch (“Tăng tỷ lệ…”); mốc so sánh chờ xã xác"
        " nhận.",
        given=f"{first} tháng đầu mỗi tháng 10/20, tháng sau 16/20; năm trước mỗi tháng 9/20.",
        found=(f"Chưa có năm trước: {sentence(rising)}", f"Có năm trước: {sentence(compared)}"),
    )


def trajectories(plan: Plan) -> Rule:
    linear: dict[str, Any] = {
        "kind": Kind.STOCK,
        "trajectory": Trajectory.LINEAR,
        "targets": target(plan, 100),
    }
    steps = tuple(Fraction(percent, 100) for percent in (0, 0, 25, 25, 50, 50, 50, 75, 75, 75, 100))
    stepped = linear | {"trajectory": Trajectory.STEPS, "steps": (*steps, Fraction(1))}
    cases = (
        ("Giữ suốt năm", scored(plan, every_month(12, 20, 6), 6, targets=target(plan, 100))),
        ("Tăng đều từ 0%", scored(plan, every_month(12, 20, 6), 6, **linear)),
        (
            "Tăng đều từ 20%",
            scored(plan, every_month(12, 20, 6), 6, **linear, base=Fraction(20, 100)),
        ),
        ("Theo bậc tháng của kế hoạch", scored(plan, every_month(12, 20, 6), 6, **stepped)),
    )
    return Rule(
        title="Lộ trình: so với mức phải có đến nay, không so với đích cuối năm",
        says="Chỉ tiêu giữ suốt năm thì tháng nào cũng phải có đúng mức giao. Chỉ tiêu tích lũy dần"
        " thì mức phải có tăng đều từ mức đầu năm đến mức giao vào tháng 12, hoặc theo 12 bậc do kế"
        " hoạch đặt.",
        formula="mức phải có đến tháng m = mức đầu năm + (mức giao − mức đầu năm) × m/12",
        source="Kế hoạch không nêu lộ trình; loại lộ trình của từng chỉ tiêu ghi trong tệp kế"
        " hoạch,"
        " chờ xã xác nhận.",
        given="Cùng kết quả 60%, mức giao 100%, xét đến hết tháng 6, theo bốn lộ trình.",
        found=tuple(f"{name}: {sentence(card)}" for name, card in cases),
    )


def statuses(plan: Plan) -> Rule:
    good, slow = plan.bands.on_track, plan.bands.needs_acceleration
    size = 10_000
    edges = (size, good * size, good * size - 1, slow * size, slow * size - 1, Fraction(0))
    rows = [
        scored(plan, {1: (int(edge), size)}, 1, targets=target(plan, 100)).rows.iloc[0]
        for edge in edges
    ]
    falling = scored(
        plan,
        every_month(19, 100, 6),
        6,
        kind=Kind.STOCK,
        trajectory=Trajectory.LINEAR,
        base=Fraction(20, 100),
        targets=target(plan, 100),
    )
    found = [
        f"{percent(Fraction(row['pace']).limit_denominator(size), (good, slow))} mức phải có:"
        f" {Status(row['status']).label}"
        for row in rows
    ]
    return Rule(
        title="Tiến độ và trạng thái",
        says=f"Đạt mức giao là “{Status.ACHIEVED.label}”. Chưa đạt thì xét tiến độ: từ"
        f" {percent(good)} trở lên là “{Status.ON_TRACK.label}”, từ {percent(slow)} là"
        f" “{Status.NEEDS_ACCELERATION.label}”, dưới nữa là “{Status.BEHIND.label}”, thấp hơn cả"
        f" mức"
        f" đầu năm là “{Status.MOVING_AWAY.label}”. Với chỉ tiêu càng thấp càng tốt, tiến độ là mức"
        " giao chia cho kết quả.",
        formula="tiến độ = (kết quả − mức đầu năm) / (mức phải có − mức đầu năm)",
        source="Các dải của Open SDG, dạng tuyến tính; ngưỡng ghi trong tệp kế hoạch.",
        given=f"Mức giao 100%, mẫu số {number(size)}; và một chỉ tiêu xuất phát từ 20% nay còn"
        " 19%.",
        found=(*found, sentence(falling)),
    )


RULES = (targets, must_rise, trajectories, statuses)
