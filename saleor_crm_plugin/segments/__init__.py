"""Whom: rules over everything that is known, static lists, and who is in them since when and why.

A rule is a typed tree of groups and conditions on registered fields. The same tree becomes one
statement over everybody (`compiling`) and an explanation for one person (`explaining`). Others ask
`queries` who is in a segment, and hear `SegmentEntered` and `SegmentLeft`.
"""
