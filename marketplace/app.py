"""The web application: put together here, and nowhere else."""

from flask import Flask, Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from werkzeug.middleware.proxy_fix import ProxyFix

from marketplace.api import blueprints as api
from marketplace.config import Settings
from marketplace.http.answers import install_answers
from marketplace.http.auth import install_auth
from marketplace.http.converters import VersionNumber
from marketplace.http.door import install_door
from marketplace.http.health import health
from marketplace.http.idempotency import install_idempotency
from marketplace.services import Services
from marketplace.web import blueprints as web
from marketplace.web.refusals import refusal_page

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(settings: Settings, parts: Services | None = None) -> Flask:
    """Return the application; nothing is connected until the first request."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY=settings.secret_key, MAX_CONTENT_LENGTH=settings.max_request_bytes)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops
        )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Korean as it is read
    app.url_map.converters["version"] = VersionNumber
    install_door(app, parts or Services.from_settings(settings))
    install_auth(app, settings)
    install_answers(app, page=refusal_page)
    install_idempotency(app)
    _install_limits(app, settings)
    _install_headers(app, settings)
    app.register_blueprint(health)
    api.register(app)
    web.register(app)
    return app


def _install_limits(app: Flask, settings: Settings) -> None:
    limiter = Limiter(
        _asker,
        storage_uri=settings.redis_url.replace("unix://", "redis+unix://", 1),
        default_limits=[f"{settings.requests_per_minute} per minute"],
        headers_enabled=True,
        # A queue that is away must not close the house.
        swallow_errors=True,
        storage_options={"socket_connect_timeout": 1},
    )
    limiter.init_app(app)
    limiter.exempt(health)


def _asker() -> str:
    if current_user.is_authenticated:
        return f"account:{current_user.actor.id}"
    return f"address:{get_remote_address()}"


def _install_headers(app: Flask, settings: Settings) -> None:
    store = settings.s3_public_endpoint
    policy = "; ".join(
        (
            "default-src 'self'",
            f"connect-src 'self' {store}",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )

    def add(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    app.after_request(add)
