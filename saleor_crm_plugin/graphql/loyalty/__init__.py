"""Points and programs: for shoppers their own, for staff everybody's and the settings."""
