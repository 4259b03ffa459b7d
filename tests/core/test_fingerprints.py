"""Fingerprints tell states apart, whatever the order in which they are written."""

from saleor_crm_plugin.core.fingerprints import LENGTH, fingerprint


def test_the_order_of_keys_does_not_matter():
    assert fingerprint({"a": 1, "b": [1, 2]}) == fingerprint({"b": [1, 2], "a": 1})


def test_another_value_or_order_of_a_list_does():
    one = fingerprint({"a": [1, 2]})

    assert len(one) == LENGTH
    assert one != fingerprint({"a": [2, 1]})
    assert one != fingerprint({"a": [1, "2"]})
