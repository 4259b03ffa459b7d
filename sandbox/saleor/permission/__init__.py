"""Permissions as Saleor has them: enums, rows, and the checks made with them."""
