"""The documents of the storefront kit fit the shop's API, and ask for what shoppers may see."""

import re
from pathlib import Path

import pytest
from graphql import parse, validate
from saleor.graphql.api import schema

KIT = Path(__file__).resolve().parents[2] / "storefront_kit" / "src"
DOCUMENTS = re.findall(
    r"export const (\w+) = /\* GraphQL \*/ `(.*?)`;",
    (KIT / "queries.js").read_text(),
    re.DOTALL,
)


@pytest.mark.parametrize(("name", "document"), DOCUMENTS, ids=[n for n, _ in DOCUMENTS])
def test_the_schema_knows_what_is_asked(name, document):
    assert validate(schema, parse(document)) == []


def test_every_document_was_found():
    source = (KIT / "queries.js").read_text()
    assert len(DOCUMENTS) == source.count("export const")


@pytest.mark.parametrize("name", ["LOYALTY", "HISTORY", "PREFERENCES", "MESSAGES"])
def test_a_shopper_may_ask_it(name, program, customer_api):
    asked = {
        "LOYALTY": {"channel": "main"},
        "HISTORY": {"channel": "main", "first": 5},
        "PREFERENCES": {"language": "zh-Hans"},
        "MESSAGES": {"placement": "banner"},
    }
    assert customer_api.ask(dict(DOCUMENTS)[name], **asked[name])
