"""What follows days in people's lives with the shop: new, a birthday, a year, gone, lost."""

import datetime
import re

import pytest

from saleor_crm_plugin.codes.models import IssuedCode
from saleor_crm_plugin.identity.birthdays import Birthday
from saleor_crm_plugin.identity.details import DetailsChange, change_details
from saleor_crm_plugin.identity.labels import tags_of

from ..fixtures.api import signed_in
from ..fixtures.journey import make_journey
from ..fixtures.member import guest, member_of
from ..fixtures.web import path_of
from ..shop import rows
from ..shop.driver import buy

pytestmark = pytest.mark.django_db

ADA, GIULIA, LI = "ada@example.com", "giulia@example.com", "li@example.com"
DAY = datetime.timedelta(days=1)
ALLOW = """
mutation Allow($input: [CrmPreferenceInput!]!) {
  crmPreferencesUpdate(input: $input) { errors { field code message } }
}
"""


# New


def subscribe(story, user):
    """Let a customer allow marketing in the storefront."""
    with story.at():
        given = {"channel": "email", "purpose": "MARKETING", "isGranted": True}
        signed_in(user).done(ALLOW, input=[given])


def read(web, letter):
    """Open a letter, as a mail program does that shows pictures."""
    [picture] = re.findall(r'src="([^"]+/o/[^"]+)"', letter.html)
    answer = web.get(path_of(picture), **{"User-Agent": "Thunderbird"})
    assert answer.status_code == 200


def born(story, profile_id, date):
    change = DetailsChange(
        profile_id=profile_id, birthday=Birthday(month=date.month, day=date.day)
    )
    change_details([change], source="shopper", now=story.now)


def test_the_welcome_goes_on_by_whether_it_was_read(story, shop, web):
    # given two who sign up
    story.switch_on("welcome")
    users = [shop.create_customer(address) for address in (ADA, GIULIA)]
    for user in users:
        subscribe(story, user)
    story.later(hours=1)
    assert {one.to: one.subject for one in story.letters} == {
        ADA: "Welcome – good to have you here",
        GIULIA: "Welcome – good to have you here",
    }

    # when only Ada opens the letter, an hour later
    story.later(hours=1)
    with story.at():
        read(web, next(one for one in story.letters if one.to == ADA))
    # A few seconds later it is sure that no scanner did it.
    story.later(minutes=1)
    story.later(minutes=1)
    story.later(days=10)

    # then
    assert story.subjects(ADA)[1] == "A little more about us"
    assert story.subjects(GIULIA)[1] == "Our shop in one minute"
    # and both are asked for what is missing
    assert story.subjects(ADA)[2] == "When is your birthday?"
    assert story.subjects(GIULIA)[2] == "When is your birthday?"
    # She reads on two hours after she has read, and Giulia three days after the first letter.
    assert [one.after for one in story.letters if one.to == ADA][:2] == [0, 4]
    assert [one.after // 24 for one in story.letters if one.to == ADA][2] == 4
    assert [one.after // 24 for one in story.letters if one.to == GIULIA] == [0, 3, 7]


def test_whose_birthday_is_known_is_not_asked_for_it(story, shop):
    # given
    story.switch_on("welcome")
    user = shop.create_customer(LI)
    subscribe(story, user)
    born(story, member_of(user), datetime.date(2000, 2, 29))

    # when
    story.later(days=10)

    # then
    assert story.subjects(LI) == [
        "Welcome – good to have you here",
        "Our shop in one minute",
    ]


def test_nobody_is_welcomed_twice(story, shop):
    # given
    story.switch_on("welcome", asks_for_birthday=False)
    user = shop.create_customer(ADA)
    subscribe(story, user)
    story.later(days=5)
    assert len(story.letters) == 2

    # when they leave the list and come again
    story.opt_out(member_of(user))
    story.later(days=1)
    subscribe(story, user)
    story.later(days=5)

    # then
    assert len(story.letters) == 2


# A birthday


def test_birthday_wishes_come_on_the_day_with_a_present(story):
    # given
    today = story.now.date()
    story.switch_on("birthday", at="09:00", coupon={"voucher": story.voucher()})
    for address, language, days in ((ADA, "en", 2), (GIULIA, "it", 2), (LI, "zh", 9)):
        born(story, story.guest(address, language=language), today + days * DAY)

    # when
    story.later(days=5)

    # then
    assert story.subjects(ADA) == ["Happy birthday!"]
    assert story.subjects(GIULIA) == ["Buon compleanno!"]
    assert story.subjects(LI) == []
    codes = {one.profile_id: one.code for one in IssuedCode.objects.all()}
    assert set(codes) == {guest(ADA), guest(GIULIA)}
    for letter in story.letters:
        assert codes[guest(letter.to)] in letter.text


def test_no_wishes_for_those_who_want_none(story):
    today = story.now.date()
    story.switch_on("birthday")
    profile_id = story.guest(ADA)
    born(story, profile_id, today + 2 * DAY)
    story.opt_out(profile_id)
    story.later(days=5)
    assert story.letters == []


# Time to order again


def bought(story, shop, address, *, days_ago):
    """Let somebody have bought a book some days ago."""
    order = buy(shop, address)
    rows.set_columns(order, created_at=story.now - days_ago * DAY)
    return order


def test_a_reminder_comes_by_the_customer_s_own_rhythm(story, shop):
    # given an order every twenty days, the last one ten days ago
    journey = story.switch_on("replenishment")
    story.guest(GIULIA, language="it")
    for days_ago in (50, 30, 10):
        bought(story, shop, GIULIA, days_ago=days_ago)

    # when
    story.later(days=15)

    # then it comes three days before the next would
    assert story.subjects(GIULIA) == ["Stai per finirlo?"]
    assert story.letters[0].after // 24 in (7, 8)
    assert shop.book.product.name in story.letters[0].text
    assert story.outcome(journey) == "finished"


def test_whoever_has_ordered_meanwhile_is_not_reminded(story, shop):
    story.switch_on("replenishment")
    story.guest(ADA)
    for days_ago in (50, 30, 10):
        bought(story, shop, ADA, days_ago=days_ago)
    story.later(days=2)
    bought(story, shop, ADA, days_ago=0)
    story.later(days=8)
    assert story.letters == []


# Gone, and lost


def test_whoever_stays_away_is_missed_and_then_tempted(story, shop):
    # given an order 118 days ago
    journey = story.switch_on("win_back", coupon={"voucher": story.voucher()})
    story.guest(LI, language="zh-hans")
    bought(story, shop, LI, days_ago=118)

    # when
    story.later(days=20)

    # then
    assert story.subjects(LI) == ["好久不见", "一个回来看看的理由"]
    first, second = story.letters
    assert (second.after - first.after) // 24 == 14
    assert IssuedCode.objects.get().code in second.text
    assert story.outcome(journey) == "finished"


def test_whoever_comes_back_is_left_alone(story, shop):
    # given
    journey = story.switch_on("win_back")
    story.guest(ADA)
    bought(story, shop, ADA, days_ago=118)
    story.later(days=4)
    assert story.subjects(ADA) == ["It has been a while"]

    # when
    bought(story, shop, ADA, days_ago=0)
    story.later(days=16)

    # then
    assert len(story.letters) == 1
    assert story.outcome(journey) == "goal"


def test_the_lost_are_asked_one_question_once(story, shop):
    # given
    story.switch_on("lost_customer")
    story.guest(GIULIA, language="it")
    bought(story, shop, GIULIA, days_ago=363)

    # when
    story.later(days=10)

    # then
    assert story.subjects(GIULIA) == ["Una sola domanda, se possiamo"]
    assert "%" not in story.letters[0].text


def test_what_the_lost_answer_begins_another_journey(story, shop, web):
    # given
    story.switch_on("lost_customer")
    sorry = make_journey(
        trigger={
            "kind": "question_answered",
            "question": "why_left",
            "answers": ["service", "quality"],
        },
        start="note",
        steps={
            "note": {"kind": "tag", "tag": "let_down", "next": "end"},
            "end": {"kind": "exit"},
        },
    )
    giulia = story.guest(GIULIA, language="it")
    bought(story, shop, GIULIA, days_ago=363)
    story.later(days=10)
    [page] = [one for one in story.letters[0].links if "/answer/" in one]

    # when
    with story.at():
        web.send(path_of(page), {"answer": "service"})
    story.later(hours=1)

    # then
    assert tags_of([giulia]) == {giulia: frozenset({"let_down"})}
    assert story.outcome(sorry) == "finished"


# A year


def test_a_year_after_the_first_order_comes_a_thank_you(story, shop):
    # given
    story.switch_on("first_order_anniversary")
    story.guest(ADA)
    bought(story, shop, ADA, days_ago=363)
    bought(story, shop, ADA, days_ago=100)

    # when
    story.later(days=6)

    # then
    assert story.subjects(ADA) == ["It is our anniversary"]
    assert story.letters[0].after // 24 in (2, 3)
