"""A CRM that lives inside a Saleor shop: who customers are, what happened, and what they earned."""

__version__ = "0.1.0"
