"""Uploaded logs: the file and where it stands, until it is imported or given up."""
