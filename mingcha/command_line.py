"""``mingcha VERB``: one verb a file in ``mingcha/verbs``, imported only when it is called."""

from __future__ import annotations

import ast
import atexit
import gc
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

VERBS = {
    "init": "init",
    "demo": "demo",
    "serve": "serve",
    "collect": "collect",
    "import": "import_facts",
    "evaluate": "evaluate",
    "notify": "notify",
    "due": "due",
    "fee": "fee",
    "inspect": "inspect",
    "measures": "measures",
    "audit-report": "audit_report",
    "export": "export",
    "calendar": "calendar",
    "site": "site",
    "discover": "discover",
    "enter-report": "enter_report",
    "source": "source",
    "token": "token",
    "user": "user",
    "doctor": "doctor",
}
"""Each verb and its file in ``mingcha/verbs``."""


class WrongUse(click.ClickException):
    """Wrong use or unreadable input: one clear line on standard error, exit code 2."""

    exit_code = 2


class NotInOrder(click.exceptions.Exit):
    """The thing asked about is not in order: exit code 1, after what was found has been said."""

    def __init__(self) -> None:
        super().__init__(1)


class VerbGroup(click.Group):
    """Finds a verb in its file; says what went wrong in one line instead of a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the work."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb that is called, and no other."""
        del ctx
        if cmd_name not in VERBS:
            return None
        gc.disable()  # what is loaded stays: a sixth of the time would go into looking for garbage in it
        try:
            command: click.Command = importlib.import_module(f"mingcha.verbs.{VERBS[cmd_name]}").verb
        finally:
            gc.enable()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List every verb with its first sentence, which is read without importing them all."""
        del ctx
        room = formatter.width - 6 - max(map(len, VERBS))
        with formatter.section("Commands"):
            formatter.write_dl([(name, _told(name).get_short_help_str(room)) for name in VERBS])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; expected errors become one line and exit code 2."""
        try:
            return super().invoke(ctx)
        except expected_errors() as error:
            raise WrongUse(_one_line(error)) from error


def _told(name: str) -> click.Command:
    """What the file of a verb says of it: the name and the docstring alone."""
    tree = ast.parse((Path(__file__).parent / "verbs" / f"{VERBS[name]}.py").read_bytes())
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "verb")
    return click.Command(name, help=ast.get_docstring(next(functions)))


def expected_errors() -> tuple[type[Exception], ...]:
    """Return the errors that are the world's fault, not the program's."""
    from pydantic import ValidationError
    from sqlalchemy.exc import DatabaseError

    from rulebook import RulebookError

    return (RulebookError, ValidationError, DatabaseError, OSError)


def _one_line(error: Exception) -> str:
    """What is wrong, in one line; of settings, each by its name."""
    from pydantic import ValidationError

    if isinstance(error, ValidationError):
        faults = error.errors(include_url=False, include_input=False)
        return "; ".join(f"MINGCHA_{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in faults)
    return next(iter(str(error).splitlines()), type(error).__name__)


@click.group(cls=VerbGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mingcha")
def mingcha() -> None:
    """明察：政务公开监督。Collects facts, counts by the law, issues cards with proof."""


def main(words: Sequence[str] | None = None) -> NoReturn:
    """Run the command line (``words``: else those of this process); what was wrong is one line on standard error."""
    atexit.register(gc.freeze)  # at the end all is given up anyway: searching it once more takes as long as much work
    try:
        code = mingcha(words, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as nothing_asked:
        click.echo(nothing_asked.format_message(), err=True)
        code = nothing_asked.exit_code
    except click.ClickException as error:
        click.echo(f"Error: {' '.join(error.format_message().split())}", err=True)
        code = error.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        code = 130
    sys.exit(code if isinstance(code, int) else 0)
