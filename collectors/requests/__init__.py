"""Applications for information (依申请公开): logs of agencies, as CSV, XLSX or JSON."""
