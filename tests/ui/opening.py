"""Opens pages without a browser and says what stands on them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"
PAGES = (
    "overview",
    "areas",
    "lagging",
    "actions",
    "tasks",
    "meeting",
    "reports",
    "submit",
    "submissions",
    "history",
    "sources",
    "labels",
    "plan",
    "method",
)


def open_page(name: str, **query: str) -> AppTest:
    """A page as a visitor opens it at an address."""
    page = AppTest.from_file(DASHBOARD, default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    if name != "overview":
        page.switch_page(f"pages/{name}.py").run()
    return page


def opens_well(page: AppTest) -> bool:
    return not page.exception and len(page.title) == 1


def html(page: AppTest) -> str:
    """What the page writes as HTML of its own."""
    return "".join(element.proto.body for element in page.get("html"))


def charts(page: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


# Where a chart keeps words for its reader.
_WORDS = frozenset({"text", "name", "hovertext", "hovertemplate", "ticktext", "texttemplate"})


def chart_words(spec: Any, under: str = "") -> Iterator[str]:
    """Every word of a chart that a reader can see."""
    match spec:
        case dict():
            for key, value in spec.items():
                yield from chart_words(value, key)
        case list():
            for value in spec:
                yield from chart_words(value, under)
        case str() if under in _WORDS:
            yield spec


def markdown_texts(page: AppTest) -> list[str]:
    """Everything that Streamlit will read as Markdown."""
    elements = (page.title, page.header, page.markdown, page.caption, page.metric)
    boxes = (page.error, page.warning, page.info, page.success)
    texts = [str(element.value) for kind in (*elements, *boxes) for element in kind]
    cells = [str(cell) for table in page.table for cell in table.value.to_numpy().ravel()]
    return texts + cells
