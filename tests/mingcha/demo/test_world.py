from collections import Counter
from datetime import date, timedelta

import pytest

from mingcha.demo.plan import World
from mingcha.demo.site_scenarios import FIRST
from mingcha.demo.truth import expected_card_list
from mingcha.demo.world import generate_world

AS_OF = date(2026, 11, 20)


@pytest.fixture(scope="module")
def world() -> World:
    return generate_world(seed=7, as_of=AS_OF, scale=1.0)


def test_the_same_seed_makes_the_same_world_and_the_same_truth() -> None:
    first, second = (generate_world(seed=3, as_of=AS_OF, scale=0.05) for _ in range(2))
    assert first == second
    assert expected_card_list(first) == expected_card_list(second)


def test_another_seed_makes_another_world() -> None:
    first, second = (generate_world(seed=seed, as_of=AS_OF, scale=0.05) for seed in (3, 4))
    assert first.requests != second.requests


def test_every_government_of_the_region_is_there_beside_some_two_hundred_departments(world: World) -> None:
    kinds = Counter(agency.kind for agency in world.agencies)
    assert kinds["government"] == 1 + 12 + 103
    assert 180 <= kinds["department"] <= 230


def test_codes_and_names_of_agencies_and_keys_of_matters_are_unique(world: World) -> None:
    for keys in (
        [agency.code for agency in world.agencies],
        [agency.name for agency in world.agencies],
        [(request.agency_code, request.number) for request in world.requests],
        [message.number for message in world.messages],
        [column.path for site in world.sites for column in site.columns],
        [account.key for account in world.accounts],
    ):
        assert len(set(keys)) == len(keys)


def test_the_twelve_leagues_the_two_planned_cities_and_the_region_keep_logs(world: World) -> None:
    assert len(world.holders) == 15
    assert {"150000", "150781", "152501"} < set(world.holders)


def test_some_agencies_are_not_heard_of_at_all(world: World) -> None:
    heard_of = {
        *(request.agency_code for request in world.requests),
        *(site.agency_code for site in world.sites),
        *(account.agency_code for account in world.accounts),
    }
    silent = [agency for agency in world.agencies if not agency.has_data]
    assert silent
    assert not heard_of & {agency.code for agency in silent}


def test_everything_happens_within_the_year_before_the_day_of_the_world(world: World) -> None:
    days = [event.on for request in world.requests for event in request.events]
    days += [message.asked_on for message in world.messages]
    assert max(days) <= AS_OF
    assert min(request.events[0].on for request in world.requests) >= AS_OF - timedelta(days=365)


def test_about_nine_in_ten_requests_are_answered_in_time_and_some_holders_lag(world: World) -> None:
    late = {card.subject for card in expected_card_list(world) if (card.rule, card.colour) == ("FOI-Y", "yellow")}
    share_of = {
        holder: sum(f"{r.agency_code}/{r.number}" in late for r in requests) / len(requests)
        for holder in world.holders
        if (requests := [request for request in world.requests if request.holder == holder])
    }
    assert 0.05 < len(late) / len(world.requests) < 0.12
    assert max(share_of.values()) > 3 * min(share_of.values())


def test_every_kind_of_site_is_there(world: World) -> None:
    assert {scenario.__name__ for scenario in FIRST} <= {site.scenario for site in world.sites}


def test_every_rule_that_is_evaluated_gives_cards(world: World) -> None:
    rules = {card.rule for card in expected_card_list(world)}
    assert rules == {
        "FOI-B", "FOI-C7", "FOI-Y", "FOI-R", "WEB-B", "WEB-Y", "WEB-R", "NM-B", "NM-Y", "NM-R",
        "AR-R", "CAT-GAP", "CAT-OLD", "ESC-MATTER", "ESC-QUARTER", "ESC-TALK",
    }  # fmt: skip


def test_the_truth_of_an_earlier_day_knows_nothing_of_later_cards(world: World) -> None:
    earlier = AS_OF - timedelta(days=30)
    requests_only = [card for card in expected_card_list(world, earlier) if card.subject_kind == "request"]
    assert requests_only
    assert all(card.triggered_on <= earlier for card in requests_only)


def test_nobody_in_the_world_has_a_real_address(world: World) -> None:
    addresses = [contact.email for agency in world.agencies for contact in agency.contacts]
    assert addresses
    assert all(address.endswith("@example.invalid") for address in addresses)
