"""One folder a page, each with the same few files: ``__init__``, ``layout``, ``queries`` and, if any, ``callbacks``."""
