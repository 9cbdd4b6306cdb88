"""Accounts, a server and the people; at the end what the record holds."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from benchmarks.load.comparing import Comparison, compare
from benchmarks.load.people import (
    COORDINATORS_PAGES,
    LEADERS_PAGES,
    Day,
    Officer,
    Onlooker,
    Person,
)
from benchmarks.load.server import Server, running_server
from benchmarks.load.staff import Desk, closed_months, desks, make_account, most_officers
from benchmarks.load.tally import PATIENCE_SECONDS, Tally
from cchc_metrics.access.roles import Role
from cchc_metrics.workflow import accounts, uploads
from cchc_metrics.workflow.accounts import CONSOLE
from cchc_metrics.workflow.office import TODAY_VARIABLE, Office, open_office

# Ten months are over on this day and can be handed in.
TODAY = "2026-10-25"
_LONGEST_ARRIVAL = 30.0


class NotOurs(Exception):
    """The record holds something already; a load campaign is for an empty one."""


@dataclass(frozen=True)
class Campaign:
    """How many people for how long, on which record."""

    database: str
    folder: Path
    officers: int = 20
    leaders: int = 50
    seconds: float = 300
    think_seconds: tuple[float, float] = (3, 8)

    @property
    def settings(self) -> dict[str, str]:
        return {"CCHC_DATABASE_URL": self.database, TODAY_VARIABLE: TODAY}


@dataclass(frozen=True)
class Outcome:
    """What was done, how the record stands, what the server took."""

    tally: Tally
    comparison: Comparison
    undecided_contests: int
    server: Server

    @property
    def faults(self) -> list[str]:
        """Everything that must not be."""
        found = [*self.tally.errors, *self.comparison.faults]
        if self.undecided_contests:
            found.append(f"{self.undecided_contests} contests without exactly one winner")
        if self.server.faults_logged:
            found.append(f"{self.server.faults_logged} tracebacks in the server's log")
        return found


def run(campaign: Campaign) -> Outcome:
    """Do it all; raise NotOurs for a record that is not empty."""
    office = open_office({**os.environ, **campaign.settings})
    try:
        staff = _hire(office, campaign)
        with running_server(campaign.folder, campaign.settings) as server:
            tally = asyncio.run(_work(campaign, office, staff, server))
            server.look()
        comparison = compare(office, tally.saved)
    finally:
        office.engine.dispose()
    undecided = sum(contest.undecided for contest in {desk.contest for desk in staff})
    return Outcome(tally, comparison, undecided, server)


def _hire(office: Office, campaign: Campaign) -> list[Desk]:
    if accounts.accounts(office, CONSOLE) or uploads.history(office):
        raise NotOurs("The record is not empty. Name a database that holds nothing yet.")
    months = closed_months(office)
    if campaign.officers > most_officers(office.plan, months):
        raise NotOurs(f"At most {most_officers(office.plan, months)} officers fit the plan.")
    staff = desks(office.plan, months, campaign.officers)
    for desk in staff:
        make_account(office, desk.account, Role.OFFICER, desk.department)
    for name in _leaders(campaign):
        make_account(office, name, Role.LEADER)
    make_account(office, "dau-moi", Role.COORDINATOR)
    return staff


def _leaders(campaign: Campaign) -> list[str]:
    return [f"lanh-dao-{number:02}" for number in range(1, campaign.leaders + 1)]


async def _work(campaign: Campaign, office: Office, staff: list[Desk], server: Server) -> Tally:
    """Everybody at once; bounded, whatever happens."""
    tally = Tally()
    arrive_within = min(_LONGEST_ARRIVAL, campaign.seconds / 10)
    ends_at = monotonic() + campaign.seconds
    day = Day(server.port, ends_at, arrive_within, campaign.think_seconds)
    people: list[Person] = [Officer(desk, day, tally, office) for desk in staff]
    people += [Onlooker(name, day, tally, LEADERS_PAGES) for name in _leaders(campaign)]
    people.append(Onlooker("dau-moi", day, tally, COORDINATORS_PAGES))
    watching = asyncio.create_task(server.watch())
    async with asyncio.timeout(campaign.seconds + 5 * PATIENCE_SECONDS):
        async with asyncio.TaskGroup() as group:
            for person in people:
                group.create_task(person.spend_the_day())
    watching.cancel()
    return tally
