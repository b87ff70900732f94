"""The people and things the rules are tried on."""

from uuid import uuid4

from marketplace.accounts.actor import Actor, Role
from marketplace.permissions.asking import ruling_on
from marketplace.permissions.facts import DatasetFacts, Subject, SubmissionFacts, VersionFacts
from marketplace.permissions.permission import Permission
from submissions.states import State
from tests.factories.accounts import make_actor
from verification.rights.access import Access

WATER, ROADS, PARKS = uuid4(), uuid4(), uuid4()

SUBMITTER = make_actor(Role.OFFICIAL, department_id=WATER)
COLLEAGUE = make_actor(Role.OFFICIAL, department_id=WATER)
COLLEAGUE_REVIEWER = make_actor(Role.OFFICIAL, Role.QUALITY, Role.PRIVACY, department_id=WATER)
QUALITY = make_actor(Role.QUALITY, department_id=ROADS)
PRIVACY = make_actor(Role.PRIVACY, department_id=PARKS)
BOTH = make_actor(Role.QUALITY, Role.PRIVACY, department_id=ROADS)
HOMELESS_REVIEWER = make_actor(Role.QUALITY)
ADMINISTRATOR = make_actor(Role.ADMINISTRATOR)
OFFICIAL = make_actor(Role.OFFICIAL, department_id=ROADS)
AFFILIATE = make_actor(Role.AFFILIATE, department_id=PARKS)
RESEARCHER = make_actor(Role.RESEARCHER)
CITIZEN = make_actor()

SUBMISSION = SubmissionFacts(
    submitter_id=SUBMITTER.id or uuid4(),
    department_id=WATER,
    state=State.IN_REVIEW,
    awaits=frozenset({"quality", "privacy"}),
)
VERSION = VersionFacts(owner_id=SUBMITTER.id or uuid4(), department_id=WATER, access=Access.PUBLIC)
DATASET = DatasetFacts(owner_id=SUBMITTER.id or uuid4())


def asked(actor: Actor, permission: Permission, subject: Subject = None) -> str:
    """Return yes, hidden, or the code of the reason."""
    answer = ruling_on(actor, permission, subject)
    if answer.allowed:
        return "yes"
    return answer.reason.code if answer.reason else "hidden"
