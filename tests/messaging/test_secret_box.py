"""Secrets are unreadable at rest, and outlive a change of keys."""

import pytest

from saleor_crm_plugin.messaging.actions.accounts import rotate_secrets
from saleor_crm_plugin.messaging.secret_box import (
    UnreadableSecrets,
    close_box,
    hint,
    open_box,
    reclosed,
)
from saleor_crm_plugin.messaging.settings_models import ChannelAccount

SECRETS = {"api_key": "correct horse battery"}


def test_box_opens_with_the_key_alone(settings):
    box = close_box(SECRETS)
    assert "horse" not in box
    assert open_box(box) == SECRETS
    settings.SECRET_KEY = "another shop's"
    with pytest.raises(UnreadableSecrets):
        open_box(box)


def test_own_key_goes_before_the_shops_and_the_shops_still_reads(settings):
    box = close_box(SECRETS)
    settings.CRM_SECRETS_KEY = "an own key"
    assert open_box(box) == SECRETS
    own = reclosed(box)
    settings.SECRET_KEY = "changed"
    assert open_box(own) == SECRETS


def test_old_keys_read_and_the_new_one_writes(settings):
    settings.CRM_SECRETS_KEY = "first"
    box = close_box(SECRETS)
    settings.CRM_SECRETS_KEY, settings.CRM_SECRETS_KEY_FALLBACKS = "second", ["first"]
    newer = reclosed(box)
    settings.CRM_SECRETS_KEY_FALLBACKS = []
    assert open_box(newer) == SECRETS
    with pytest.raises(UnreadableSecrets):
        open_box(box)


def test_nothing_needs_no_box():
    assert (close_box({}), open_box("")) == ("", {})


def test_tampered_box_is_refused():
    with pytest.raises(UnreadableSecrets):
        open_box(close_box(SECRETS)[:-3] + "abc")


def test_short_secret_shows_nothing_of_itself():
    assert hint("hunter2") == ""
    assert hint("correct horse battery") == "tery"


def test_all_accounts_are_encrypted_anew(db, settings):
    row = ChannelAccount.objects.create(
        channel="email", medium="email", name="x", secrets=close_box(SECRETS)
    )
    settings.CRM_SECRETS_KEY = "an own key"
    assert rotate_secrets() == 1
    row.refresh_from_db()
    settings.SECRET_KEY = "changed"
    assert open_box(row.secrets) == SECRETS
