"""One file per follow-up that is ready to be switched on; each registers itself when loaded."""
