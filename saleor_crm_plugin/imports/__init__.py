"""Imports: people, consents, points and purchases out of files, and lists of people back into files.

A *file* is read into *rows* (staged); a *mapping* says which column is which field of the import's
*kind*; a *rehearsal* says of every row what would come of it; the *run* does it in batches, each in
one transaction; *undoing* takes a whole import back as far as nothing has happened since.
It writes about people only through the actions of other areas.
"""
