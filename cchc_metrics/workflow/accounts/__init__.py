"""Accounts and those who sign in with them: all that pages, the gate and commands may ask for.

Moments are real ones, also in a demonstration whose figures live on a pretended day: sessions and
locks run out by the clock on the wall.

sign_in        name and password, or a confirmed e-mail, to a session; and back
keeping        makes, lists, disables accounts and resets passwords
changing       gives an account another name to show, role, department or e-mail
sessions       sees and ends sessions one by one
own            what the owner of an account changes
first_admin    the one-time link to the first account
console        who a command on the server acts for
demonstration  the four accounts of a demonstration
rules          what names and entries are accepted; what all of these share
"""

from cchc_metrics.workflow.accounts.changing import Changes, change_account
from cchc_metrics.workflow.accounts.console import CONSOLE, taken_at_word, visitor_named
from cchc_metrics.workflow.accounts.demonstration import DemoAccount, demo_accounts
from cchc_metrics.workflow.accounts.first_admin import first_admin_token, make_first_admin
from cchc_metrics.workflow.accounts.keeping import (
    AccountEntry,
    accounts,
    create_account,
    disable_account,
    enable_account,
    end_sessions,
    reset_password,
    set_public_board,
)
from cchc_metrics.workflow.accounts.own import change_own_password
from cchc_metrics.workflow.accounts.rules import (
    LONGEST_DISPLAY_NAME,
    LONGEST_EMAIL,
    NewAccount,
    NotChanged,
    WrongPassword,
)
from cchc_metrics.workflow.accounts.sessions import end_one_session, open_sessions
from cchc_metrics.workflow.accounts.sign_in import (
    Refused,
    SignedIn,
    sign_in,
    sign_in_with_email,
    sign_out,
    visitor_of,
)
from cchc_metrics.workflow.permissions import NotAllowed, is_public_board

__all__ = [
    "CONSOLE",
    "LONGEST_DISPLAY_NAME",
    "LONGEST_EMAIL",
    "AccountEntry",
    "Changes",
    "DemoAccount",
    "NewAccount",
    "NotAllowed",
    "NotChanged",
    "Refused",
    "SignedIn",
    "WrongPassword",
    "accounts",
    "change_account",
    "change_own_password",
    "create_account",
    "demo_accounts",
    "disable_account",
    "enable_account",
    "end_one_session",
    "end_sessions",
    "first_admin_token",
    "is_public_board",
    "make_first_admin",
    "open_sessions",
    "reset_password",
    "set_public_board",
    "sign_in",
    "sign_in_with_email",
    "sign_out",
    "taken_at_word",
    "visitor_named",
    "visitor_of",
]
