"""What was read of a sheet, in words and as JSON."""

from typing import Any

import click

from cchc_metrics.workbooks.checking.issues import Issue, worst_first
from cchc_metrics.workbooks.foreign.answers import Question
from cchc_metrics.workflow import uploads
from cchc_metrics.workflow.foreign import OPEN_QUESTION, question_words
from cchc_metrics.workflow.uploads import Upload


def tell_upload(upload: Upload) -> None:
    """In words: what is asked, and every issue, the worst first."""
    click.echo(uploads.summary(upload))
    for question in upload.questions:
        click.echo(f"- Phải xác nhận: {question_words(question)}")
    issues = upload.checked.issues if upload.checked else ()
    for issue in worst_first(issue for issue in issues if issue.code != OPEN_QUESTION):
        click.echo(f"- {issue.severity.label} {issue.code}: {issue.sentence}")
    if upload.questions:
        click.echo("Chỉ rõ --unit, --month nếu chưa; các điều khác xác nhận ở trang Nộp số liệu.")


def upload_json(upload: Upload) -> dict[str, Any]:
    """A promise to scripts: fields keep their names."""
    checked = upload.checked
    return {
        "file": upload.file.name,
        "sha256": upload.file.sha256,
        "refusal": vars(upload.refusal) if upload.refusal else None,
        "department": checked.department if checked else None,
        "months": [str(month) for month in checked.months] if checked else [],
        "issues": [_issue_json(issue) for issue in checked.issues] if checked else [],
        "changed_months": [str(preview.month) for preview in upload.changed_months],
        "questions": [_question_json(question) for question in upload.questions],
    }


def _question_json(question: Question) -> dict[str, Any]:
    return {
        "asks": question.asks.value,
        "key": question.key,
        "sheet": question.sheet,
        "cells": [cell for cell in (question.cell, *question.also) if cell],
        "text": question.text,
        "choices": [vars(choice) for choice in question.choices],
        "proposed": question.proposed,
    }


def _issue_json(issue: Issue) -> dict[str, str]:
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "sheet": issue.sheet,
        "cell": issue.cell,
        "indicator": issue.indicator,
        "message": issue.sentence,
    }
