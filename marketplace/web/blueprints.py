"""The blueprints of the pages, registered together."""

from flask import Flask


def register(app: Flask) -> None:
    """Put every page at its address."""
