"""Figures in the API: what journeys did and brought, each with its meaning and its freshness."""
