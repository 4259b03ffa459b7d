"""What the records of a sender's domain say."""

import pytest

from saleor_crm_plugin.messaging.policies.sender_domain import (
    CheckStatus,
    dmarc_places,
    judge_dkim,
    judge_dmarc,
    judge_spf,
)

GREEN, RED = CheckStatus.GREEN, CheckStatus.RED


@pytest.mark.parametrize(
    ("records", "status"),
    [
        (["v=spf1 include:_spf.example.com ~all"], GREEN),
        (["google-site-verification=x", "V=SPF1 -all"], GREEN),
        ([], RED),
        (["v=spf10 -all"], RED),
        (["v=spf1 -all", "v=spf1 mx -all"], RED),
        (["v=spf1 mx +all"], RED),
        (["v=spf1 all"], RED),
    ],
)
def test_spf(records, status):
    found = judge_spf(records)
    assert (found.status, bool(found.remedy)) == (status, status == RED)


@pytest.mark.parametrize(
    ("records", "status"),
    [
        (["v=DKIM1; k=rsa; p=MIGf MA0"], GREEN),
        (["p=MIGfMA0"], GREEN),
        ([], RED),
        (["v=DKIM1; k=rsa; p="], RED),
        (["something else"], RED),
    ],
)
def test_dkim(records, status):
    found = judge_dkim(records, selector="s1")
    assert found.status == status
    assert ("s1._domainkey" in (found.remedy or "")) == (status == RED)


@pytest.mark.parametrize(
    ("records", "status"),
    [
        (["v=DMARC1; p=none"], GREEN),
        (["v=DMARC1;p=Reject; rua=mailto:a@example.com"], GREEN),
        ([], RED),
        (["v=DMARC1; rua=mailto:a@example.com"], RED),
        (["v=DMARC1; p=perhaps"], RED),
        (["v=DMARC1; p=none", "v=DMARC1; p=reject"], RED),
    ],
)
def test_dmarc(records, status):
    assert judge_dmarc(records).status == status


@pytest.mark.parametrize(
    ("domain", "places"),
    [
        (
            "mail.shop.example.com",
            [
                "_dmarc.mail.shop.example.com",
                "_dmarc.shop.example.com",
                "_dmarc.example.com",
            ],
        ),
        ("example.com", ["_dmarc.example.com"]),
        ("localhost", ["_dmarc.localhost"]),
    ],
)
def test_where_a_policy_may_stand(domain, places):
    assert list(dmarc_places(domain)) == places
