"""Pieces of the page Báo cáo: `picking` what is written, `reading` it, `writing` its words and
fields, `downloads` of it, and what was `sent`.
"""
