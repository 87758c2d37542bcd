"""The `dateline` command: run the command that was asked for, and exit with its code.

0 done, 1 the user's content or configuration is wrong, 2 wrong usage, 3 a fault of ours, 130 interrupted.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from generator import __version__
from generator.commands.printing import print_problems
from generator.problems import DatelineError

COMMANDS = {
    "init": "init.init",
    "import": "import_.import_",
    "new": "new.new",
    "build": "build.build",
    "serve": "serve.serve",
    "check": "check.check",
    "list": "list_.list_",
    "set": "set_.set_",
    "sheet": "sheet.sheet",
    "move": "move.move",
    "correct": "correct.correct",
    "withdraw": "withdraw.withdraw",
    "terms": "terms.terms",
    "erase": "erase.erase",
    "accept": "accept.accept",
    "export": "export.export",
    "next-change": "next_change.next_change",
    "why": "why.why",
    "deploy": "deploy.deploy",
    "rollback": "deploy.rollback",
    "publish": "publish.publish",
}
"""Where each command is in `generator/commands/`, in the order in which one comes to need them."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line, by default that of the process, and exit with its code."""
    try:
        code = dateline.main(args=arguments, prog_name="dateline", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except DatelineError as error:
        print_problems(error.problems)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; that is no fault
        sys.exit(0)
    except Exception as error:  # a fault of ours must never look like the user's
        from generator.fault import report_fault

        click.echo(report_fault(error, sys.argv[1:] if arguments is None else list(arguments)), err=True)
        sys.exit(3)
    sys.exit(code if isinstance(code, int) else 0)


def load_command(name: str) -> click.Command:
    """Return a command; raises KeyError when there is none of that name."""
    module, _, function = COMMANDS[name].partition(".")
    command: click.Command = getattr(import_module(f"generator.commands.{module}"), function)
    return command


class _Dateline(click.Group):
    """The command, which imports of its commands the one that is called: all take as long as many a build."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """Return a command, or None when there is none of that name."""
        if name in COMMANDS:
            return load_command(name)
        self.commands = {known: load_command(known) for known in COMMANDS}  # among which click finds what was meant
        return None


@click.group(cls=_Dateline, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def dateline() -> None:
    """Turn press releases, as they came off the wire, into a permanent static archive."""
