"""The verbs of templates: draft, publish, retire, render."""
