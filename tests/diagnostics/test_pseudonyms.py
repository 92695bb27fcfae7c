"""Stand-ins are stable, keep the shape of ids, and are put wherever a secret stands."""

from __future__ import annotations

from custom_components.multihub.hubs.pseudonyms import ID, Pseudonyms


def test_the_same_has_the_same_stand_in_and_another_has_another() -> None:
    names = Pseudonyms()

    assert [names.of("name", text) for text in ("Ann", "Bob", "Ann")] == ["name 1", "name 2", "name 1"]
    assert names.of("place", "Ann") == "place 1"
    assert names.of("name", "") == ""


def test_ids_keep_their_shape_so_that_a_recording_can_be_played() -> None:
    names = Pseudonyms()

    assert names.of(ID, "3014F711A000000000000042") == "000000000000000000000001"
    assert names.of(ID, "9b2f6c1e-0d3a-4b57-8c11-2f0e6a7d9c10") == "00000000-0000-0000-0000-000000000002"
    assert names.of(ID, "AA:BB:CC:DD:EE:FF") == "00:00:00:00:00:03"
    for number in range(4, 26):
        names.of(ID, f"a0000000{number}")
    assert names.of(ID, "z123456789") == "000000001a"
    assert names.of(ID, "12") == "12"


def test_a_secret_is_replaced_wherever_it_stands() -> None:
    names = Pseudonyms()
    names.secret("token", "s3cret-t0ken")
    names.secret("host", "10.0.0.7")
    names.secret(ID, "3014F711A000000000000042")

    told = names.cleared(
        {
            "url": "see 10.0.0.7 with s3cret-t0ken",
            "3014F711A000000000000042": ["3014F711A000000000000042", 7, None, True, ("10.0.0.7",)],
        }
    )

    assert told == {
        "url": "see host 1 with token 1",
        "000000000000000000000001": ["000000000000000000000001", 7, None, True, ["host 1"]],
    }


def test_texts_under_known_keys_are_replaced_and_numbers_of_places_are_nothing() -> None:
    told = Pseudonyms().redacted(
        {
            "label": "Kitchen",
            "location": {"city": "Ghent", "latitude": 51.05, "known": True, "zip": None},
            "rooms": [{"label": "Kitchen", "type": "ROOM"}],
        },
        {"label": "name", "location": "place"},
    )

    assert told == {
        "label": "name 1",
        "location": {"city": "place 1", "latitude": 0, "known": True, "zip": None},
        "rooms": [{"label": "name 1", "type": "ROOM"}],
    }
