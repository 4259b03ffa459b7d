"""The sandbox shop against the recorded contract, and the contract against the real shop."""
