"""The shop's database: aliases, routing, and who may use the writer."""
