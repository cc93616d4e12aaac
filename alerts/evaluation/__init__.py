"""Facts → findings → cards, for every matter on which something can have changed."""

from alerts.evaluation.evaluate import EvaluationSummary, evaluate
from alerts.evaluation.runs import is_judged_by

__all__ = ["EvaluationSummary", "evaluate", "is_judged_by"]
