"""Journeys: what the shop does for one person over time, step by step, once something has happened.

A *journey* has versions; a published one never changes. A *trigger* says whom it is for, an
*enrollment* is one profile's passage through it, a *step* one thing that is done or waited for.
*Guards* are checked again at every wake-up against the shop's own facts. Others call `actions`
and `queries`; triggers, steps, guards, readings and effects are added as one file each.
"""
