"""The `dateline` command: run the command that was asked for, and exit with its code.

0 done, 1 the user's content or configuration is wrong, 2 wrong usage, 3 a fault of ours, 130 interrupted.
"""

import sys
from collections.abc import Sequence

import click

from generator import __version__
from generator.commands import (
    accept,
    build,
    check,
    correct,
    deploy,
    erase,
    export,
    import_,
    init,
    list_,
    move,
    new,
    next_change,
    publish,
    serve,
    set_,
    sheet,
    terms,
    why,
    withdraw,
)
from generator.commands.printing import print_problems
from generator.problems import DatelineError


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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def dateline() -> None:
    """Turn press releases, as they came off the wire, into a permanent static archive."""


COMMANDS = (
    init.init,
    import_.import_,
    new.new,
    build.build,
    serve.serve,
    check.check,
    list_.list_,
    set_.set_,
    sheet.sheet,
    move.move,
    correct.correct,
    withdraw.withdraw,
    terms.terms,
    erase.erase,
    accept.accept,
    export.export,
    next_change.next_change,
    why.why,
    deploy.deploy,
    deploy.rollback,
    publish.publish,
)
"""In the order in which one comes to need them."""

for command in COMMANDS:
    dateline.add_command(command)
