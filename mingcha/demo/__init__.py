"""A synthetic year of the region: agencies, logs, websites and accounts, with the cards they must lead to."""
