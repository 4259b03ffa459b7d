"""Watch one operation of a real shop: the hooks it calls, the tasks it sends, the rows it changes."""
