"""The shop's GraphQL endpoint over HTTP, as a storefront and the Dashboard use it."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

# A server that has just been started builds its schema with the first question.
ANSWER_SECONDS = 60
_SIGN_IN = """
mutation SignIn($email: String!, $password: String!) {
  result: tokenCreate(email: $email, password: $password) {
    token errors { field code message }
  }
}
"""


class Refused(Exception):
    """The shop answered a mutation with errors; the message carries the answer."""


@dataclass(frozen=True)
class Api:
    """The endpoint for whoever the token is of; for a guest without one."""

    url: str
    token: str = ""

    def signed_in(self, email: str, password: str) -> "Api":
        """Return the endpoint for somebody who has signed in. Raises Refused."""
        answer = self.do(_SIGN_IN, email=email, password=password)
        return Api(self.url, answer["token"])

    def do(self, mutation: str, **variables: Any) -> dict[str, Any]:
        """Return what the mutation answers under the alias `result`. Raises Refused."""
        answer = self.ask(mutation, **variables)
        done = (answer.get("data") or {}).get("result")
        if answer.get("errors") or not done or done["errors"]:
            raise Refused(json.dumps(answer)[:1000])
        return dict(done)

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """Return the whole answer, also of a query that the shop cannot read."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = Request(f"{self.url}/graphql/", data=body, headers=headers)  # noqa: S310
        try:
            with urlopen(request, timeout=ANSWER_SECONDS) as response:  # noqa: S310 (loopback)
                return dict(json.loads(response.read()))
        except HTTPError as refused:
            if refused.code != HTTPStatus.BAD_REQUEST:
                raise
            return dict(json.loads(refused.read()))
