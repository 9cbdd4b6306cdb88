"""The report as slides of PowerPoint: `writing` puts them together from the same `deck` as the
screen, `charts` draws native charts that can be edited, `pieces` knows sizes, tables and texts.
"""
