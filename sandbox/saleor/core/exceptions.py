"""Refusals that reach whoever asked."""


class PermissionDenied(Exception):
    """The requestor holds none of the permissions that are named."""

    def __init__(self, message=None, *, permissions=None):
        if not message and permissions:
            names = ", ".join(permission.name for permission in permissions)
            message = f"To access this path, you need one of the following permissions: {names}"
        super().__init__(message or "You do not have permission to perform this action")
        self.permissions = permissions
