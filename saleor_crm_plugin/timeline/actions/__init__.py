"""The only code that writes the timeline's tables: one module per verb."""
