"""The plugin manager of a request."""

from functools import partial, wraps

from ...plugins.manager import get_plugins_manager
from ..app.dataloaders import get_app_promise
from ..core.dataloaders import DataLoader


class PluginManagerByRequestorDataloader(DataLoader):
    context_key = "plugin_manager_by_requestor"

    def batch_load(self, keys):
        allow_replica = getattr(self.context, "allow_replica", True)
        return [get_plugins_manager(allow_replica, lambda key=key: key) for key in keys]


class AnonymousPluginManagerLoader(DataLoader):
    context_key = "anonymous_plugin_manager"

    def batch_load(self, keys):
        allow_replica = getattr(self.context, "allow_replica", True)
        return [get_plugins_manager(allow_replica, None) for _key in keys]


def plugin_manager_promise(context, app):
    requestor = app or context.user
    if requestor is None:
        return AnonymousPluginManagerLoader(context).load("Anonymous")
    return PluginManagerByRequestorDataloader(context).load(requestor)


def get_plugin_manager_promise(context):
    return plugin_manager_promise(context, get_app_promise(context).get())


def plugin_manager_promise_callback(func):
    """Give a resolver the manager as its third argument."""

    @wraps(func)
    def wrapper(root, info, *args, **kwargs):
        return get_plugin_manager_promise(info.context).then(
            partial(func, root, info, *args, **kwargs)
        )

    return wrapper
