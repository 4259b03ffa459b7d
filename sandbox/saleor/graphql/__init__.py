"""The shop's GraphQL API."""
