"""Keyed hashes: the same for the same, and nothing without the key."""

import hashlib
import hmac

import pytest

from saleor_crm_plugin.core.hashing import derived_key, keyed_hash, normalized_email


@pytest.mark.parametrize(
    ("given", "expected"),
    [(" Ann@Example.COM ", "ann@example.com"), ("", ""), (None, "")],
)
def test_emails_are_compared_trimmed_and_in_lower_case(given, expected):
    assert normalized_email(given) == expected


def test_the_hash_is_an_hmac():
    expected = hmac.new(b"key", b"ann@example.com", hashlib.sha256).hexdigest()

    assert keyed_hash(b"key", "ann@example.com") == expected


def test_nothing_has_no_hash():
    assert keyed_hash(b"key", "") == ""


def test_another_key_makes_another_hash():
    assert keyed_hash(b"one", "text") != keyed_hash(b"other", "text")


def test_keys_for_two_purposes_differ_from_each_other_and_from_the_secret():
    keys = {derived_key("secret", "one"), derived_key("secret", "other"), b"secret"}

    assert len(keys) == 3
