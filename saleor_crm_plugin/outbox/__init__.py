"""Plumbing: marks ("something changed"), facts ("this happened") and their delivery in lanes.

A *mark* names an object of the shop that ought to be looked at. A *fact* is stored once, with one
*delivery* per subscribed handler; a delivery row lives only until it is done, or is parked on the
*stuck list*. A *lane* is one handler and one profile: facts of a lane are handled in order, lanes
run side by side. This area knows no customer and no order, only opaque ids.

Others call `marks.mark`, `actions.publish`, `handlers.subscribe` and `queries`.
"""
