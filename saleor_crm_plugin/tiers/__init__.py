"""Levels of membership, and how they are reached and kept.

Words: a *ladder* is a program's list of tiers; the *metric* is what counts towards them
(spend, points or orders in a window); a *standing* is where one profile is; *grace* is the time
between the first review below and the downgrade; every change is a *decision* with its numbers.

Others may call `actions` (reassess, review, invite, the staff's settings), `queries` (progress,
multipliers) and listen to `events`.
"""
