"""What stands in a tab: elements in their places, and what a browser knows of the widgets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

ERROR, SUCCESS = Alert.ERROR, Alert.SUCCESS
_CHOICES, _TEXTS = ("selectbox", "radio"), ("text_input", "text_area")
_Place = tuple[int, ...]


class Trouble(Exception):
    """The server did not do what a person may expect of it."""


@dataclass
class Page:
    """A tab's page, as the messages of its runs have drawn it."""

    session_id: str = ""
    script_hash: str = ""
    main_hash: str = ""
    query: str = ""
    menu: dict[str, str] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    _drawn: dict[_Place, ForwardMsg] = field(default_factory=dict)

    def take(self, message: ForwardMsg) -> None:
        """Draw what a message brings."""
        match message.WhichOneof("type"):
            case "new_session" if not message.metadata.run.fragment_ids:
                self._begin_run(message)
            case "navigation":
                self.script_hash = message.navigation.page_script_hash
                pages = message.navigation.app_pages
                self.menu = {page.page_name: page.page_script_hash for page in pages}
            case "delta":
                self._draw(message)
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "page_not_found" | "auth_redirect" as kind:
                raise Trouble(f"the server answered {kind}")

    def _begin_run(self, message: ForwardMsg) -> None:
        begun = message.new_session
        self.session_id = begun.initialize.session_id
        self.script_hash, self.main_hash = begun.page_script_hash, begun.main_script_hash
        self._drawn.clear()

    def _draw(self, message: ForwardMsg) -> None:
        place = tuple(message.metadata.delta_path)
        if message.delta.WhichOneof("type") == "new_element":
            self._drawn[place] = message
        elif message.delta.WhichOneof("type") == "add_block":
            within = [other for other in self._drawn if other[: len(place)] == place]
            for other in within:
                del self._drawn[other]

    def settle(self) -> None:
        """After a run: first values of widgets that are new, nothing of those that are gone."""
        known, self.states = self.states, {}
        for kind, widget, _ in self._widgets():
            first = _first_state(kind, widget)
            self.states[widget.id] = known.get(widget.id, first) if not _is_set(widget) else first

    def common_states(self) -> list[WidgetState]:
        """What stays when another page is opened: the widgets that all pages share."""
        common = {w.id for _, w, script in self._widgets() if script == self.main_hash}
        return [state for key, state in self.states.items() if key in common]

    def choose(self, label: str, option: str) -> None:
        """Another entry of a list; where the address names it, there as well."""
        widget = self.one("selectbox", label)
        if option not in widget.options:
            raise Trouble(f"{label} has no {option}, only {list(widget.options)}")
        self.states[widget.id] = WidgetState(id=widget.id, string_value=option)
        if key := widget.query_param_key:
            named = dict(parse_qsl(self.query)) | {key: option}
            if option == widget.options[widget.default]:
                del named[key]
            self.query = urlencode(named)

    def one(self, kind: str, label: str) -> Any:
        """The one element of a kind with this label."""
        found = [element for element in self.all(kind) if element.label == label]
        if len(found) != 1:
            raise Trouble(f"{len(found)} {kind} called {label} instead of one")
        return found[0]

    def all(self, kind: str) -> Iterator[Any]:
        for message in self._drawn.values():
            element = message.delta.new_element
            if element.WhichOneof("type") == kind:
                yield getattr(element, kind)

    def alerts(self, look: "Alert.Format.ValueType") -> list[str]:
        return [alert.body for alert in self.all("alert") if alert.format == look]

    def _widgets(self) -> Iterator[tuple[str, Any, str]]:
        for message in self._drawn.values():
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind in (*_CHOICES, *_TEXTS, "file_uploader"):
                yield kind, getattr(element, kind), message.metadata.active_script_hash


def _is_set(widget: Any) -> bool:
    """Whether the run has put a value into a widget itself."""
    return bool(getattr(widget, "set_value", False))


def _first_state(kind: str, widget: Any) -> WidgetState:
    state = WidgetState(id=widget.id)
    if kind in _CHOICES and (_is_set(widget) or widget.options):
        state.string_value = widget.raw_value if _is_set(widget) else widget.options[widget.default]
    elif kind in _TEXTS:
        state.string_value = widget.value if _is_set(widget) else widget.default
    elif kind == "file_uploader":
        state.file_uploader_state_value.SetInParent()
    return state
