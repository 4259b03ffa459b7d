"""The example in the reference of earning rules works as it is printed."""

import re
from fractions import Fraction
from pathlib import Path

from saleor_crm_plugin.loyalty import earning_rule
from saleor_crm_plugin.loyalty.earning_rule import earning_rules, load_earning_rules

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "earning-rules.md"


def test_the_example_of_a_rule_of_ones_own_earns(monkeypatch):
    load_earning_rules()
    [example] = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    # The page shows a file of the folder; what it registers must not stay behind.
    monkeypatch.setattr(earning_rules, "_items", dict(earning_rules._items))
    names = {
        "__package__": "saleor_crm_plugin.loyalty.earning_rules",
        "__name__": "example",
    }
    exec(compile(example, str(PAGE), "exec"), names)
    rule = names["LargeOrder"].from_stored(
        {"by_currency": {"EUR": {"above": "100", "points": 20}}}
    )
    assert rule.points(Fraction(100), "EUR") == 0
    assert rule.points(Fraction(101), "EUR") == 20
    assert isinstance(rule, earning_rule.EarningRule)


def test_every_rule_is_on_the_page():
    load_earning_rules()
    page = PAGE.read_text()
    assert [rule.code for rule in earning_rules if f"`{rule.code}`" not in page] == []
