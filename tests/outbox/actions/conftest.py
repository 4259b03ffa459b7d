"""A handler that listens to both types of facts in every test here."""

import pytest

from saleor_crm_plugin.outbox.handlers import subscribed_temporarily
from tests.fixtures.fact import LampBroken, LampLit


@pytest.fixture(autouse=True)
def listening(listener):
    with subscribed_temporarily(
        {LampLit: [listener.record], LampBroken: [listener.record]}
    ):
        yield
