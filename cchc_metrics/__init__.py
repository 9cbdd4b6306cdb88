"""Follows a commune's plan for administrative reform, from department sheets to charts.

Data goes one way, and the folders stand in that order:

    plan        the plan file -> Plan (indicators, targets, departments, reporting calendar)
    workbooks   Plan -> template; uploaded bytes -> figures, or every problem with its cell
    store       figures, files and acts -> the record (SQLite or PostgreSQL) and back
    scoring     Plan + recorded figures -> scored frames: value, target, pace, status
    charts      a scored frame -> a plotly figure
    reports     a scored frame -> what is said of it -> files
    access      who may do what; the door in front of the server
    workflow    joins the parts: what a page or a command may ask for
    ui          Streamlit pieces that pages share; `cli` holds the commands

`words` says figures, dates and states in Vietnamese for all of them, `looks` gives each meaning
its colour and its symbol.
"""
