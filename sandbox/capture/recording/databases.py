"""A fresh copy of the prepared database for each scenario, so that no scenario sees another's rows."""

from contextlib import contextmanager

import psycopg
from django.core.cache import cache
from django.db import connections

from .rows import Database


def url():
    """Return the connection values of Django's default database as psycopg takes them."""
    settings = connections["default"].settings_dict
    return {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "dbname": settings["NAME"],
    }


@contextmanager
def fresh_copy(template, name):
    """Point Django at a new copy of the database *template*; yield a reader; drop it at the end."""
    _recreate(template, name)
    point_to(name)
    try:
        with psycopg.connect(**url(), autocommit=True) as connection:
            connection.execute("SET TIME ZONE 'UTC'")
            yield Database(connection)
    finally:
        point_to(template)
        drop(name)


def drop(name):
    """Drop the database *name* if there is one."""
    _administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def copy(template, name):
    """Create the database *name* as a copy of *template*, replacing an older one."""
    _recreate(template, name)
    point_to(name)


def _recreate(template, name):
    connections.close_all()
    drop(name)
    _administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def point_to(name):
    """Let Django use the database *name* from now on, and forget what it cached of the old one."""
    from django.contrib.sites.models import Site

    connections.close_all()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name
    Site.objects.clear_cache()
    cache.clear()


def _administer(statement):
    with psycopg.connect(
        **(url() | {"dbname": "postgres"}), autocommit=True
    ) as connection:
        connection.execute(statement)
