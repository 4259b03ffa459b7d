"""The stuck list and the backlog, for staff."""
