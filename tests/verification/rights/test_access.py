from verification.rights.access import Access, permitted_access, strictest


def test_the_classes_are_ordered_from_open_to_closed() -> None:
    ordered = sorted(Access, key=lambda access: access.rank)

    assert ordered == ["public", "joint", "request", "contract", "safezone", "closed"]


def test_public_is_weaker_than_joint_and_nothing_is_weaker_than_itself() -> None:
    assert Access.PUBLIC.is_weaker_than(Access.JOINT)
    assert not Access.JOINT.is_weaker_than(Access.PUBLIC)
    assert not Access.JOINT.is_weaker_than(Access.JOINT)


def test_the_strictest_of_none_is_public() -> None:
    assert strictest([]) is Access.PUBLIC
    assert strictest([Access.JOINT, Access.CLOSED, Access.PUBLIC]) is Access.CLOSED


def test_a_form_offers_the_classes_that_have_a_door_and_are_no_weaker_than_the_sources() -> None:
    offered = {
        least: permitted_access([Access.PUBLIC, least])
        for least in (Access.PUBLIC, Access.JOINT, Access.REQUEST, Access.CLOSED)
    }

    assert offered == {
        Access.PUBLIC: (Access.PUBLIC, Access.JOINT, Access.CONTRACT, Access.CLOSED),
        Access.JOINT: (Access.JOINT, Access.CONTRACT, Access.CLOSED),
        Access.REQUEST: (Access.CONTRACT, Access.CLOSED),
        Access.CLOSED: (Access.CLOSED,),
    }
