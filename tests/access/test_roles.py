"""Who may do what: the whole table once more, as it was agreed."""

import pytest

from cchc_metrics.access.roles import PUBLIC, Permission, Role, Visitor

# A role | looks | traces figures | sends for the own department | for any | sets targets |
# locks months | keeps accounts | looks through the log | reads, takes and writes reports.
TABLE = """
officer      yes  yes  yes  no   no   no   no   no   yes  no   no
coordinator  yes  yes  yes  yes  yes  yes  no   yes  yes  yes  yes
leader       yes  yes  no   no   no   no   no   no   yes  yes  no
admin        yes  yes  no   no   no   no   yes  yes  yes  yes  no
"""
CASES = [
    (Role(role), permission, cell == "yes")
    for role, *cells in (line.split() for line in TABLE.strip().splitlines())
    for permission, cell in zip(Permission, cells, strict=True)
]
# A role | sends for PKT | for PVHXH, as an account of PKT.
SENDING = [
    (Role.OFFICER, True, False),
    (Role.COORDINATOR, True, True),
    (Role.LEADER, False, False),
    (Role.ADMIN, False, False),
]


def test_the_table_has_every_role() -> None:
    assert {role for role, _, _ in CASES} == set(Role)


@pytest.mark.parametrize(("role", "permission", "allowed"), CASES)
def test_a_role_may_what_the_table_says(role: Role, permission: Permission, allowed: bool) -> None:
    assert Visitor("lan", "Lò Thị Lan", role, "PKT").may(permission) is allowed


@pytest.mark.parametrize(("role", "own", "other"), SENDING)
def test_who_sends_for_which_department(role: Role, own: bool, other: bool) -> None:
    visitor = Visitor("lan", "Lò Thị Lan", role, "PKT")
    assert (visitor.may_submit_for("PKT"), visitor.may_submit_for("PVHXH")) == (own, other)


def test_an_officer_without_a_department_sends_for_none() -> None:
    assert not Visitor("lan", "Lò Thị Lan", Role.OFFICER).may_submit_for("PKT")


@pytest.mark.parametrize("permission", Permission)
def test_the_public_only_looks(permission: Permission) -> None:
    assert PUBLIC.may(permission) is (permission is Permission.VIEW)
    assert not PUBLIC.may_submit_for("PKT")
