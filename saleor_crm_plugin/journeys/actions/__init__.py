"""The verbs of journeys: the only code that writes their tables."""
