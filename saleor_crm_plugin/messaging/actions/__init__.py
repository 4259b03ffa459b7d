"""What can be done with messages, one module per verb."""
