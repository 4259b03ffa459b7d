"""The only code that writes identity's tables: one module per verb."""
