"""What programs may do: with a token of their own, never with a session."""
