"""What is missing, what the months left must bring, and what the year will probably come to."""

from fractions import Fraction

from cchc_metrics.plan.model import Kind, Plan
from cchc_metrics.scoring.forecast import Verdict
from cchc_metrics.scoring.method.rule import CODE, Rule, every_month, scored, sentence, target
from cchc_metrics.scoring.reading import known
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.student import QUANTILES
from cchc_metrics.scoring.what_if import answer, arithmetic, year_so_far
from cchc_metrics.words import number, percent


def missing(plan: Plan) -> Rule:
    met = scored(plan, {1: (191, 250)}, 1, targets=target(plan, 95))
    strict = scored(plan, {1: (95, 100)}, 1, targets=target(plan, 95, strict=True))
    needed = [number(known(card.rows["missing_cases"].iloc[0])) for card in (met, strict)]
    return Rule(
        title="Còn thiếu bao nhiêu hồ sơ",
        says="Số phải có là mức giao nhân mẫu số, làm tròn lên; trừ số đã có. “Trên” mà ra đúng số"
        " nguyên thì cần thêm một.",
        formula="còn thiếu = làm tròn lên (mức giao × mẫu số) − tử số",
        source="Quy ước chấm điểm của hệ thống.",
        given="191/250 so với 95%; 95/100 so với “trên 95%”.",
        found=(
            f"95% × 250 = 237,5, làm tròn lên 238; 238 − 191 = {needed[0]} hồ sơ.",
            f"95% × 100 = 95, phải trên nên 96; 96 − 95 = {needed[1]} hồ sơ.",
        ),
    )


def months_left(plan: Plan) -> Rule:
    possible = scored(plan, every_month(19, 25, 10), 10, targets=target(plan, 80))
    beyond = scored(plan, every_month(19, 25, 10), 10, targets=target(plan, 95))
    safe = scored(plan, every_month(100, 120, 6), 6, targets=target(plan, 10))
    needed = known(safe.rows["required_rate"].iloc[0])
    return Rule(
        title="Các tháng còn lại phải đạt bao nhiêu",
        says="Số còn phát sinh (Dr) dự kiến bằng bình quân tháng đã có nhân số tháng còn lại. Mức"
        " phải đạt trên 100% nghĩa là cả năm không còn khả năng đạt; khi đó nêu mức cao nhất cả năm"
        " còn đạt được. Mức phải đạt từ 0% trở xuống nghĩa là cả năm đã chắc đạt. Với mức giao"
        " 100%,"
        " một hồ sơ trượt là cả năm hết khả năng, nên mức độ chậm vẫn xét theo tiến độ.",
        formula="Dr = mẫu số / số tháng có số liệu × số tháng còn lại;"
        " phải đạt = (mức giao × (D + Dr) − N) / Dr; cao nhất = (N + Dr) / (D + Dr)",
        source="Biến đổi từ định nghĩa tỷ lệ cả năm; chỉ dùng cho chỉ tiêu cộng dồn.",
        given="10 tháng, mỗi tháng 19/25, so với 80% rồi 95%; và 6 tháng, mỗi tháng 100/120, so"
        " với 10%.",
        found=(
            sentence(possible),
            sentence(beyond),
            f"Mức phải đạt tính ra {percent(needed)}: không tháng nào thêm được hồ sơ đạt thì cả"
            " năm vẫn đạt.",
        ),
    )


def what_if(plan: Plan) -> Rule:
    so_far = year_so_far(scored(plan, every_month(19, 25, 10), 10, targets=target(plan, 80)), CODE)
    assert so_far is not None
    reached = Fraction(9, 10)
    return Rule(
        title="Nếu các tháng còn lại đạt x%",
        says="Trên trang Lĩnh vực có thể kéo thử một mức cho các tháng còn lại. Kéo đến đúng mức"
        " “phải đạt” ở quy tắc trên thì cả năm ra đúng mức giao.",
        formula="cả năm = (N + x × Dr) / (D + Dr)",
        source="Cùng phép tính với quy tắc trên, đọc theo chiều ngược lại.",
        given="10 tháng, mỗi tháng 19/25; các tháng còn lại đạt 90%.",
        found=(answer(so_far, reached), arithmetic(so_far, reached)),
    )


def forecast(plan: Plan) -> Rule:
    limits = plan.limits
    count = scored(
        plan,
        {1: (9, None), 2: (10, None), 3: (11, None)},
        3,
        kind=Kind.COUNT,
        targets=target(plan, 10_000),
    )
    rate = scored(
        plan,
        {month: (24 if month % 2 else 22, 25) for month in range(1, 9)},
        8,
        targets=target(plan, 90),
    )
    quantile = number(QUANTILES[limits.forecast_coverage][1])
    few = limits.forecast_from_months
    return Rule(
        title="Dự báo cả năm",
        says=f"Từ {few} tháng có số liệu mới dự báo, dưới {limits.forecast_firm_from_months}"
        f" tháng ghi"
        f" “sơ bộ”. Khoảng {limits.forecast_coverage}%: nằm trọn phía đạt là"
        f" “{Verdict.LIKELY.label}”, nằm trọn phía không đạt là “{Verdict.UNLIKELY.label}”, còn lại"
        f" “{Verdict.UNCERTAIN.label}”. Với tỷ lệ, đại lượng được cộng của mỗi tháng là N − mức"
        f" giao"
        " × D. Chỉ tiêu hiện trạng và chỉ tiêu “phải tăng” không dự báo.",
        formula="tổng + h × bình quân ± t(n − 1) × s × √(h × (1 + h/n)); n tháng đã có, h tháng còn"
        " lại, s độ lệch chuẩn của các tháng",
        source="Khoảng dự báo cho tổng các quan sát tiếp theo; bảng t của Student: NIST/SEMATECH"
        " e-Handbook of Statistical Methods, 1.3.6.7.2.",
        given="Số đếm 9, 10, 11 trong ba tháng, giao 100; và tỷ lệ lần lượt 24/25, 22/25"
        " trong tám tháng, giao 90%.",
        found=(
            f"30 + 9 × 10 ± {quantile} × 1 × √(9 × (1 + 9/3)). {_forecast(count)}",
            _forecast(rate),
        ),
    )


def _forecast(card: Scorecard) -> str:
    return str(card.rows["forecast_text"].iloc[0])


RULES = (missing, months_left, what_if, forecast)
