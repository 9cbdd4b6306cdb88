"""Uploaded bytes -> `Book` or a refusal: `open` is the door.

`sniff` tells what the bytes are; `isolation` runs what reads them in a disposable process.
"""
