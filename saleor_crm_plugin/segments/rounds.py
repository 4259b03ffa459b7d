"""What fields can hear beside facts: rounds over what happens to very many people, or very often."""

# Somebody did something on a device of theirs, as storefronts tell.
BEHAVED = "behavior.seen"
# Everybody was scored or predicted anew.
SCORED = "insight.scored"
