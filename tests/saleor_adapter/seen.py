"""What the adapter shows of one order."""

from decimal import Decimal

from saleor_crm_plugin.saleor_adapter.snapshots import read_orders


def state_of(order):
    return read_orders([str(order.pk)])[str(order.pk)].state


def money_of(order) -> tuple[Decimal, Decimal, Decimal]:
    state = state_of(order)
    return state.paid, state.refunded, state.charged_back


def line_of(order, position=0):
    return state_of(order).lines[position]
