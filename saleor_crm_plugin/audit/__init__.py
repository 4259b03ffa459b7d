"""Who changed which setting: the author, what it was before, and what it is now.

Every area that lets staff change settings writes here, in the same transaction as the change.
"""
