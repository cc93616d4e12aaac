"""The outside world becomes facts: fetch, parse, record. One folder per source."""
