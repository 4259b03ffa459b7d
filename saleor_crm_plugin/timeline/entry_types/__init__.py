"""One file per type of entry, registered by the code of its fact."""
