"""How much has to be known before anything is concluded from it."""

# Two gaps between the days on which somebody ordered.
LEAST_ORDER_DAYS = 3
