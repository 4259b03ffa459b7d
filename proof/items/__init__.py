"""One file per item; each defines `ITEM`."""
