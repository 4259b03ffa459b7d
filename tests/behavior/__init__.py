"""What people look at and look for."""
