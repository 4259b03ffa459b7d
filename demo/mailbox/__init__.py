"""The demo's mail server and the page on which its letters are read; never part of a shop."""
