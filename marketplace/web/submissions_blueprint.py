"""The room in which people give back; its pages are added by the modules beside it."""

from flask import Blueprint

submissions = Blueprint("web_submissions", __name__)
