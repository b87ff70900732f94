from sqlalchemy import select

from marketplace.accounts.models import Account
from tests.factories.accounts import PASSWORD
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.workflow.house import House


def email_of(house: House, who: str) -> str:
    with house.session() as session:
        found = session.execute(select(Account.email).where(Account.id == house.people[who].id))
        return str(found.scalar_one())


def test_a_token_is_shown_once_and_speaks_for_its_owner(call: Caller, house: House) -> None:
    body = {"email": email_of(house, "citizen"), "password": PASSWORD, "name": "내 프로그램"}

    issued = call("POST", "/tokens", json=body).get_json()
    bearer = {"Authorization": f"Bearer {issued['token']}"}
    listed = call("GET", "/tokens", headers=bearer).get_json()

    assert [each["name"] for each in listed["items"]] == ["내 프로그램"]
    assert issued["token"] not in str(listed)
    assert call("DELETE", f"/tokens/{issued['id']}", headers=bearer).status_code == 204
    assert code(call("GET", "/tokens", headers=bearer)) == (401, "token-refused")


def test_a_wrong_password_is_refused_and_after_ten_of_them_everything_is(
    call: Caller, house: House
) -> None:
    body = {"email": email_of(house, "citizen"), "password": "아니다"}

    refusals = [code(call("POST", "/tokens", json=body)) for _ in range(10)]
    limited = call("POST", "/tokens", json={**body, "password": PASSWORD})

    assert set(refusals) == {(401, "sign-in-refused")}
    assert code(limited) == (429, "sign-in-limited")
    assert int(limited.headers["Retry-After"]) > 0


def test_nobodys_tokens_are_not_listed(call: Caller) -> None:
    answer = call("GET", "/tokens")

    assert code(answer) == (401, "sign-in-required")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_an_unknown_token_is_refused_wherever_it_is_shown(call: Caller) -> None:
    bearer = {"Authorization": "Bearer nonsense"}

    for path in ("/datasets", "/nowhere", "/tokens"):
        assert code(call("GET", path, headers=bearer)) == (401, "token-refused")
