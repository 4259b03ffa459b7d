"""What people do in the shop: each verb changes the rows and calls the hooks that the real shop was recorded to."""
