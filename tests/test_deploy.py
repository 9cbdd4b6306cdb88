"""The files for operating it name what exists, and agree with the program and with each other."""

import re
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import click
import pytest

from cchc_metrics.access.cookies import SECURE_NAME
from cchc_metrics.cli import cli
from cchc_metrics.workbooks.opening.open import MAX_FILE_BYTES
from cchc_metrics.workflow.serving import DEFAULT_PORT

ROOT = Path(__file__).resolve().parents[1]
LINUX = ROOT / "deploy" / "linux"
WINDOWS = (ROOT / "deploy" / "windows" / "cai-dat.ps1").read_text(encoding="utf-8-sig")
GUIDE = (ROOT / "docs" / "van-hanh.md").read_text(encoding="utf-8")
NGINX = (LINUX / "nginx.conf").read_text(encoding="utf-8")
SETTINGS = (LINUX / "cchc.env.example").read_text(encoding="utf-8")
SERVICES = ("cchc.service", "cchc@.service", "cchc-backup.service")


class Unit(ConfigParser):
    """A systemd unit: names keep their case, and a name may come again."""

    def __init__(self, name: str) -> None:
        super().__init__(strict=False, interpolation=None, delimiters=("=",))
        self.read(LINUX / name, encoding="utf-8")

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def code_variables() -> set[str]:
    sources = [*(ROOT / "cchc_metrics").rglob("*.py"), ROOT / "dashboard.py"]
    texts = (path.read_text(encoding="utf-8") for path in sources)
    return {name for text in texts for name in re.findall(r"\"(CCHC_[A-Z_]+)\"", text)}


def commands(text: str) -> Iterator[list[str]]:
    """The words of each command of the program that a text names, without what is optional."""
    for line in re.findall(r"(?:-m cchc_metrics|sudo (?:\S+=\S+ )?cchc) ([a-z][^`\n\"|]*)", text):
        yield line.replace("'", "").replace("%i", "8501").replace("$Port", "8501").split()


def understood(words: list[str]) -> bool:
    """Whether the program has this command with these options; nothing is run."""
    group: click.Command = cli
    context = click.Context(cli)
    while isinstance(group, click.Group) and words:
        found = group.get_command(context, words[0])
        if found is None:
            break
        group, words = found, words[1:]
    known = {option for param in group.params for option in param.opts} | {"--help"}
    return group is not cli and {word for word in words if word.startswith("-")} <= known


def hardening(unit: Unit) -> dict[str, str]:
    own = {"EnvironmentFile", "ExecStart", "Type", "Restart", "RestartSec", "TimeoutStopSec"}
    return {name: value for name, value in unit["Service"].items() if name not in own}


# --- Linux ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_a_command_that_exists(name: str) -> None:
    service = Unit(name)["Service"]
    program, _, command = service["ExecStart"].partition(" ")
    assert program == f"{service['WorkingDirectory']}/.venv/bin/python"
    (words,) = commands(command)
    assert understood(words)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_write_to_its_data_and_nowhere_else(name: str) -> None:
    service = Unit(name)["Service"]
    assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "yes")
    assert service["User"] == "cchc"
    writable = service["ReadWritePaths"].split()
    folders = re.findall(r"(?<=[=/])/(?:var|etc|opt)/\S+", SETTINGS)
    assert folders and all(folder.startswith(tuple(writable)) for folder in folders)


def test_all_services_are_held_alike() -> None:
    one, several, backup = map(Unit, SERVICES)
    assert hardening(one) == hardening(several) == hardening(backup)
    assert one["Service"]["Restart"] == several["Service"]["Restart"] == "on-failure"


def test_the_timer_starts_the_backup_each_day_also_after_a_pause() -> None:
    timer = Unit("cchc-backup.timer")["Timer"]
    assert (timer["OnCalendar"], timer["Persistent"]) == ("*-*-* 12:30:00", "yes")


def test_the_settings_are_those_that_the_program_reads() -> None:
    named = set(re.findall(r"^([A-Z_]+)=", SETTINGS, re.MULTILINE))
    assert named and named <= code_variables()
    assert "localhost" in re.findall(r"^CCHC_ALLOWED_HOSTS=(\S+)", SETTINGS, re.MULTILINE)[0]


def test_nginx_leads_to_the_port_of_the_service() -> None:
    ports = re.findall(r"^    server 127\.0\.0\.1:(\d+)", NGINX, re.MULTILINE)
    assert ports == [str(DEFAULT_PORT)]
    assert Unit("cchc.service")["Service"]["ExecStart"].endswith(f"--port {DEFAULT_PORT}")


def test_nginx_lets_the_largest_workbook_through_and_less_than_the_server_takes() -> None:
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    (server,) = re.findall(r"^maxUploadSize = (\d+)$", config_toml(), re.MULTILINE)
    assert MAX_FILE_BYTES < int(megabytes) << 20 < int(server) << 20


def config_toml() -> str:
    return (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")


def test_nginx_keeps_a_session_at_one_process_by_the_cookie_of_the_gate() -> None:
    assert f"{SECURE_NAME}=(?<cchc_session>[^;]+)" in NGINX
    assert "hash $cchc_visitor consistent;" in NGINX


@pytest.mark.parametrize(
    "header", ["Host", "X-Forwarded-For", "X-Forwarded-Proto", "Upgrade", "Connection"]
)
def test_nginx_hands_on_what_the_gate_asks_for(header: str) -> None:
    assert re.search(rf"proxy_set_header\s+{header}\s+\$\w+;", NGINX)


def test_braces_and_semicolons_of_nginx_are_complete() -> None:
    code = re.sub(r"#.*|\"[^\"]*\"", "", NGINX)
    assert code.count("{") == code.count("}")
    ends = [line.rstrip()[-1] for line in code.splitlines() if line.strip()]
    continued = [end for end in ends if end not in "{};"]
    assert len(continued) == 1, "only gzip_types goes on in a second line"


# --- Windows -------------------------------------------------------------------------------------


def test_the_script_for_windows_names_what_exists() -> None:
    assert set(re.findall(r"\bCCHC_[A-Z_]+", WINDOWS)) <= code_variables()
    found = list(commands(WINDOWS))
    assert [words[0] for words in found] == ["serve", "backup"]
    assert all(map(understood, found))


def test_the_script_for_windows_can_be_read_by_its_powershell() -> None:
    """Version 5.1 takes a file for the old code page unless it begins with a mark."""
    assert (ROOT / "deploy" / "windows" / "cai-dat.ps1").read_bytes().startswith(b"\xef\xbb\xbf")


# --- The guide -----------------------------------------------------------------------------------


def test_the_table_of_settings_is_complete() -> None:
    rows = re.findall(r"^\| `(CCHC_[A-Z_]+)` \|", GUIDE, re.MULTILINE)
    assert sorted(rows) == sorted(code_variables())


def test_the_guide_names_commands_that_exist() -> None:
    named = list(commands(GUIDE))
    assert {words[0] for words in named} >= {"account", "backup", "restore", "verify", "scorecard"}
    assert [words for words in named if not understood(words)] == []


def test_the_guide_names_every_file_for_operating_and_no_other() -> None:
    named = set(re.findall(r"deploy[/\\][\w./\\@-]*\w", GUIDE.replace("\\", "/")))
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "deploy").rglob("*.*")}
    assert files - {path.as_posix() for path in map(Path, named)} == set()
    assert [name for name in named if not (ROOT / name).exists()] == []
