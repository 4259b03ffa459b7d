"""Attribution: which messages an order is credited to, as decisions that are stored.

Words: a *touch* is what somebody did with a message before they ordered (used its code, followed a
link, opened it), or that it was sent. A *model* says which touches of an order get it, a *share* is
what one message gets of one order under one model. A *rule* says for how long after a touch orders
count and how weak a touch may be; each source of messages may have its own.

A decision is never added to: it is reckoned anew from the told order and all touches, and what
differs is written. Others call `actions.decide`, `actions.rules` and `policies`.
"""
