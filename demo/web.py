"""`python -m demo.web HANDLE`: the shop's web server at an inherited listener, until stopped."""

import sys

import uvicorn

from .listeners import inherited


def main(handle: str) -> None:
    """Serve until a signal ends the process."""
    shop = uvicorn.Config("saleor.asgi:application", lifespan="off", access_log=False)
    uvicorn.Server(shop).run(sockets=[inherited(handle)])


if __name__ == "__main__":
    main(*sys.argv[1:])
