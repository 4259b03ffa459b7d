"""The tables of all areas, one migration file per area."""
