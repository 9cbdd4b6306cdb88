"""Streamlit pieces that pages share: frame and navigation, caches, session state, upload steps."""
