"""Journeys over the past with a simulated clock: the same decisions, and nothing happens.

Facts come from the timeline, oldest first. Triggers, admission, steps, hearing and the gate are
the very functions of the live engine; only rows, readings and sending are played here, in memory.
"""
