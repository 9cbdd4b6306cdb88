"""Click in Vietnamese: headings of the help, values and files it reads, mistakes it tells."""

from collections.abc import Mapping
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import click

from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod

_HELP = "Hiện hướng dẫn này rồi thoát."


class VietnameseCommand(click.Command):
    """A command whose help page has Vietnamese headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", "[TÙY CHỌN]")
        formatter.write_usage(ctx.command_path, pieces, prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [record for o in options if (record := o.get_help_record(ctx)) is not None]
        with formatter.section("Tùy chọn"):
            formatter.write_dl([(names, _translated(text)) for names, text in records])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP
        return option


def _translated(text: str) -> str:
    return text.replace("[required]", "[bắt buộc]").replace("[default: ", "[mặc định: ")


class VietnameseGroup(VietnameseCommand, click.Group):
    """A group of Vietnamese commands.

    `elsewhere` names, by `module:name`, commands that are loaded only when they are asked for.
    """

    command_class = VietnameseCommand
    group_class = type

    def __init__(self, *args: Any, elsewhere: Mapping[str, str] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._elsewhere = elsewhere or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self._elsewhere})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._elsewhere:
            return super().get_command(ctx, cmd_name)
        command: click.Command = resolve_name(self._elsewhere[cmd_name])
        return command

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[TÙY CHỌN]", "LỆNH", "[THAM SỐ]…"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Các lệnh"):
            formatter.write_dl([(n, c.get_short_help_str(80)) for n, c in commands if c])


class _MonthType(click.ParamType[ReportingMonth]):
    name = "NĂM-THÁNG"

    def convert(self, value: Any, _param: Any, _ctx: Any) -> ReportingMonth:
        try:
            return value if isinstance(value, ReportingMonth) else ReportingMonth.parse(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None


class _PeriodType(click.ParamType[ReportPeriod]):
    name = "KỲ"

    def convert(self, value: Any, _param: Any, _ctx: Any) -> ReportPeriod:
        try:
            return ReportPeriod(value)
        except ValueError:
            codes = ", ".join(period.value for period in ReportPeriod)
            raise click.BadParameter(f"Kỳ “{value}” không có; chọn một trong: {codes}.") from None


MONTH, PERIOD = _MonthType(), _PeriodType()
NEW_FILE = click.Path(path_type=Path, dir_okay=False)
output = click.option("-o", "--output", metavar="TỆP", type=NEW_FILE, help="Tệp kết quả.")


def said_wrongly(mistake: click.ClickException) -> str:
    """What was typed wrongly, in Vietnamese; click's own words only where we know no better."""
    see_help = "Xem cách dùng với --help."
    match mistake:
        case click.MissingParameter(param=click.Parameter() as missing):
            return f"Thiếu {missing.get_error_hint(mistake.ctx)}. {see_help}"
        case click.NoSuchOption(option_name=name):
            return f"Không có tùy chọn {name}. {see_help}"
        case click.NoSuchCommand(command_name=name):
            return f"Không có lệnh “{name}”. {see_help}"
        case click.BadOptionUsage(option_name=name):
            return f"Tùy chọn {name} thiếu giá trị hoặc thừa giá trị. {see_help}"
        case click.BadParameter(param=click.Parameter(type=click.Path())):
            return "Đường dẫn đã chỉ ra không có tệp, hoặc là thư mục. Kiểm tra lại đường dẫn."
        case click.BadParameter(param=click.Parameter(type=click.IntRange(min=low, max=high))):
            return f"Giá trị phải là số nguyên từ {low} đến {high}."
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices))):
            return f"Giá trị phải là một trong: {', '.join(map(str, choices))}."
        case click.BadParameter(message=message):
            return message
        case click.UsageError(message=message) if message.startswith("Got unexpected extra"):
            return f"Thừa tham số {message[message.index('(') :]}. {see_help}"
    return mistake.format_message()
