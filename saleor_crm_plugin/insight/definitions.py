"""What every figure of insight means, in the words that are shown beside it."""

from ..core.sentences import Sentence
from .policies import lifecycle, relationship

LIFECYCLE = lifecycle.DEFINITION
RELATIONSHIP = relationship.DEFINITION
ORDERS = Sentence(
    "Orders that were placed and are neither canceled nor gone; replacements are none. Money is "
    "what was received, given back, taken back by the bank and kept, per currency, without gift "
    "cards. The own cycle is the median gap in days between the days with orders, from three such "
    "days on."
)
SCORES = Sentence(
    "From 1 to 5, by fifths of all customers with orders but staff: how lately the last order was "
    "placed, how many there are, and the money kept, the best of the person's currencies. Equal "
    "customers have equal scores."
)
PREDICTION = Sentence(
    "By the BG/NBD model of all customers' days with orders, and the Gamma-Gamma model of what "
    "their repeats were worth: the probability that another order will come, the orders and the "
    "money to expect within the horizon, and the day by which the next has come in half of all "
    "such cases. Not known where the shop's history is too short for the models."
)
