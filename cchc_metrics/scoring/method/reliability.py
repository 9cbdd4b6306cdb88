"""How much a figure proves: small samples, and months that differ from the ordinary."""

import numpy as np

from cchc_metrics.plan.model import Plan
from cchc_metrics.scoring.method.rule import CODE, Rule, scored, sentence, target
from cchc_metrics.scoring.run_chart import mean_and_reach
from cchc_metrics.scoring.small_sample import wilson_interval
from cchc_metrics.scoring.ups_and_downs import comment, ups_and_downs
from cchc_metrics.words import percent


def small_samples(plan: Plan) -> Rule:
    coverage = plan.limits.sample_coverage
    ends = wilson_interval(np.array([9]), np.array([10]), coverage)
    low, high = (percent(round(float(end[0]), 3)) for end in ends)
    card = scored(plan, {1: (9, 10)}, 1, targets=target(plan, 95))
    return Rule(
        title="Dấu “mẫu nhỏ”",
        says=f"Mẫu số dưới {plan.bands.small_sample}, hoặc khoảng tin cậy Wilson {coverage}% còn"
        f" chứa"
        " mức giao, thì ghi “mẫu nhỏ”: kết quả chưa nói chắc được. Trạng thái vẫn chấm theo con số"
        " thật, vì đó là đếm đủ chứ không phải chọn mẫu.",
        formula="(p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n)",
        source="Khoảng Wilson, phương pháp OHID (Anh) khuyến nghị; Newcombe 1998, Statistics in"
        " Medicine 17:857–872.",
        given="9/10 hồ sơ so với mức giao 95%.",
        found=(f"Khoảng {coverage}%: {low} đến {high}, còn chứa 95%.", sentence(card)),
    )


def ups_and_downs_rule(plan: Plan) -> Rule:
    limits = plan.limits
    wanted = limits.run_chart_from_points
    ordinary = [(48, 100) if month % 2 else (56, 100) for month in range(1, 12)]
    months = dict(enumerate([*ordinary, (90, 100)], start=1))
    years = wanted - len(months)  # a plan may ask for more points than a year has
    last_year = dict.fromkeys(range(13 - years, 13), (50, 100)) if years > 0 else {}
    found = ups_and_downs(scored(plan, months, 12, last_year=last_year), CODE)
    assert found is not None
    mean, reach = mean_and_reach(found.values)
    return Rule(
        title="Dao động từng tháng: khi nào một tháng là khác thường",
        says=f"Từ {wanted} tháng có số liệu mới nhận xét, và chỉ trên số của từng tháng, không"
        f" bao giờ"
        " trên số lũy kế hay hiện trạng. Khác thường là: ra ngoài giới hạn;"
        f" {limits.run_length} tháng liền ở một phía đường giữa; {limits.run_length} tháng liền"
        f" cùng"
        " tăng hoặc cùng giảm; hai trong ba tháng sát một giới hạn. Thấp hơn tháng trước không phải"
        " là dấu hiệu.",
        formula="giới hạn = bình quân ± 2,66 × bình quân chênh lệch giữa hai tháng liền nhau",
        source="Biểu đồ XmR của Shewhart và Wheeler; quy tắc của NHS England, Making Data Count.",
        given="Mười một tháng lần lượt 48% và 56%, tháng 12 là 90%.",
        found=(
            f"{percent(round(mean, 6))} ± {percent(round(reach, 6))}.",
            comment(plan, found),
        ),
    )


RULES = (small_samples, ups_and_downs_rule)
