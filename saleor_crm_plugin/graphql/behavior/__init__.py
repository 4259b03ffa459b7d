"""What people look at and look for: told by storefronts, seen by staff."""
