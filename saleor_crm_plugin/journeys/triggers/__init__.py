"""One file per thing that begins a journey; each registers itself when the folder is loaded."""
