"""Slides that cover the window: `deck` puts them there, `areas` and `details` write them.

They are HTML of our own instead of Streamlit's pieces, because letters must grow with the window
and turning must not ask the server; `static/trinh-chieu.js` turns them.
"""
