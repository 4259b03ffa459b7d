"""The books of points: double entry, whole points, lots with their own terms.

Words: a *book* holds one kind of points; a *lot* is points earned together; a *transaction* is
one verb with its idempotency key; a *posting* moves a positive number of one lot's points from
one account to another. The ledger knows books and profiles, no programs and no orders.

Others call the verbs in `actions/` (one file each, all take sequences) and the reads in
`queries.py`; what they hand in stands in `requests.py`.
"""
