"""One file per kind of step; each registers itself when the folder is loaded."""
