"""From facts, rules, calendar and a day to states, findings and scores. Pure: no I/O, no clock, no database."""
