"""The set-up, for those who manage the shop's plugins."""
