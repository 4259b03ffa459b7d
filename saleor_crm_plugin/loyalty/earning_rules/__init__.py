"""One file per way to earn points; each registers its rule when the folder is loaded."""
