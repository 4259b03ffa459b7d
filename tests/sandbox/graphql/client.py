"""Sends operations to the API as a given requestor."""

import json
from typing import Any

from django.core.cache import cache
from django.test import Client
from saleor.core.jwt import create_access_token


class ApiClient:
    """A client that signs each operation with one token, or with none."""

    def __init__(self, token: str | None = None) -> None:
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def post(self, query: str, variables: Any = None, **extra: Any) -> Any:
        """Return the HTTP response of one operation."""
        body = {"query": query, "variables": variables, **extra}
        return self.post_body(json.dumps(body))

    def post_body(self, body: str) -> Any:
        cache.clear()
        return Client().post(
            "/graphql/", body, content_type="application/json", headers=self.headers
        )

    def ask(self, query: str, **variables: Any) -> Any:
        """Return the data of an operation that must succeed without errors."""
        response = self.post(query, variables)
        answer = response.json()
        assert response.status_code == 200, answer
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def refusal(self, query: str, **variables: Any) -> Any:
        """Return the first top-level error of an operation that must fail."""
        return self.post(query, variables).json()["errors"][0]


def signed_in(user: Any) -> ApiClient:
    """Return a client with an access token of the user."""
    return ApiClient(create_access_token(user))
