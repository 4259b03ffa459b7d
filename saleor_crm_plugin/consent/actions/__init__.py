"""The verbs of consent, one file each."""
