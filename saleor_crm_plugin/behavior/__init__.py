"""What people look at and look for, as storefronts, staff and apps tell it.

An *event* is one thing that somebody did; it stands in a table by month, is never changed, and is
kept for as long as the shop says. Nothing is kept about a person who has not agreed to be profiled,
nor of a *visitor*, a browser that nobody has signed in with, unless it was agreed to there.
An *interest* is what events add up to for one person: days, products, categories and *keywords*.

Others may call `queries`, `actions.track`, `actions.visits`, `actions.texts` and listen to `events`.
"""
