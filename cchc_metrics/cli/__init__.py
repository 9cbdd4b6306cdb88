"""The commands, a promise to scripts: options and JSON fields keep their names; words Vietnamese.

Each is loaded when it is asked for, so that none waits for libraries of another. Exit codes: 0
done, 1 the file or the request has errors, 2 the command was typed wrongly.
"""

import sys

import click

from cchc_metrics.cli.output import FAILED, NotWritten, speak_utf8
from cchc_metrics.cli.words import VietnameseGroup, said_wrongly

MISTYPED = 2
# The command's name -> module and name of what it does.
_COMMANDS = {
    "account": "accounts:account",
    "backup": "backup:backup",
    "check": "sheets:check",
    "plan": "plan:plan",
    "report": "report:write_report",
    "restore": "backup:restore",
    "scorecard": "scorecard:scorecard",
    "serve": "serve:serve",
    "submit": "sheets:submit",
    "template": "sheets:template",
    "verify": "record:verify_record",
}


@click.group(
    cls=VietnameseGroup, elsewhere={name: f"{__name__}.{at}" for name, at in _COMMANDS.items()}
)
def cli() -> None:
    """Theo dõi kế hoạch cải cách hành chính: nhận số liệu, chấm tiến độ, lập báo cáo."""


def main() -> None:
    """Run a command; what the reader can mend is told in a sentence, the rest is a traceback."""
    speak_utf8()
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(FAILED)
    except click.exceptions.NoArgsIsHelpError as nothing_asked:
        click.echo(nothing_asked.format_message(), err=True)
        sys.exit(MISTYPED)
    except click.ClickException as mistake:
        click.echo(f"Lỗi: {said_wrongly(mistake)}", err=True)
        sys.exit(MISTYPED)
    except Exception as problem:
        if not _is_explained(problem):
            raise
        click.echo(f"Lỗi: {problem}", err=True)
        sys.exit(FAILED)


def _is_explained(problem: Exception) -> bool:
    # Knows all parts of the program, so it is loaded only where something went wrong.
    from cchc_metrics.workflow.explained import EXPLAINED

    return isinstance(problem, (*EXPLAINED, NotWritten))
