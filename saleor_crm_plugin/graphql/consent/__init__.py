"""What people allow, for themselves and for staff; and addresses that are not written to."""
