"""Catalogues of what must be public (事项清单), as people keep them."""
