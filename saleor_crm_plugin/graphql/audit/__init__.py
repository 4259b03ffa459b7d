"""Who changed which setting."""
