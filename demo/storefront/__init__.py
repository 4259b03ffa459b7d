"""A small storefront for the demo: sign in, shop, leave a cart, come back, and see points move.

It stands where the links of letters lead, and shows the storefront kit as it is. What it does, it
does by the shop's own API with the shopper's token; only the payment is played.
"""
