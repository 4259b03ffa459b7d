"""Any rule: conditions on every registered field, in groups of any shape."""

from hypothesis import strategies as st

from saleor_crm_plugin.segments.field import fields
from saleor_crm_plugin.segments.policies.values import (
    Shape,
    ValueKind,
    operators_of,
    shape_of,
)

TEXTS = ["milano", "Roma", "it", "IT", "xl", "email", "20", "広州", "gold"]
SCOPES = {
    "profile.attribute": {"name": "size"},
    "profile.attribute_number": {"name": "size"},
    "profile.attribute_date": {"name": "size"},
    "profile.attribute_yes_no": {"name": "size"},
    "points.available": {"program": "club"},
    "tier.held": {"program": "club"},
    "tier.since": {"program": "club"},
    "consent.status": {"channel": "email"},
    "cart.worth": {"currency": "EUR"},
    "orders.spent": {"currency": "EUR", "channels": [1]},
    "orders.spent_ever": {"currency": "EUR"},
    "predicted.value": {"currency": "EUR"},
    "bought.spent": {"currency": "EUR", "collections": [2]},
    "bought.orders": {"categories": [1, 2], "channels": ["default"]},
    "bought.items": {"products": [1]},
    "timeline.entries": {"type": "messaging.opened"},
    "behavior.events": {"kind": "product"},
}
_VALUES = {
    ValueKind.TEXT: st.sampled_from(TEXTS),
    ValueKind.LIST: st.sampled_from(["vip", "a", "b"]),
    ValueKind.IDS: st.integers(1, 4),
    ValueKind.YES_NO: st.booleans(),
    ValueKind.NUMBER: st.one_of(
        st.integers(-1, 5), st.sampled_from([10, "12.35", 20, 50, 100, "0.5"])
    ),
}
_DAYS = st.sampled_from([0, 1, 7, 29, 30, 31, 90, 180])
_DATES = st.sampled_from(["2026-02-28", "2025-09-02", "2026-03-01T12:00:00+00:00"])


def a_value(field, operator):
    """Draw what stands beside the operator."""
    one = _VALUES.get(field.kind)
    if field.choices:
        one = st.sampled_from(sorted(field.choices))
    return {
        Shape.NOTHING: st.none(),
        Shape.DAYS: _DAYS,
        Shape.DATE: _DATES,
        Shape.ONE: one,
        Shape.MANY: st.lists(one, min_size=1, max_size=3) if one is not None else one,
        Shape.PAIR: st.tuples(st.integers(-1, 2), st.integers(2, 100)).map(list),
    }[shape_of(operator)]


@st.composite
def conditions(draw, of_fields=None):
    """Draw a condition on any field that needs no rows of its own."""
    field = draw(st.sampled_from(of_fields or [one for one in fields if askable(one)]))
    operator = draw(
        st.sampled_from(
            operators_of(field.kind, is_always_known=field.default is not None)
        )
    )
    condition = {"field": field.code, "operator": operator.value}
    value = draw(a_value(field, operator))
    if value is not None:
        condition["value"] = value
    if field.code in SCOPES:
        condition["of"] = SCOPES[field.code]
    if field.takes_window and draw(st.booleans()):
        condition["within_days"] = draw(st.sampled_from([1, 7, 30, 90]))
    return condition


def askable(field):
    """Whether a rule may ask it by itself; lists are named as segments are."""
    return field.code != "profile.list"


def rules(leaves=None):
    """Draw a rule of any shape."""
    return st.recursive(
        leaves or conditions(),
        lambda inner: st.one_of(
            st.fixed_dictionaries({"not": inner}),
            st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)}),
            st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)}),
        ),
        max_leaves=6,
    ).filter(lambda rule: depth(rule) <= 6)


def depth(rule):
    """Return how deep groups nest in a rule."""
    inside = (
        rule.get("all") or rule.get("any") or [rule[k] for k in ("not",) if k in rule]
    )
    return 1 + max((depth(one) for one in inside), default=0)
