"""`make demo`: real purchases replayed through the sandbox shop, with the CRM at work."""
