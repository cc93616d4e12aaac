"""The verbs of the command line, one a file; each file's ``verb`` is the command."""
