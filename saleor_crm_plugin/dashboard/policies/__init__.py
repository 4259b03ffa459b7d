"""Pure decisions about addresses of Dashboards, policies of pages, and steps of the set-up."""
