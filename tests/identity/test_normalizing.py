"""Identifiers have one form per type, and what is none is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.identity.models import IdentifierType
from saleor_crm_plugin.identity.normalizing import normalized_value


@pytest.mark.parametrize(
    ("kind", "given_value", "region", "normal"),
    [
        ("email", " Ada@Example.COM ", "", "ada@example.com"),
        ("email", "ada@localhost", "", ""),
        ("email", "ada@@example.com", "", ""),
        ("email", "ada example@example.com", "", ""),
        ("phone", "+39 06 6982", "", "+39066982"),
        ("phone", "020 7946 0958", "gb", "+442079460958"),
        ("phone", "020 7946 0958", "", ""),
        ("phone", "+86 138-1234-5678", "", "+8613812345678"),
        ("phone", "12", "IT", ""),
        ("external", " erp:A-1 ", "", "erp:A-1"),
        ("external", "a\x00b", "", ""),
        (
            "wechat_openid",
            "oGZUI0egBJY1zhBYw2KhdUfwVJJE",
            "",
            "oGZUI0egBJY1zhBYw2KhdUfwVJJE",
        ),
        (
            "wechat_unionid",
            "o6_bmasdasdsad6_2sgVt7hMZOPfL",
            "",
            "o6_bmasdasdsad6_2sgVt7hMZOPfL",
        ),
        (
            "wecom",
            "wmEAlECwAAHrbWYDOK5u3Bf13xlYDAAA",
            "",
            "wmEAlECwAAHrbWYDOK5u3Bf13xlYDAAA",
        ),
        ("telegram", "-100123", "", "-100123"),
        ("telegram", "@ada", "", ""),
        ("visitor", "5f1e-9c", "", "5f1e-9c"),
        ("visitor", "a;b", "", ""),
        ("user", "7", "", ""),
    ],
)
def test_form(kind, given_value, region, normal):
    assert normalized_value(kind, given_value, region=region) == normal


@given(st.sampled_from([str(kind) for kind in IdentifierType]), st.text())
def test_any_text_is_answered_and_the_answer_is_its_own_form(kind, text):
    once = normalized_value(kind, text, region="IT")
    assert normalized_value(kind, once, region="IT") == once
