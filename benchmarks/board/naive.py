"""The charts of the first page as they are written first: plotly.express, in each run anew.

What is shown is given, so that only drawing is compared: `NAIVE_FRAMES` names a file with the
scored frames of areas and months.
"""

import os

import pandas as pd
import plotly.express as px
import streamlit as st


@st.cache_data
def frames() -> tuple[pd.DataFrame, pd.DataFrame]:
    found: tuple[pd.DataFrame, pd.DataFrame] = pd.read_pickle(os.environ["NAIVE_FRAMES"])
    return found


areas, months = frames()

st.title("Tổng quan", anchor=False)
progress = px.bar(
    areas,
    x="progress",
    y="name",
    orientation="h",
    text="covered",
    hover_data=["total", "lagging"],
    range_x=[0, 1],
)
st.plotly_chart(progress, key="areas")

statuses = sorted(months["status"].dropna().unique())
cells = months.assign(colour=months["status"].map(statuses.index, na_action="ignore"))
grid = cells.pivot(index="indicator", columns="month", values="colour").astype(float)
heat_map = px.imshow(
    grid,
    aspect="auto",
    height=60 + 30 * len(grid),
    color_continuous_scale=px.colors.qualitative.Safe[: max(len(statuses), 2)],
)
heat_map.update_traces(
    customdata=cells.pivot(index="indicator", columns="month", values="status").to_numpy(),
    hovertemplate="%{y}, tháng %{x}: %{customdata}",
)
st.plotly_chart(heat_map, key="months")
