"""Pure decisions of segments: what a rule may be, whether a condition holds, and how it reads."""
