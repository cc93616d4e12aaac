"""The year's assessment (年度考核) as an Excel file that can be defended line by line."""

from reports.assessment.export import AssessmentSummary, UnknownRegion, export_assessment

__all__ = ["AssessmentSummary", "UnknownRegion", "export_assessment"]
