"""Facts → findings → cards, for every matter on which something can have changed."""

from alerts.evaluation.evaluate import EvaluationSummary, evaluate

__all__ = ["EvaluationSummary", "evaluate"]
