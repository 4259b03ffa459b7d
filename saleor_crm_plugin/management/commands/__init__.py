"""Commands for the shop's operator, one file each."""
