"""Messages, the switch, the ways out, and what stands in the storefront, in the API."""
