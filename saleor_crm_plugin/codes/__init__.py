"""Single-use codes that somebody was given: whose they are, what for, and what became of them.

What a code is worth is the affair of the voucher it stands in; the shop cannot bind it to a person,
so whose it is stands here. A code is given by a *source* (a journey's passage, a campaign's run)
for an *occurrence* in it, once. *Withdrawn* when its time is over, it is deleted later where nobody
has used it. Areas above call `actions` and `queries`, and nothing else.
"""
