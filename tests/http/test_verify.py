"""The link that proves an account's e-mail: by its button, for this very e-mail, for two days."""

import datetime

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.links import VERIFY_WITHIN, verify_url
from saleor_crm_plugin.identity.queries import people, profile_of_user
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash

from ..fixtures.catching_up import catch_up
from ..fixtures.member import guest
from ..fixtures.unchanged import nothing_changes
from ..fixtures.web import path_of
from ..shop.driver import buy

MINE = "mine@example.com"


@pytest.fixture
def account(shop):
    """An account of a shop that asks nobody to confirm, and what a guest ordered before."""
    buy(shop, MINE, book=1)
    catch_up()
    user = shop.create_customer(MINE)
    catch_up()
    return user


def link(user, email=MINE):
    return path_of(verify_url(user.pk, email_hash(email)))


def owner_of_the_orders():
    return guest(MINE)


def test_looking_proves_nothing_and_the_button_claims_the_orders(web, account):
    profile_id = profile_of_user(account.pk)
    before = owner_of_the_orders()
    assert before != profile_id

    with nothing_changes():
        assert web.get(link(account)).status_code == 200
    catch_up()
    assert owner_of_the_orders() == before

    assert web.post(link(account), "").status_code == 200
    catch_up()

    assert owner_of_the_orders() == profile_id
    assert people([profile_id])[profile_id].email_is_verified


def test_proof_of_another_address_proves_nothing(web, account):
    web.post(link(account, "other@example.com"), "")
    catch_up()

    assert owner_of_the_orders() != profile_of_user(account.pk)


def test_old_and_forged_links_do_not_work(web, account):
    old = link(account)
    with (
        clock.fixed_at(clock.now() + VERIFY_WITHIN + datetime.timedelta(seconds=1)),
        nothing_changes(),
    ):
        assert web.post(old, "").status_code == 404
    with nothing_changes():
        assert web.post(old[:-3] + "abc", "").status_code == 404
