"""One file per condition for going on; each registers itself when the folder is loaded."""
