"""The verbs of the Dashboard's pages: registering them with the shop."""
