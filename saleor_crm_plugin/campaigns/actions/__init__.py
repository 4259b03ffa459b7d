"""What can be done with campaigns, one module per verb."""
