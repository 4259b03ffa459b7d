"""Lists cost the same for one row and for ten, and queries leave the writer alone."""

import pytest
from django.db import connections
from saleor.permission.enums import (
    AccountPermissions,
    DiscountPermissions,
    OrderPermissions,
    PluginsPermissions,
)

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.saleor_adapter.db import WRITER, replica_alias
from saleor_crm_plugin.timeline.actions.notes import add_note
from tests.fixtures.api import sent_for_the_query
from tests.fixtures.catching_up import catch_up
from tests.fixtures.member import give_points, guest, member_of
from tests.fixtures.program import make_program, make_tiers
from tests.shop.driver import buy
from tests.shop.rows import make_channel, make_user

ACCOUNT = """
    balance pending reserved owed isExcluded
    program { code channels rules { code } ladder { tiers { code thresholds { value } } } }
    tier { tier name missing { value } }
    nextExpiries { points }
    history(first: 2) { edges { node { points reason } } }
    explanation(first: 2) { edges { node { points } } }
"""
PROFILES = (
    "{ crmProfiles(first: 20) { edges { node { email loyaltyAccounts {"
    + ACCOUNT
    + "} timeline(first: 2) { edges { node { summary } } }"
    " notes(first: 2) { edges { node { text } } }"
    " messages(first: 2) { edges { node { state decisions { reason } } } }"
    " consents { status } suppressions { reason } exports { state }"
    " behavior(first: 2) { edges { node { kind } } }"
    " productInterests(first: 2) { views } keywords(first: 2) { word }"
    " consentHistory(first: 2) { edges { node { wording { code } } } } } } } }"
)
CUSTOMERS = (
    "{ customers(first: 20) { edges { node { loyaltyAccounts {"
    + ACCOUNT
    + '} loyalty(channel: "main") { balance }'
    + " crmPreferences { consents { status } } } } } }"
)
ORDERS = "{ orders(first: 20) { edges { node { loyaltyPoints } } } }"
PROGRAMS = "{ crmPrograms { code problems { code } ladder { tiers { code } } } }"
SEARCH = '{ crmProfiles(first: 20, search: "guest") { edges { node { email } } } }'


class Counted:
    """Notes the statements of a request, and on which connection each was sent."""

    def __init__(self, client, document):
        self.sent = []
        with (
            connections[WRITER].execute_wrapper(self._note),
            connections[replica_alias()].execute_wrapper(self._note),
        ):
            self.answer = client.ask(document)

    def _note(self, execute, sql, params, many, context):
        self.sent.append((context["connection"].alias, sql))
        return execute(sql, params, many, context)

    @property
    def count(self):
        return len(sent_for_the_query(sql for _alias, sql in self.sent))

    @property
    def aliases_of_ours(self):
        """From where our own tables were read."""
        return {alias for alias, sql in self.sent if "crm_" in sql}


@pytest.fixture
def people(channel):
    """Make so many more people, accounts and guests, each with points and a note."""
    program = make_program(channel)
    make_tiers(program, channel.currency_code)
    made = []

    def make(count):
        for _ in range(count):
            number = len(made)
            profile = (
                member_of(make_user(f"reader{number}@example.com"))
                if number % 2
                else guest(f"guest{number}@example.com")
            )
            give_points(program, profile, 10 + number, key=f"gift {number}")
            add_note(profile, "Likes books.", author_id=1, now=clock.now())
            made.append(profile)

    return make


@pytest.mark.parametrize("document", [PROFILES, CUSTOMERS, SEARCH])
def test_people_cost_the_same_one_or_ten(document, people, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    people(2)
    Counted(staff, document)  # the shop fills caches of its own at the first request
    few = Counted(staff, document)
    people(8)
    many = Counted(staff, document)

    assert many.count == few.count
    assert few.answer != many.answer
    assert few.aliases_of_ours == many.aliases_of_ours == {replica_alias()}


def test_orders_cost_the_same_one_or_ten(shop, staff_api):
    make_program(shop.channel)
    staff = staff_api(OrderPermissions.MANAGE_ORDERS)
    counts = []
    for wanted in (1, 9):
        for _ in range(wanted):
            buy(shop, "guest@example.com", book=1)
        catch_up()
        seen = Counted(staff, ORDERS)
        assert seen.aliases_of_ours == {replica_alias()}
        counts.append(seen.count)

    nodes = [edge["node"] for edge in seen.answer["orders"]["edges"]]
    assert nodes == [{"loyaltyPoints": 10}] * 10
    assert counts[0] == counts[1]


def test_programs_cost_the_same_one_or_ten(channel, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    make_tiers(make_program(channel), "USD")
    Counted(staff, PROGRAMS)  # the shop fills caches of its own at the first request
    one = Counted(staff, PROGRAMS)
    for number in range(9):
        other = make_channel(f"channel{number}")
        make_tiers(make_program(other, code=f"club{number}"), "USD")
    ten = Counted(staff, PROGRAMS)

    assert len(ten.answer["crmPrograms"]) == 10
    assert ten.count == one.count
    assert one.aliases_of_ours == ten.aliases_of_ours == {replica_alias()}


@pytest.mark.parametrize(
    "document",
    [
        "{ crmBacklog { marks } }",
        "{ crmStuckDeliveries(first: 5) { edges { node { id } } } }",
        "{ crmAuditLog(first: 5) { edges { node { id } } } }",
    ],
)
def test_what_runs_the_shop_is_read_from_the_replica(document, program, staff_api):
    seen = Counted(staff_api(PluginsPermissions.MANAGE_PLUGINS), document)

    assert seen.aliases_of_ours == {replica_alias()}
