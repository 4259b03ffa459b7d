"""Commands for the shop's operator."""
