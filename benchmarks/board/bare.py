"""A Streamlit page with nothing on it but charts, as many as its address says: the reference."""

import plotly.graph_objects as go
import streamlit as st

MONTHS = list(range(1, 13))

st.title("Biểu đồ", anchor=False)
for number in range(int(st.query_params.get("charts", "1"))):
    st.plotly_chart(go.Figure(go.Bar(x=MONTHS, y=MONTHS)), key=f"chart-{number}")
