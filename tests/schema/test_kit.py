"""What the tests of a plugin have at hand: a portal in a role, and entities of which something is known."""

from __future__ import annotations

from decimal import Decimal

from anjian.testing import Gql, MakeEntity

READ = "{ entities { nodes { name fireworks { actualPowderKg businessKind } } } }"


def test_an_entity_is_made_of_what_is_known(gql: Gql, make_entity: MakeEntity) -> None:
    """Facts are spelled as in the profile, and come back as a portal reads them."""
    make_entity("fireworks", name="花炮厂", actual_powder_kg=Decimal("9.50"), business_kind="producer")
    facts = {"actualPowderKg": "9.5", "businessKind": "PRODUCER"}
    assert gql(READ) == {"entities": {"nodes": [{"name": "花炮厂", "fireworks": facts}]}}


def test_each_role_sees_what_it_may(gql: Gql, make_entity: MakeEntity) -> None:
    """An enterprise itself, a province its own."""
    names = "{ entities { nodes { name } } }"
    here, _ = make_entity(name="甲"), make_entity(name="乙", region="450102")
    for who, seen in ((here, "甲"), ("inspector", "甲乙"), ("department", "甲乙")):
        assert sorted(node["name"] for node in gql(names, as_=who)["entities"]["nodes"]) == sorted(seen)
    assert gql(names, as_="department", region="45") == {"entities": {"nodes": [{"name": "乙"}]}}


def test_every_test_begins_with_nothing(gql: Gql) -> None:
    """What another test made is not there."""
    assert gql("{ entities { totalCount } }") == {"entities": {"totalCount": 0}}


def test_a_refusal_is_read(gql: Gql) -> None:
    """What a command says against its input, in the words of a user."""
    answer = gql.put("registerEntity", {"name": "甲", "kind": "ENTERPRISE", "regionCode": "99"})
    assert [error["path"] for error in answer["userErrors"]] == [["input", "regionCode"]]
