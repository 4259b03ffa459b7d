"""Campaigns: one message to an audience, held against those who did not get it.

A *campaign* says whom, what and when; it goes from draft over checked and scheduled to sending and
done, and each *step* of that way is a row with its author. A *run* is one occurrence of it with a
definition that never changes again, and a *recipient* one person whom a run has frozen into its
audience. Others call `actions` and `queries`.
"""
