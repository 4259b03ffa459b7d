"""Phrases that descriptions of fields share."""

DEPRECATED_IN_3X_INPUT = "\n\nDEPRECATED: this field will be removed."
ADDED_IN_321 = "\n\nAdded in Saleor 3.21."
ADDED_IN_322 = "\n\nAdded in Saleor 3.22."
ADDED_IN_323 = "\n\nAdded in Saleor 3.23."
