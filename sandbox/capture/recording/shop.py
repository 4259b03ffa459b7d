"""Talk to a real shop as a guest, a customer, a member of staff or an app would: over `/graphql/`."""

import json
import re
from pathlib import Path

from django.test import Client

from .trace_plugin import TRACE

GUEST, STAFF, APP = "guest", "staff", "app"
STAFF_EMAIL = "staff@example.com"
PASSWORD = "correct horse battery staple"  # noqa: S105
MUTATIONS = Path(__file__).with_name("mutations.graphql")
OPERATION = re.compile(r"^mutation (\w+).*?^}$", re.MULTILINE | re.DOTALL)


class RefusedError(Exception):
    """The shop answered a mutation with errors."""


class Shop:
    """Sends mutations; every one that is given a name to `record` is watched by the recorder."""

    def __init__(self, recorder, queue, app_token):
        """Serve one scenario; *app_token* is that of the payment app."""
        self._recorder = recorder
        self._queue = queue
        self._client = Client(HTTP_HOST="localhost")
        self._tokens = {APP: app_token}
        found = OPERATION.finditer(MUTATIONS.read_text())
        self._documents = {match[1]: match[0] for match in found}

    def prepare(self, mutation, variables, by=GUEST):
        """Do what an operation needs before it, unwatched; return the mutation's answer."""
        answer = self._send(mutation, variables, self._token(by))
        self._queue.run()
        return answer

    def record(self, name, mutation, variables, by=GUEST):
        """Do the operation *name*, watched; return the mutation's answer."""
        token = self._token(by)
        call = {"mutation": mutation, "by": _role(by), "variables": variables}
        with self._recorder.watching(name, call) as recording:
            recording["answer"] = self._send(mutation, variables, token)
            self._queue.run()
        return recording["answer"]

    def record_task(self, name, task, *arguments):
        """Run a periodic Celery task as the operation *name*, watched."""
        with self._recorder.watching(name, {"task": task.name}):
            task.delay(*arguments)
            self._queue.run()

    def secret(self, email):
        """Return the token that the shop sent to *email* last."""
        return TRACE.secrets[email]

    def admit(self, email, token):
        """Let *email* act by a token of its own, where nobody knows the password."""
        self._tokens[email] = token

    def _token(self, by):
        if by == GUEST:
            return None
        if by not in self._tokens:
            email = STAFF_EMAIL if by == STAFF else by
            answer = self._send(
                "tokenCreate", {"email": email, "password": PASSWORD}, None
            )
            self._tokens[by] = answer["token"]
        return self._tokens[by]

    def _send(self, mutation, variables, token):
        body = {"query": self._documents[mutation], "variables": variables}
        headers = {"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {}
        response = self._client.post(
            "/graphql/", json.dumps(body), content_type="application/json", **headers
        )
        answer = response.json()
        if answer.get("errors") or _errors(answer["data"]["result"]):
            raise RefusedError(f"{mutation}: {json.dumps(answer)[:2000]}")
        return answer["data"]["result"]


def _errors(result):
    """Return the errors of a mutation and, of a bulk mutation, those of each of its rows."""
    rows = result.get("results") or []
    return result["errors"] + [error for row in rows for error in row["errors"] or []]


def _role(by):
    return by if by in (GUEST, STAFF, APP) else "customer"
