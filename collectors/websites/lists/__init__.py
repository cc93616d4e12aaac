"""The list of a page: found among everything that repeats, and read entry by entry."""
