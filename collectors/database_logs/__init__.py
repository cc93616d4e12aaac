"""Logs that are asked of another database by a SELECT, through an SQLAlchemy URL that only the environment knows."""
