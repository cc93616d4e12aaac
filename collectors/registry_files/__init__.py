"""The registry and the catalogue as people keep them: workbooks with sheets, or one CSV."""
