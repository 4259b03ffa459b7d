"""Pure decisions: what an order should have earned by now, and what has to be written for it.

Everything is a function of the order's present state, so it makes no difference in which order,
or how often, the steps that led there were heard of.
"""
