"""Our part of Saleor's own GraphQL API: one folder per area, put together in `schema.py`.

Imported only while Saleor builds its schema.
"""

DOC_CATEGORY = "CRM"
