"""Pure Python that every area may use: registry, facts, errors, clock, points.

Nothing here imports Django, Celery, graphene or Saleor.
"""
