"""One file per field that rules can ask, or per small family of them."""
