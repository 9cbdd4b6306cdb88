"""The rules of judging for those who are judged: each in words, with its source and an example.

Examples are scored while the page opens, by the code that scores the commune and with the plan's
own numbers, so that what stands here cannot differ from what is done. Their figures are made up.
"""

from cchc_metrics.plan.model import Plan
from cchc_metrics.scoring.method import figures, months_ahead, ranking, reliability, standing
from cchc_metrics.scoring.method.rule import Rule

_RULES = (*figures.RULES, *standing.RULES, *months_ahead.RULES, *reliability.RULES, *ranking.RULES)


def rules(plan: Plan) -> tuple[Rule, ...]:
    """All rules in the order in which a figure goes through them."""
    return tuple(rule(plan) for rule in _RULES)
