"""GraphQL of identity."""
