"""Government websites: what a page shows, and what that says about its column."""
