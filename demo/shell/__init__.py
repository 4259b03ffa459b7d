"""A small page that plays the Dashboard's part: it holds our pages in frames and talks to them.

What it does is what the Dashboard 3.23.27 does: the same sandbox and parameters of the frames, the
same messages, the same tokens. It runs on an origin of its own, as many a Dashboard does.
"""
