"""The sandbox's API over HTTP, and the pieces that plugins build on."""
