"""Ports on the loopback that nobody else has."""

import random
import socket
from collections.abc import Collection

# Pairs stay below the range from which the system takes the ports of outgoing connections.
LOWEST, HIGHEST = 12_000, 22_000
GRPC_OFFSET = 10_000
LOOPBACK = "127.0.0.1"


def is_free(port: int) -> bool:
    """Tell whether the port can be bound now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: a port that only waits out closed connections counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def free_ports(count: int, *, avoid: Collection[int] = ()) -> tuple[int, ...]:
    """Return so many ports, chosen at random, so that two stacks seldom want the same.

    With each the port `GRPC_OFFSET` above it is free too: the store's services come in such pairs.
    """
    found: list[int] = []
    for port in random.sample(range(LOWEST, HIGHEST), HIGHEST - LOWEST):
        if port not in avoid and is_free(port) and is_free(port + GRPC_OFFSET):
            found.append(port)
            if len(found) == count:
                break
    return tuple(found)
