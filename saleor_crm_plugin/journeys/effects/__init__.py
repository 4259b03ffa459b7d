"""One file per kind of effect with its writer, which registers itself when the folder is loaded."""
