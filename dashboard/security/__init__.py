"""Who may ask for what: the guard in front of every request, sign-in, tokens, headers."""
