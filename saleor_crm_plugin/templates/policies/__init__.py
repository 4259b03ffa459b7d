"""Pure decisions of templates: which language, which variant, what a scanner's click looks like."""
