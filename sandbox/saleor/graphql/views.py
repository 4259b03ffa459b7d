"""The HTTP end of the API."""

import decimal
import hashlib
import json

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, HttpResponseNotAllowed
from django.utils.module_loading import import_string
from django.views.generic import View
from graphql.error import GraphQLError, GraphQLSyntaxError
from graphql.execution import ExecutionResult
from jwt.exceptions import PyJWTError

from .. import __version__ as saleor_version
from .. import schema_version
from ..core.exceptions import PermissionDenied
from .api import schema as api_schema
from .context import clear_context, get_context_value
from .core.validators import validate_query
from .query_cost_map import COST_MAP
from .utils import format_error
from .utils.validators import check_if_query_contains_only_schema

# Later ones read requests by a library that takes no half of a surrogate pair.
READ_BY_THE_STANDARD_LIBRARY = {"3.21", "3.22"}
INT_ERROR_MSG = "Int cannot represent non 32-bit signed integer value"
PLAYGROUND = """<!doctype html><html lang="en"><meta charset="utf-8"><title>GraphQL</title>
<style>body{font:15px sans-serif;margin:2rem}textarea{width:100%;height:14rem;font:14px monospace}</style>
<h1>GraphQL</h1><label>Token <input id="token" size="60"></label>
<textarea id="query">{ shop { name } }</textarea><button id="run">Run</button><pre id="answer"></pre>
<script>
document.getElementById("run").onclick = async () => {
  const headers = {"Content-Type": "application/json"};
  const token = document.getElementById("token").value.trim();
  if (token) headers["Authorization"] = "Bearer " + token;
  const query = document.getElementById("query").value;
  const answer = await fetch("", {method: "POST", headers, body: JSON.stringify({query})});
  document.getElementById("answer").textContent = JSON.stringify(await answer.json(), null, 2);
};
</script></html>"""


class JsonResponse(HttpResponse):
    def __init__(self, data, **kwargs):
        kwargs.setdefault("content_type", "application/json")
        body = json.dumps(
            data, default=_plain, separators=(",", ":"), ensure_ascii=False
        )
        super().__init__(content=body, **kwargs)


def _plain(value):
    if isinstance(value, decimal.Decimal):
        return str(value)
    raise TypeError


class GraphQLView(View):
    """POST runs one operation, or a list of them; GET shows a page to try them."""

    HANDLED_EXCEPTIONS = (GraphQLError, PyJWTError, PermissionDenied)

    schema = None
    backend = None

    def __init__(self, schema=api_schema, backend=None, **kwargs):
        super().__init__(**kwargs)
        self.schema = schema
        self.backend = backend
        self.middleware = [
            import_string(path)() for path in settings.GRAPHQL_MIDDLEWARE
        ]

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST":
            return self.handle_query(request)
        if not settings.PLAYGROUND_ENABLED:
            return HttpResponseNotAllowed(["OPTIONS", "POST"])
        if request.method == "GET":
            return HttpResponse(PLAYGROUND)
        return HttpResponseNotAllowed(["GET", "OPTIONS", "POST"])

    def handle_query(self, request):
        try:
            data = parse_body(request)
        except RequestDataTooBig:
            return self._refused("Request body exceeds maximum size.", 413)
        except ValueError:
            return self._refused("Unable to parse query.", 400)
        if isinstance(data, list) and len(data) > settings.GRAPHQL_BATCH_MAX_COUNT:
            return self._refused("Number of batch queries exceeded.", 400)
        if not isinstance(data, list):
            result, status = self.get_response(request, data)
            return JsonResponse(result, status=status)
        answers = [self.get_response(request, entry) for entry in data]
        status = max((code for _result, code in answers), default=200)
        return JsonResponse([result for result, _code in answers], status=status)

    def _refused(self, message, status):
        errors = [format_error(GraphQLError(message), self.HANDLED_EXCEPTIONS)]
        return JsonResponse({"errors": errors}, status=status)

    def get_response(self, request, data):
        """Return (answer, HTTP status) of one operation."""
        execution = self.execute_graphql_request(request, data)
        result = {}
        if execution.errors:
            result["errors"] = [
                format_error(error, self.HANDLED_EXCEPTIONS)
                for error in execution.errors
            ]
        if not execution.invalid:
            result["data"] = execution.data
        if execution.extensions:
            result["extensions"] = execution.extensions
        return result, 400 if execution.invalid else 200

    def execute_graphql_request(self, request, data):
        query, variables, operation_name = get_graphql_params(data)
        try:
            document = self._document(query)
            only_schema = check_if_query_contains_only_schema(document)
        except (GraphQLError, GraphQLSyntaxError, ValueError) as error:
            return ExecutionResult(errors=[error], invalid=True)
        cost, errors = validate_query(
            schema=self.schema,
            document_ast=document.document_ast,
            variables=variables,
            cost_map=COST_MAP,
        )
        if settings.GRAPHQL_QUERY_MAX_COMPLEXITY and errors:
            return _with_cost(ExecutionResult(errors=errors, invalid=True), cost)
        run = self._cached if only_schema and not settings.DEBUG else self._execute
        return self._run(run, request, document, variables, operation_name, cost)

    def _document(self, query):
        if not query:
            raise GraphQLError("Must provide a query string.")
        return self.backend.document_from_string(self.schema, query)

    def _run(self, run, request, document, variables, operation_name, cost):
        context = get_context_value(request)
        try:
            result = run(document, context, variables, operation_name)
        except Exception as error:  # the boundary: the client gets it as an error
            if str(error).startswith(INT_ERROR_MSG) or isinstance(error, ValueError):
                error = GraphQLError(str(error))
            return ExecutionResult(errors=[error], invalid=True)
        finally:
            clear_context(context)
        return _with_cost(result, cost)

    def _execute(self, document, context, variables, operation_name):
        return document.execute(
            root_value=None,
            variable_values=variables,
            operation_name=operation_name,
            context_value=context,
            middleware=self.middleware,
        )

    def _cached(self, document, context, variables, operation_name):
        key = generate_cache_key(document.document_string)
        result = cache.get(key)
        if result is None:
            result = self._execute(document, context, variables, operation_name)
            cache.set(key, result)
        return result


def parse_body(request):
    """Return the operation, or list of operations, of a body; ValueError if none."""
    if request.content_type == "application/graphql":
        return {"query": request.body.decode()}
    if request.content_type == "application/json":
        body = json.loads(request.body)
        if schema_version not in READ_BY_THE_STANDARD_LIBRARY:
            json.dumps(body, ensure_ascii=False).encode()
        if isinstance(body, dict | list):
            return body
        raise ValueError("Invalid query.")
    if request.content_type == "application/x-www-form-urlencoded":
        return request.POST
    if request.content_type == "multipart/form-data":
        return _multipart_operations(request)
    return {}


def _multipart_operations(request):
    """Put each file of a multipart request where its `map` says."""
    operations = json.loads(request.POST.get("operations", "{}"))
    for name, paths in json.loads(request.POST.get("map", "{}")).items():
        for path in paths:
            *parents, last = path.split(".")
            place = operations
            for key in parents:
                place = place[int(key) if isinstance(place, list) else key]
            place[int(last) if isinstance(place, list) else last] = request.FILES[name]
    return operations


def get_graphql_params(data):
    query, variables = data.get("query"), data.get("variables")
    operation_name = data.get("operationName")
    return (
        query if isinstance(query, str) else None,
        variables if isinstance(variables, dict) else None,
        operation_name
        if isinstance(operation_name, str) and operation_name != "null"
        else None,
    )


def generate_cache_key(raw_query):
    parts = [saleor_version, hashlib.sha256(str(raw_query).encode()).hexdigest()]
    if settings.GRAPHQL_CACHE_SUFFIX:
        parts.append(settings.GRAPHQL_CACHE_SUFFIX)
    return "-".join(parts)


def _with_cost(result, cost):
    if settings.GRAPHQL_QUERY_MAX_COMPLEXITY:
        result.extensions["cost"] = {
            "requestedQueryCost": cost,
            "maximumAvailable": settings.GRAPHQL_QUERY_MAX_COMPLEXITY,
        }
    return result
