"""What the plugin answers beside GraphQL, below /plugins/saleor.crm/.

`table` lists every path with its view, methods, limits and who may come; `dispatch` holds
requests to that before a view sees them. Views are thin: they call actions and queries, and show
nothing about a person. While the plugin is off, only the ways out of its messages work.
"""
