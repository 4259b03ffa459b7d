"""The sandbox shop itself."""
