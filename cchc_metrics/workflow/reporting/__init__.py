"""Reports and letters from the figures to the file.

`composing` says what they are about; `drafting` keeps what people reword and fill in; `sending`
freezes what goes out and tells what has changed since; `files` gives names and bytes.
"""
