"""The committed schema is what the code gives; `make schema` writes it."""

import io
import re

import pytest
from django.core.management import call_command

from runner.schema import COMMITTED
from runner.schema_additions import definitions

MEMBER_OF_OURS = re.compile(r'"""\s+(crm\w+|loyalty\w*)[(:]')
# The words are the lint's to compare: those of Saleor's own arguments are not the same everywhere.
DESCRIPTION = re.compile(r'"""[\s\S]*?"""')


def bare(members):
    """The members without a word of description, each on one line."""
    return sorted(" ".join(DESCRIPTION.sub("", each).split()) for each in members)


def is_ours(definition):
    return re.match(r"\w+ Crm", definition.key) is not None


@pytest.fixture(scope="module")
def printed():
    """The whole schema as the shop prints it, by kind and name."""
    out = io.StringIO()
    call_command("get_graphql_schema", stdout=out)
    return {one.key: one for one in definitions(out.getvalue())}


@pytest.fixture(scope="module")
def committed():
    """What the committed file adds, extensions as if they were types."""
    text = COMMITTED.read_text().replace("extend type", "type")
    return list(definitions(text))


def test_our_types_stand_there_as_they_are(printed, committed):
    ours = {key: bare(one.members) for key, one in printed.items() if is_ours(one)}
    kept = {one.key: bare(one.members) for one in committed if is_ours(one)}

    assert len(ours) > 50
    assert kept == ours, "run `make schema` and commit the file"


def test_our_fields_on_types_of_saleor_stand_there(printed, committed):
    for one in committed:
        if is_ours(one) or not one.members:
            continue
        members = printed[one.key].members
        ours = [each for each in members if MEMBER_OF_OURS.search(each)]
        assert bare(one.members) == bare(ours)


def test_only_these_types_of_saleor_get_more_fields(committed):
    # Scalars are Saleor's own; the sandbox has those that something uses.
    extended = {one.key for one in committed if one.members and not is_ours(one)}

    assert extended == {"type Query", "type Mutation", "type User", "type Order"}
