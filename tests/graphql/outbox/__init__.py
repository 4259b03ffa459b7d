"""GraphQL of outbox."""
