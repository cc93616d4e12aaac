"""Articles: told from lists, and their days."""
