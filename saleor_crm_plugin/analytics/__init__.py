"""Analytics: what the shop's doings have brought, reckoned when it is asked; stores nothing.

A *metric* is defined once, in words that every answer carries, and comes with the moment up to
which the shop's changes are in it. Others call `queries`.
"""
