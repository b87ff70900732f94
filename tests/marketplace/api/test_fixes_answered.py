"""Answering fixes where others are at it too: at once, by the department that adopted, or else."""

from threading import Thread
from uuid import UUID

from marketplace.access.copies import KeptCopies
from marketplace.accounts.actor import Actor
from marketplace.catalogue.service import show_adoption
from marketplace.fixes.errors import FixUnderWay
from marketplace.fixes.values import FixAnswer
from marketplace.workflow.answering_fixes import answer
from marketplace.workflow.making_fixes import make_fix
from marketplace.workflow.table_copies import copies_of
from storage.transfers import Bucket
from submissions import keys
from submissions.models import Submission
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.api.test_fixes import FIX, path, published
from tests.marketplace.workflow.house import House

__all__ = ["path", "published"]


def proposed(call: Caller, path: str) -> str:
    return str(call("POST", f"{path}/versions/1/fixes", "citizen", json=FIX).get_json()["id"])


def test_of_two_fixes_taken_at_once_the_second_waits_for_the_first(
    call: Caller, house: House, path: str
) -> None:
    first, second = (UUID(proposed(call, path)) for _ in range(2))
    dataset, copies = UUID(path.rpartition("/")[2]), copies_of(house.services)
    told: list[str] = []
    taking = Thread(target=lambda: told.append(taken(house, dataset, second, copies)))

    with house.session() as session:
        given, at = FixAnswer((0,), ""), house.services.now()
        answer(session, house.official, dataset, first, given, copies=copies, at=at)
        taking.start()
        taking.join(timeout=1)
        waits = taking.is_alive()
    taking.join(timeout=30)

    assert (waits, told) == (True, ["under way"])


def taken(house: House, dataset: UUID, fix: UUID, copies: KeptCopies) -> str:
    try:
        with house.session() as session:
            given, at = FixAnswer((1,), ""), house.services.now()
            answer(session, house.official, dataset, fix, given, copies=copies, at=at)
    except FixUnderWay:
        return "under way"
    return "taken"


def test_a_draft_somebody_went_on_with_keeps_its_own_file(
    call: Caller, house: House, path: str
) -> None:
    fix = proposed(call, path)
    answered = call("POST", f"{path}/fixes/{fix}/answer", "official", json={"accepted": "all"})
    draft = UUID(answered.get_json()["submission"])
    house.upload(house.official, draft, "mine.csv", b"a,b\n1,2\n")

    make_fix(house.services, UUID(fix))

    lying = house.services.objects.keys(Bucket.QUARANTINE, keys.files_of(draft))
    assert call("GET", f"{path}/fixes/{fix}", "official").get_json()["making"] == "failed"
    assert [each.name for each in house.submission(draft).files] == ["mine.csv"]
    assert list(lying) == [house.submission(draft).files[0].key]


def test_the_department_that_adopted_a_dataset_answers_its_fixes(
    call: Caller, house: House, published: Submission, path: str
) -> None:
    adopted_by(house, published, house.neighbour)
    fix = f"{path}/fixes/{proposed(call, path)}"

    listed = call("GET", f"{path}/fixes", "neighbour").get_json()
    answered = call("POST", f"{fix}/answer", "neighbour", json={"accepted": "all"})

    assert (listed["count"], answered.status_code) == (1, 200)
    assert house.submission(UUID(answered.get_json()["submission"])).submitter_id == (
        house.neighbour.id
    )
    assert house.told(house.neighbour) == ["fix-proposed"]
    assert "fix-proposed" in house.told(house.official)
    adopted_by(house, published, None)
    assert code(call("GET", fix, "neighbour"))[0] == 404


def adopted_by(house: House, published: Submission, keeper: Actor | None) -> None:
    assert published.dataset_id is not None
    with house.session() as session:
        show_adoption(
            session,
            published.dataset_id,
            department_id=keeper and keeper.department_id,
            refresh_cycle=keeper and "yearly",
            is_curated=False,
        )
