"""The demo's storefront serves its own files and the kit's, and takes payments from itself only."""

import json
from http import HTTPStatus

import pytest

from demo.api import Api
from demo.storefront.serving import JSON, KIT, Storefront

CART = {"totalPrice": {"gross": {"amount": 15, "currency": "USD"}}}


@pytest.fixture
def storefront():
    return Storefront("http://shop.example")


@pytest.fixture
def shop(monkeypatch):
    """Play the shop's API: notes what staff asks, and answers with one record."""
    asked = []
    answers = {
        "products": {
            "edges": [
                {
                    "node": {
                        "id": "P1",
                        "name": "CD",
                        "variants": [{"id": "V1", "name": "Album"}],
                    }
                }
            ]
        },
        "orders": {
            "edges": [
                {"node": {"user": None}},
                {"node": {"user": {"email": "ada@example.com"}}},
            ]
        },
    }

    def do(api, mutation, **variables):
        asked.append(variables)
        return {"token": "staff"}

    def ask(api, query, **variables):
        if "Total" not in query:
            return {"data": answers}
        known = variables["id"] != "unknown"
        return {"data": {"checkout": CART if known else None}}

    monkeypatch.setattr(Api, "do", do)
    monkeypatch.setattr(Api, "ask", ask)
    return asked


def test_the_kit_is_served_as_it_is(storefront):
    answer = storefront.get("/kit/crm-loyalty.js")
    assert answer.body == (KIT / "crm-loyalty.js").read_bytes()
    assert answer.kind == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/files/../serving.py", "/kit/../../setup.cfg", "/kit/absent.js"]
)
def test_there_are_no_other_files(path, storefront):
    assert storefront.get(path).status == HTTPStatus.NOT_FOUND


def test_the_page_is_told_what_there_is_to_buy(storefront, shop):
    told = json.loads(storefront.get("/shop.json").body)
    assert told["apiUrl"] == "http://shop.example/graphql/"
    assert told["shopper"] == "ada@example.com"
    assert told["records"] == [
        {
            "product": "P1",
            "variant": "V1",
            "name": "CD: Album",
            "price": "15",
            "currency": "USD",
        }
    ]


def test_a_cart_is_paid_with_what_it_costs(storefront, shop):
    answer = storefront.post("/pay", JSON, b'{"checkout": "C1"}')
    assert answer.status == HTTPStatus.OK
    assert shop[-1]["id"] == "C1"
    assert shop[-1]["payment"]["amountCharged"] == CART["totalPrice"]["gross"]


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/plain", b'{"checkout": "C1"}', HTTPStatus.NOT_FOUND),
        (JSON, b"{", HTTPStatus.BAD_REQUEST),
        (JSON, b"[]", HTTPStatus.BAD_REQUEST),
        (JSON, b'{"checkout": "unknown"}', HTTPStatus.BAD_GATEWAY),
    ],
)
def test_a_payment_that_cannot_be_is_refused(kind, body, status, storefront, shop):
    assert storefront.post("/pay", kind, body).status == status
    assert all("payment" not in asked for asked in shop)


def test_no_other_place_takes_anything(storefront, shop):
    assert storefront.post("/", JSON, b"{}").status == HTTPStatus.NOT_FOUND
    assert shop == []
