"""Pages that are not what was asked for."""
