"""Earning: what an order or a sign-up is worth in points, and what a refund takes back.

Words: a *program* is one loyalty scheme with its unit and rules; an *earning rule* says what
earns; *terms* are the rules as they stood when an order first earned, kept on its lots;
to *settle* an order is to write the difference between its target and its lots.

Others may call `actions` (settle, adjust, the staff's settings), `queries` (programs, points of
orders, previews, faults in the settings) and listen to `events`.
"""
