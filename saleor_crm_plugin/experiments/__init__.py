"""Who is left without messages on purpose, and what the messages brought beyond them.

Words: an *experiment* holds back a share of those who would get something (the *holdout*); each
person's place is drawn once and stored. *Lift* is the difference between everybody who was treated
and everybody who was held out, whatever happened to them later (intention to treat). The experiment
with the code `global` holds people back from all marketing.
"""
