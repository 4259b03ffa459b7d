"""Templates in the API: what is said, drafted, checked, shown and published."""
