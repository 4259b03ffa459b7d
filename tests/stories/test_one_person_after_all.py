"""A guest and a member turn out to be one person, live on as such, and turn out to be two."""

import datetime
from collections import defaultdict

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_crm_plugin.consent.actions.record import ConsentAct, record_consents
from saleor_crm_plugin.consent.policies import ConsentStatus
from saleor_crm_plugin.consent.queries import consent_of
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.merge import merge_profiles, settle_merges
from saleor_crm_plugin.identity.actions.unmerge import unmerge_profiles
from saleor_crm_plugin.ledger.actions.reserve import reserve
from saleor_crm_plugin.ledger.actions.resolve import redeem
from saleor_crm_plugin.ledger.checking import verify
from saleor_crm_plugin.ledger.requests import Redemption, Reservation
from saleor_crm_plugin.loyalty.actions.adjust import PointsAdjustment, adjust_points
from saleor_crm_plugin.messaging.actions.queue import queue_messages
from saleor_crm_plugin.messaging.intents import Intent, Priority
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.timeline.queries import entries_page

from ..fixtures.catching_up import catch_up
from ..fixtures.member import guest, member_of
from ..fixtures.program import make_program
from ..shop.driver import BOOK_PRICE, buy

STAFF = "user:1"
GUEST = "guest@example.com"
# More than all steps together can take, so that nothing is ever missing.
GIVEN = 1000
DAY = datetime.timedelta(days=1)

STEPS = st.lists(
    st.sampled_from(
        [
            "member buys",
            "guest buys",
            "cancel",
            "refund",
            "give",
            "spend",
            "hold",
            "use",
            "say",
            "look again",
        ]
    ),
    max_size=6,
)


class Life:
    """What the two do, and what must come of it by a reckoning of its own."""

    def __init__(self, shop):
        self.shop = shop
        self.program = make_program(shop.channel)
        self.user = shop.create_customer("member@example.com")
        catch_up()
        self.member, self.guest = member_of(self.user), guest(GUEST)
        self.orders = defaultdict(list)
        self.canceled = set()
        self.adjusted = self.gifts = self.used = 0
        self.held = []
        self.said = 0
        for profile_id in (self.member, self.guest):
            self.give(profile_id, GIVEN)

    def give(self, profile_id, points):
        self.adjusted += points
        self.gifts += 1
        asked = PointsAdjustment(
            program_id=self.program.pk,
            profile_id=profile_id,
            points=points,
            reason="Sorry",
            author="app:1",
            key=str(self.gifts),
        )
        adjust_points(asked, now=clock.now())

    def spend(self, profile_id):
        """Take 30 points, or all that can be taken."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sum(available)::int FROM crm_ledger_account WHERE profile_id = %s",
                [profile_id],
            )
            left = min(30, cursor.fetchone()[0] or 0)
        if left:
            self.give(profile_id, -left)

    def hold(self, profile_id):
        """Reserve 20 points for a purchase."""
        key = f"held:{self.gifts}:{len(self.held)}:{self.used}"
        asked = Reservation(
            book_id=self.program.book_id,
            profile_id=profile_id,
            points=20,
            key=key,
            occurred_at=clock.now(),
        )
        reserve([asked], now=clock.now())
        self.held.append(key)

    def use(self):
        """Redeem what has been held longest."""
        if self.held:
            key = self.held.pop(0)
            asked = Redemption(
                book_id=self.program.book_id,
                reservation_key=key,
                key=f"used:{key}",
                occurred_at=clock.now(),
            )
            redeem([asked])
            self.used += 20

    def do(self, step, survivor):
        acts = {
            "member buys": lambda: self.buys(self.member, self.user, book=2),
            "guest buys": lambda: self.buys(self.guest, GUEST, book=1),
            "cancel": lambda: self.undo(step),
            "refund": lambda: self.undo(step),
            "give": lambda: self.give(survivor, 7),
            "spend": lambda: self.spend(survivor),
            "hold": lambda: self.hold(survivor),
            "use": self.use,
            "say": lambda: self.say(survivor),
            "look again": lambda: settle_merges(now=clock.now()),
        }
        acts[step]()
        catch_up()

    def buys(self, profile_id, who, *, book):
        self.orders[profile_id].append(buy(self.shop, who, book=book))

    def undo(self, step):
        """Cancel or refund the first order that stands, with all that it earned."""
        placed = [one for theirs in self.orders.values() for one in theirs]
        for order in placed:
            if order.pk not in self.canceled:
                self.canceled.add(order.pk)
                if step == "cancel":
                    self.shop.cancel(order)
                else:
                    self.shop.refund(order, order.total_gross_amount)
                return

    def say(self, profile_id):
        self.said += 1
        now = clock.now()
        intent = Intent(
            source_kind="staff",
            source_id="hello",
            occurrence=str(self.said),
            profile_id=profile_id,
            purpose="transactional",
            template_code="hello",
            channels=("email",),
            due_at=now,
            expires_at=now + DAY,
            priority=Priority.URGENT,
        )
        queue_messages([intent], now=now)

    def earned(self, profile_id):
        pieces = {self.member: 2, self.guest: 1}[profile_id]
        kept = [one for one in self.orders[profile_id] if one.pk not in self.canceled]
        return int(len(kept) * pieces * BOOK_PRICE)


def sums():
    """Return what each profile's orders have earned, and all points, by plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account.profile_id, sum(lot.granted - lot.recalled)::int"
            " FROM crm_ledger_lot AS lot"
            " JOIN crm_ledger_account AS account ON account.id = lot.account_id"
            " WHERE lot.source LIKE 'order:%%' GROUP BY 1"
        )
        by_orders = {profile: points for profile, points in cursor.fetchall() if points}
        cursor.execute(
            "SELECT sum(pending + available + reserved)::int, -sum(issued)::int,"
            " sum(burned + expired + clawed_back + pending + available + reserved + owed)::int"
            " FROM crm_ledger_account"
        )
        return by_orders, cursor.fetchone()


@given(before=STEPS, between=STEPS, after=STEPS, guest_survives=st.booleans())
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_books_agree_and_nothing_is_lost(shop, before, between, after, guest_survives):
    with transaction.atomic():
        # given
        life = Life(shop)
        for step in before:
            life.do(step, life.member)
        pair = (
            (life.member, life.guest) if guest_survives else (life.guest, life.member)
        )
        source, survivor = pair

        # when they are one
        report = merge_profiles(source, survivor, author=STAFF, now=clock.now())
        for step in between:
            life.do(step, survivor)

        # then everything is the survivor's
        by_orders, (left, issued, placed) = sums()
        all_earned = life.earned(life.member) + life.earned(life.guest)
        assert by_orders == ({survivor: all_earned} if all_earned else {})
        assert left == all_earned + life.adjusted - life.used
        assert issued == placed
        assert verify() == []
        assert set(
            Message.objects.filter(state="queued").values_list("profile_id", flat=True)
        ) <= {survivor}

        # when they are two
        unmerge_profiles(report.merge_id, author=STAFF, now=clock.now())
        catch_up()
        for step in after:
            life.do(step, survivor)

        # then each has what their own orders earned, and all points are there
        by_orders, (left, issued, placed) = sums()
        expected = {one: life.earned(one) for one in pair if life.earned(one)}
        assert by_orders == expected
        assert left == all_of(life) + life.adjusted - life.used
        assert issued == placed
        assert verify() == []
        assert Message.objects.count() == life.said
        connection.check_constraints()
        transaction.set_rollback(True)


def all_of(life):
    return life.earned(life.member) + life.earned(life.guest)


def test_page_of_the_timeline_holds_what_happened_to_both(shop):
    # given
    life = Life(shop)
    for step in ("member buys", "guest buys", "member buys"):
        life.do(step, life.member)
    apart = [
        {entry.id for entry in entries_page(one, before=None, first=50)}
        for one in (life.member, life.guest)
    ]

    # when
    report = merge_profiles(
        life.guest, life.member, author=STAFF, now=clock.now() + DAY
    )
    catch_up(clock.now() + DAY)

    # then both are on one page, newest first, and pages fit together
    whole = entries_page(life.member, before=None, first=50)
    assert {one.id for one in whole[1:]} == apart[0] | apart[1]
    assert whole[0].summary == (
        f"Profile {life.guest} turned out to be the same person."
    )
    moments = [(one.occurred_at, one.id) for one in whole]
    assert moments == sorted(moments, reverse=True)
    assert [one.id for one in entries_page(life.member, before=None, first=3)] == [
        one.id for one in whole[:3]
    ]

    # when
    unmerge_profiles(report.merge_id, author=STAFF, now=clock.now() + 2 * DAY)

    # then
    assert {
        entry.id for entry in entries_page(life.guest, before=None, first=50)
    } == apart[1]


def act(profile_id, granted, *, at, key, list_code=""):
    return ConsentAct(
        profile_id=profile_id,
        channel="email",
        purpose="marketing",
        granted=granted,
        source="account",
        occurred_at=at,
        key=key,
        list_code=list_code,
    )


def allowed(profile_id, list_code=""):
    found = consent_of(
        [profile_id], channel="email", purpose="marketing", list_code=list_code
    )
    return found[profile_id]


def test_withdrawal_of_either_counts_for_the_person(profile, guest_profile):
    # given a guest who left everything, and a member who asked for one list after that
    now = clock.now()
    record_consents(
        [
            act(guest_profile.id, False, at=now - 2 * DAY, key="a"),
            act(profile.id, True, at=now - DAY, key="b", list_code="news"),
        ],
        now=now,
    )

    # when
    report = merge_profiles(guest_profile.id, profile.id, author=STAFF, now=now)

    # then
    assert allowed(profile.id, "news") == ConsentStatus.WITHDRAWN

    # when
    unmerge_profiles(report.merge_id, author=STAFF, now=now + DAY)

    # then each stands where their own word led
    assert allowed(profile.id, "news") == ConsentStatus.GRANTED
    assert allowed(guest_profile.id) == ConsentStatus.WITHDRAWN


def test_who_withdraws_in_between_means_both(profile, guest_profile):
    # given a guest's grant, which holds for the member who said nothing
    now = clock.now()
    record_consents([act(guest_profile.id, True, at=now - DAY, key="a")], now=now)
    report = merge_profiles(guest_profile.id, profile.id, author=STAFF, now=now)
    assert allowed(profile.id) == ConsentStatus.GRANTED

    # when
    record_consents([act(profile.id, False, at=now + DAY, key="b")], now=now + DAY)
    unmerge_profiles(report.merge_id, author=STAFF, now=now + 2 * DAY)

    # then
    assert allowed(profile.id) == ConsentStatus.WITHDRAWN
    assert allowed(guest_profile.id) == ConsentStatus.WITHDRAWN
