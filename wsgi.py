"""The application for a WSGI server."""

from marketplace.app import create_app
from marketplace.config import Settings

application = create_app(Settings.from_env())
