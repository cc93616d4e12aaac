"""The pages people see: sign-in, overview, cards with their proof, sources, rulebook."""
