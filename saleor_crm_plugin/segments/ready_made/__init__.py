"""One file per family of segments that come with the plugin."""
