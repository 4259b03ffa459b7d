"""What can be done with imports; one module per verb."""
