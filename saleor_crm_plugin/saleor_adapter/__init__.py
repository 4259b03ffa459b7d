"""The only package that imports saleor: if Saleor changes, change here.

One module per subject. What we take from Saleor is listed by name in
`tests/saleor_adapter/test_surface.py`, which names the line when a version breaks it.
"""
