"""Small pages in the manner of many publishing systems, each with what a careful reader sees on it."""
