"""Plain requests to what runs on this machine."""

import httpx

WIRE = httpx.Client(verify=False, timeout=30, limits=httpx.Limits(max_keepalive_connections=0))  # noqa: S501
"""One for all: each call of `httpx` itself reads all certificates, which takes longer than the
request. No connection is kept, since what it leads to may be stopped and started anew."""
