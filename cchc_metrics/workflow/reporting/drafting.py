"""Drafts: what people reword and fill in before a report is sent, kept as they save it."""

from dataclasses import dataclass, replace
from datetime import datetime

from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.reports.fields import Fields
from cchc_metrics.reports.freezing import from_json, to_json
from cchc_metrics.reports.papers import Draft, Paper, PaperKind, Rewording, outdated, reworded
from cchc_metrics.reports.said import Report
from cchc_metrics.store import reports as kept
from cchc_metrics.store.reports import Subject
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require
from cchc_metrics.workflow.reasons import tidied

LONGEST_SENTENCE, LONGEST_FIELD = 3000, 300


@dataclass(frozen=True)
class Drafted:
    """A report in the words of its draft; `plain` is what the figures say by themselves.

    `outdated` are rewordings of sentences that the figures have changed since; `version` is 0
    while nobody has saved a draft.
    """

    paper: Paper
    plain: Report
    draft: Draft
    version: int
    saved_by: str
    saved_at: datetime | None
    outdated: tuple[Rewording, ...]


def drafted(office: Office, kind: PaperKind, report: Report) -> Drafted:
    """The report with what was saved for it; fields of a first draft are those sent the last time,
    without number and day.
    """
    found = kept.latest_draft(office.engine, office.commune, subject(office, kind, report))
    draft = _draft_of(found.content) or Draft(_usual(office, kind))
    return Drafted(
        Paper(kind, draft.fields, reworded(report, draft.rewordings)),
        report,
        draft,
        found.version,
        found.done_by,
        found.done_at,
        outdated(report, draft.rewordings),
    )


def save_draft(
    office: Office, visitor: Visitor, seen: Drafted, changed: Draft, at: datetime
) -> None:
    """Keep a draft over the one that was seen.

    Raise NotAllowed for who may not, NotDone for what is too long, StoreError where somebody has
    saved another meanwhile.
    """
    require(visitor, Permission.WRITE_REPORTS)
    of = subject(office, seen.paper.kind, seen.plain)
    content = to_json(_tidy(changed))
    kept.save_draft(office.engine, office.commune, of, content, seen.version, visitor.signature, at)


def rewordings(plain: Report, texts: dict[str, str]) -> tuple[Rewording, ...]:
    """What differs from the report's own words; `texts` by key."""
    said = {sentence.key: sentence.text for sentence in plain.sentences}
    return tuple(
        Rewording(key, said[key], text)
        for key, text in texts.items()
        if key in said and text.strip() != said[key].strip()
    )


def subject(office: Office, kind: PaperKind, report: Report) -> Subject:
    """`2026-Q1` for a periodic report, `2026-10` for a letter about the year until October."""
    of_letter = f"{report.year}-{report.as_of:02d}"
    code = f"{report.year}-{report.period}" if kind is PaperKind.PERIODIC else of_letter
    return Subject(office.plan.code, kind.value, code)


def _draft_of(content: str) -> Draft | None:
    """None where there is none yet, or somebody has made something else of it."""
    try:
        return from_json(content, Draft) if content else None
    except ValueError:
        return None


def paper_of(content: str) -> Paper | None:
    """A frozen paper; None where somebody has made something else of it."""
    try:
        return from_json(content, Paper)
    except ValueError:
        return None


def _usual(office: Office, kind: PaperKind) -> Fields:
    for sent in kept.reports_sent(office.engine, office.commune, office.plan.code):
        before = paper_of(sent.content) if sent.kind == kind else None
        if before is not None:
            return replace(
                before.fields, number="", day=None, reply_by=None, opening="", closing=""
            )
    return Fields()


def _tidy(draft: Draft) -> Draft:
    fields = draft.fields
    lines = {
        "number": tidied(fields.number, "số văn bản", LONGEST_FIELD),
        "opening": tidied(fields.opening, "lời mở đầu", LONGEST_SENTENCE),
        "closing": tidied(fields.closing, "lời kết", LONGEST_SENTENCE),
        "signer": tidied(fields.signer, "người ký", LONGEST_FIELD),
        "addressed_to": _lines(fields.addressed_to, "nơi gửi đến"),
        "capacity": _lines(fields.capacity, "quyền hạn, chức vụ"),
        "recipients": _lines(fields.recipients, "nơi nhận"),
    }
    texts = tuple(
        replace(each, text=tidied(each.text, "câu", LONGEST_SENTENCE)) for each in draft.rewordings
    )
    return Draft(replace(fields, **lines), texts)  # type: ignore[arg-type]


def _lines(lines: tuple[str, ...], what: str) -> tuple[str, ...]:
    tidy = (tidied(line, what, LONGEST_FIELD) for line in lines)
    return tuple(line for line in tidy if line)
