"""The only reader of the shop's state: compares it with what was told, and tells the difference.

A *told row* keeps, per order, account and cart, what was already published. To *observe* is to lock the
told rows, read the shop in one snapshot, and publish the differences as facts. Hook, sweep,
nightly proof, backfill and rebuild all end in the same few actions, so it makes no difference who
came first, how often, or in which order.

No hook tells of carts: they are polled.

Others read `queries` and `events`, and may call `actions.observe_orders`,
`actions.observe_customers` and `actions.rebuild`.
"""
