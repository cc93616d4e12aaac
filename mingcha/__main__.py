"""``python -m mingcha`` is ``mingcha``."""

from mingcha.command_line import main

main()
