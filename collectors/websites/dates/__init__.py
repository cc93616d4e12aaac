"""Days: how they are written, and which of them is the day of an entry."""
