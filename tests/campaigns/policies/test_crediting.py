"""How a definition says which orders count."""

import datetime

import pytest

from saleor_crm_plugin.attribution.policies import (
    AttributionModel,
    Rule,
    TouchKind,
)
from saleor_crm_plugin.campaigns.definition import Attribution
from saleor_crm_plugin.campaigns.policies.crediting import model_of, rule_of


def test_a_rule_is_the_window_and_the_weakest_touch():
    assert rule_of(Attribution()) == Rule(datetime.timedelta(days=5), TouchKind.CLICK)
    assert rule_of(Attribution(window_days=2, touch="sent")) == Rule(
        datetime.timedelta(days=2), TouchKind.SENT
    )


@pytest.mark.parametrize(
    ("chosen", "model"),
    [
        (Attribution(), AttributionModel.LAST_CLICK),
        (Attribution(touch="sent"), AttributionModel.LAST_TOUCH),
        (Attribution(model="first"), AttributionModel.FIRST_TOUCH),
        (Attribution(model="even", touch="sent"), AttributionModel.LINEAR),
    ],
)
def test_a_model_follows_from_the_choice(chosen, model):
    assert model_of(chosen) == model
