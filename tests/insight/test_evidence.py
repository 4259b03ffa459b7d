"""When there is too little to predict from."""

import pytest

from saleor_crm_plugin.insight.policies.evidence import Refusal, refusal_to_predict


@pytest.mark.parametrize(
    ("repeaters", "days", "refusal"),
    [
        (99, 84, Refusal.TOO_FEW_REPEATERS),
        (100, 83, Refusal.HISTORY_TOO_SHORT),
        (100, 84, None),
    ],
)
def test_no_model_is_fitted_to_too_little(repeaters, days, refusal):
    assert refusal_to_predict(repeaters=repeaters, days=days) == refusal
