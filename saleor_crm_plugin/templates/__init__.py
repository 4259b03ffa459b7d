"""What we say: templates in versions and languages, rendered to subject, HTML and plain text.

Words: a *template* is named by its code and has *versions*; one version is published at a time and
never changes again. A version has *contents*, one per language and *variant* (the same message told
another way to some). A *block* is a piece that every template may place (order lines, products,
footer). Messaging asks for `actions.render.render_messages`; nobody else renders.
"""
