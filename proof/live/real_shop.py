"""A real Saleor with our plugin, on a copy of a database, with everything that its operator starts."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from psycopg import sql

from demo.listeners import HOST
from demo.ports import Ports, choose_ports
from demo.serving import Engine, Running, serving_by
from runner import broker, saleor_environment, shop

from ..item import ROOT, LeftOut, Trial

COPY_SUFFIX = "_follow_ups"
SCHEDULER = "saleor.schedulers.schedulers.DatabaseScheduler"


@dataclass(frozen=True)
class Catalog:
    """What a driver knows of the shop: how to sign in, and the global ids by name."""

    app_token: str
    staff_email: str
    password: str
    ids: dict[str, str]


@contextmanager
def running(trial: Trial) -> Iterator[tuple[Running, Catalog]]:
    """Run web server, worker, beat and mailbox on a filled copy of the given database.

    The copy is dropped and every process ended on the way out. Raises LeftOut without a broker
    that a real shop can use.
    """
    saleor = saleor_environment.prepare()
    trial.say(f"Saleor {saleor.version}")
    ports = choose_ports()
    with (
        _copied(os.environ["DATABASE_URL"]) as database,
        broker.running(trial.folder / "broker") as queue,
    ):
        if queue.folder:
            raise LeftOut("a real Saleor needs Redis, and none could be started")
        variables = _variables(database, queue.url, ports)
        engine = Engine(str(saleor.python), variables, (SCHEDULER,))
        catalog = _fill(engine, trial)
        with serving_by(
            engine,
            ports,
            letters=trial.folder / "letters",
            logs=ROOT / "build" / "live-logs",
        ) as started:
            yield started, catalog


def _fill(engine: Engine, trial: Trial) -> Catalog:
    manage = Path(os.environ["SALEOR_PATH"]) / "manage.py"
    file = trial.folder / "catalog.json"
    for command in (
        [str(manage), "migrate", "--verbosity", "0"],
        ["-m", "proof.live.catalog", str(file)],
    ):
        subprocess.run(
            [engine.python, *command],
            cwd=ROOT,
            env={**os.environ, **engine.variables},
            check=True,
        )
    known: dict[str, Any] = json.loads(file.read_text())
    return Catalog(**known)


def _variables(database: str, queue: str, ports: Ports) -> dict[str, str]:
    """Return what an operator sets; the keys are of this run alone."""
    return {
        **shop.python_path(),
        "DJANGO_SETTINGS_MODULE": "saleor.settings",
        "DEBUG": "False",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "RSA_PRIVATE_KEY": _private_key(),
        "DATABASE_URL": database,
        "CELERY_BROKER_URL": queue,
        "CACHE_URL": queue,
        "ALLOWED_HOSTS": f"{HOST},localhost",
        "ALLOWED_CLIENT_HOSTS": HOST,
        "PUBLIC_URL": ports.shop_url,
        # Else it would be kept among the media, inside the checkout.
        "CRM_INSTANCE_ID": "proof",
        # As long as the whole story: nobody has to sign in twice.
        "JWT_TTL_ACCESS": "1 hour",
        "SEND_USAGE_TELEMETRY": "False",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _private_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


@contextmanager
def _copied(url: str) -> Iterator[str]:
    """Give a copy of the database, which must not be in use at that moment, and drop it at the end."""
    parts = urlsplit(url)
    given = parts.path.removeprefix("/")
    copy = given + COPY_SUFFIX
    server = urlunsplit(parts._replace(path="/postgres"))
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
        sql.Identifier(copy)
    )
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(copy), sql.Identifier(given)
    )
    _execute(server, drop)
    _execute(server, create)
    try:
        yield urlunsplit(parts._replace(path=f"/{copy}"))
    finally:
        _execute(server, drop)


def _execute(url: str, statement: sql.Composed) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
