"""What the commands that speak to a server raise."""

from marketplace.errors import MarketplaceError


class ServerAway(MarketplaceError):
    """The server does not answer, or answers nothing of ours."""

    def __init__(self, server: str, said: str) -> None:
        super().__init__(f"{server} does not answer ({said})")
        self.server = server
        self.said = said


class ServerRefused(MarketplaceError):
    """The server says no; `problem` is its answer (RFC 9457)."""

    def __init__(self, status: int, problem: dict[str, object]) -> None:
        faults = problem.get("errors")
        listed = faults if isinstance(faults, list) else []
        told = [f"{each.get('pointer', '')}: {each.get('message', '')}" for each in listed]
        words = str(problem.get("detail") or problem.get("title") or status)
        super().__init__("\n  ".join([words, *told]))
        self.status = status
        self.problem = problem


class AskedWrongly(MarketplaceError):
    """What the command was asked to do cannot be done; the words say what to change."""
