"""One way to drive a shop in tests, whichever shop it is."""
