"""The ladder of ways to hear of changes: the best that stands, and what each of them tells."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.base import HubConnectionError
from custom_components.multihub.hubs.homeseer.ways import CLOUD
from virtual_hubs.homeseer import VirtualHomeSeer

from .listening import Listener, entry_for, listener_for, ref

SCENE = "Light - Central Scene"


async def test_the_ascii_port_tells_and_the_row_is_read_with_its_text(
    virtual: VirtualHomeSeer, pushed: Listener
) -> None:
    log = ref(virtual, "Thermostat - Operating State")
    virtual.house.set(log, 2)
    await pushed.until(lambda: pushed.by_ref(log).value == "Cooling")  # type: ignore[attr-defined]


async def test_a_value_whose_text_is_known_is_shown_before_the_row_is_read(
    virtual: VirtualHomeSeer, pushed: Listener
) -> None:
    fault = virtual.fail("silent", "getstatus")
    humidity, switch = ref(virtual, "Thermostat - Relative Humidity"), ref(virtual, "Hall light - Switch")
    virtual.house.set(humidity, 51)
    await pushed.until(lambda: pushed.by_ref(humidity).value == 51)  # type: ignore[attr-defined]
    virtual.house.set(switch, 255)
    await pushed.until(lambda: pushed.by_ref(switch).is_on)  # type: ignore[attr-defined]
    assert fault.hits("getstatus")


async def test_a_port_that_writes_decimal_commas_hides_no_change(virtual: VirtualHomeSeer, home: Listener) -> None:
    """Of "20,5,20" nobody knows what is new: the row is read, though it seems to be as it was."""
    temperature = ref(virtual, "Thermostat - Temperature")
    virtual.house.set(temperature, 20)
    home.hub.timing.net = 60
    await home.begin()
    await home.until(lambda: home.ways == ["ascii"])
    virtual.ascii.mode = "deaf"
    virtual.house.set(temperature, 20.5)
    virtual.ascii.send(f"DC,{temperature},20,5,20")
    await home.until(lambda: home.by_ref(temperature).value == 20.5)  # type: ignore[attr-defined]


async def test_a_reading_that_began_before_a_value_was_told_does_not_hide_it(
    virtual: VirtualHomeSeer, pushed: Listener
) -> None:
    humidity = ref(virtual, "Thermostat - Relative Humidity")
    answers = pushed.hub.client.status

    async def slow(refs: Any = None) -> dict[str, Any]:
        rows = await answers(refs)
        virtual.house.set(humidity, 77)
        await pushed.until(lambda: pushed.by_ref(humidity).value == 77)  # type: ignore[attr-defined]
        return rows

    pushed.hub.client.status = slow  # type: ignore[method-assign]
    (row,) = await pushed.hub.reader.rows([humidity])
    assert row["value"] == 77


async def test_many_changes_at_once_are_read_in_one_question(virtual: VirtualHomeSeer, home: Listener) -> None:
    home.hub.timing.debounce, home.hub.timing.net = 0.05, 60
    await home.begin()
    await home.until(lambda: home.ways == ["ascii"])
    before = virtual.requests("getstatus")
    refs = [ref(virtual, name) for name in ("Outlet - Switch", "Hall light - Switch", "Outlet - Watts")]
    for number, changed in enumerate(refs):
        virtual.house.set(changed, 255 * (number == 1))
    await virtual.until(lambda: virtual.requests("getstatus") > before)
    (question,) = [entry.body["ref"] for entry in virtual.log if entry.what == "getstatus" and "ref" in entry.body]
    assert sorted(map(int, question.split(","))) == sorted(refs)


async def test_a_text_that_changes_alone_is_found_by_the_net(virtual: VirtualHomeSeer, pushed: Listener) -> None:
    log = ref(virtual, "Front door - Lock Log")
    virtual.house.set(log, status="Unlocked from keypad by Ann")
    await pushed.until(lambda: pushed.by_ref(log).value == "Unlocked from keypad by Ann")  # type: ignore[attr-defined]


async def test_presses_are_told_once_each_even_the_same_again(virtual: VirtualHomeSeer, pushed: Listener) -> None:
    scene = ref(virtual, SCENE)
    for value in (1000, 0, 1000, 2002):
        virtual.house.set(scene, value)
    await pushed.until(lambda: len(pushed.events) == 3)
    virtual.house.set(103, 50)
    await pushed.until(lambda: pushed.by_ref(103).value == 50)  # type: ignore[attr-defined]
    assert pushed.events == [
        (str(scene), "scene_1_pressed"),
        (str(scene), "scene_1_pressed"),
        (str(scene), "scene_2_held"),
    ]


async def test_without_the_ascii_port_changes_are_asked_for(
    hass: HomeAssistant, virtual: VirtualHomeSeer, home: Listener
) -> None:
    await virtual.ascii.close()
    await home.begin()
    await home.until(lambda: home.ways == ["changes"])
    virtual.house.set(103, 51)
    await home.until(lambda: home.by_ref(103).value == 51)  # type: ignore[attr-defined]
    scene = ref(virtual, SCENE)
    virtual.house.set(scene, 1000)
    await home.until(lambda: home.events == [(str(scene), "scene_1_pressed")])
    virtual.house.set(scene, 1000)
    await home.until(lambda: len(home.events) == 2)


async def test_a_press_that_a_snapshot_finds_first_is_told_too(virtual: VirtualHomeSeer, home: Listener) -> None:
    await virtual.ascii.close()
    home.hub.timing.changes = 60
    await home.begin()
    await home.until(lambda: home.ways == ["changes"])
    await home.hub.reader.changed()
    scene = ref(virtual, SCENE)
    virtual.house.set(scene, 2000)
    home.hub.reader.outdate()
    await home.fetch()
    assert home.events == [(str(scene), "scene_2_pressed")]


async def test_the_better_way_is_taken_again_when_it_is_back(
    hass: HomeAssistant, virtual: VirtualHomeSeer, home: Listener
) -> None:
    await virtual.ascii.close()
    await home.begin()
    issues = ir.async_get(hass)
    issue = f"homeseer_ascii_{home.hub._entry.entry_id}"  # noqa: SLF001
    await virtual.until(lambda: virtual.requests("getdeviceschanged") > 3)
    await virtual.until(lambda: issues.async_get_issue(DOMAIN, issue))
    await virtual.ascii.open()
    await home.until(lambda: home.ways == ["changes", "ascii"])
    assert not issues.async_get_issue(DOMAIN, issue)
    virtual.ascii.drop()
    await home.until(lambda: home.ways == ["changes", "ascii", "changes", "ascii"])


@pytest.mark.parametrize(("password", "kind"), [("a,b", "password"), ("sesame", "refused")])
async def test_why_the_ascii_port_does_not_serve_is_told(hass: HomeAssistant, password: str, kind: str) -> None:
    virtual = VirtualHomeSeer(password=password)
    virtual.ascii.refuses = kind == "refused"
    await virtual.start()
    home = listener_for(hass, entry_for(virtual))
    try:
        await home.begin()
        await home.until(lambda: home.ways == ["changes"])
        issue = ir.async_get(hass).async_get_issue(DOMAIN, f"homeseer_ascii_{home.hub._entry.entry_id}")  # noqa: SLF001
        assert issue and issue.translation_key == f"homeseer_ascii_{kind}"
        assert password not in str(issue.translation_placeholders)
    finally:
        await home.end()
        await virtual.stop()


async def test_a_port_that_accepts_and_never_answers_hangs_nothing(virtual: VirtualHomeSeer, home: Listener) -> None:
    virtual.ascii.mode = "mute"
    await home.begin()
    await home.until(lambda: home.ways == ["changes"])
    virtual.house.set(103, 51)
    await home.until(lambda: home.by_ref(103).value == 51)  # type: ignore[attr-defined]


async def test_an_hs3_without_its_port_has_no_push(hass: HomeAssistant) -> None:
    virtual = VirtualHomeSeer(generation="hs3")
    await virtual.start()
    home = listener_for(hass, entry_for(virtual, ascii_port=0))
    try:
        await home.begin()
        await home.until(lambda: home.ended)
        assert isinstance(home.ended, HubConnectionError) and home.ways == []
        virtual.house.set(103, 51)
        await home.fetch()
        assert home.by_ref(103).value == 51  # type: ignore[attr-defined]
    finally:
        await home.end()
        await virtual.stop()


async def test_an_hs4_that_could_not_tell_its_changes_at_first_is_asked_again(
    virtual: VirtualHomeSeer, home: Listener
) -> None:
    await virtual.ascii.close()
    virtual.fail("bare_error", "getdeviceschanged", times=1)
    await home.begin()
    await home.until(lambda: home.ways == ["changes"])
    assert home.hub.poll_interval == timedelta(minutes=5)


async def test_an_hs3_listens_to_its_port_and_ends_when_it_breaks(hass: HomeAssistant) -> None:
    virtual = VirtualHomeSeer(generation="hs3")
    await virtual.start()
    home = listener_for(hass, entry_for(virtual))
    try:
        await home.begin()
        await home.until(lambda: home.ways == ["ascii"])
        virtual.house.set(103, 51)
        await home.until(lambda: home.by_ref(103).value == 51)  # type: ignore[attr-defined]
        virtual.ascii.drop()
        await home.until(lambda: home.ended)
    finally:
        await home.end()
        await virtual.stop()


async def test_through_the_cloud_changes_are_asked_for(hass: HomeAssistant, virtual: VirtualHomeSeer) -> None:
    home = listener_for(hass, entry_for(virtual, way=CLOUD))
    try:
        await home.begin()
        await home.until(lambda: home.ways == ["changes"])
        assert virtual.ascii.listeners == 0
        virtual.house.set(103, 51)
        await home.until(lambda: home.by_ref(103).value == 51)  # type: ignore[attr-defined]
    finally:
        await home.end()


async def test_a_homeseer_that_is_gone_ends_the_listening(virtual: VirtualHomeSeer, pushed: Listener) -> None:
    virtual.fail("server_error")
    virtual.house.set(103, 51)
    await pushed.until(lambda: pushed.ended)


async def test_a_change_whose_reading_failed_is_found_after_the_return(
    virtual: VirtualHomeSeer, home: Listener
) -> None:
    await virtual.ascii.close()
    await home.begin()
    await home.until(lambda: home.ways == ["changes"])
    await virtual.until(lambda: virtual.requests("getdeviceschanged") > 2)
    await home.fetch()
    virtual.fail("server_error", "getstatus", times=1)
    virtual.house.set(103, 51)
    await home.until(lambda: home.ended)
    home.listen()
    await home.until(lambda: home.by_ref(103).value == 51)  # type: ignore[attr-defined]


async def test_a_row_that_is_new_is_found_by_a_new_snapshot(virtual: VirtualHomeSeer, pushed: Listener) -> None:
    row = virtual.house.rows[103]
    new = type(row)(900, "New thing", value=5, texts=row.texts)
    virtual.house.add(new)
    virtual.house.set(900, 6)
    await pushed.until(lambda: "900" in pushed.devices)
    assert virtual.requests("getcontrol") == 2


async def test_a_row_that_disappears_takes_no_other_with_it(virtual: VirtualHomeSeer, pushed: Listener) -> None:
    gone = ref(virtual, "Leak sensor - Water")
    virtual.house.remove(gone)
    pushed.hub._ladder.mark([gone, 103])  # type: ignore[union-attr]  # noqa: SLF001
    virtual.house.rows[103].value = 52
    await pushed.until(lambda: pushed.by_ref(103).value == 52)  # type: ignore[attr-defined]
    pushed.hub.reader.outdate()
    snapshot = await pushed.fetch()
    assert snapshot.complete
    assert str(gone) not in {feature.key for device in snapshot.devices for feature in device.features}


# The webhook


@pytest.fixture
async def hooked(
    hass: HomeAssistant, virtual: VirtualHomeSeer, hass_client_no_auth: Any
) -> AsyncIterator[tuple[Listener, Any]]:
    """A hub with a webhook, without the ASCII port, and an HS4 that knows the address."""
    await async_setup_component(hass, "webhook", {})
    home = listener_for(hass, entry_for(virtual, ascii_port=0, webhook_id="hook"))
    home.hub.timing.changes = home.hub.timing.net = 60
    client = await hass_client_no_auth()
    virtual.webhook_url = str(client.make_url("/api/webhook/hook"))
    await home.begin()
    await home.until(lambda: home.ways == ["changes"])
    yield home, client
    await home.end()


async def test_the_webhook_is_the_way_once_it_has_told_something(
    virtual: VirtualHomeSeer, hooked: tuple[Listener, Any]
) -> None:
    home, _ = hooked
    log = ref(virtual, "Front door - Lock Log")
    before = virtual.requests("getstatus")
    virtual.house.set(log, status="Unlocked from keypad by Ann")
    await home.until(lambda: home.by_ref(log).value == "Unlocked from keypad by Ann")  # type: ignore[attr-defined]
    await home.until(lambda: home.ways == ["changes", "webhook"])
    recorded = {row["ref"]: row for row in home.hub.diagnostics()["getstatus"]["Devices"]}
    assert recorded[log]["last_change"] == f"/Date({virtual.house.rows[log].changed_at}-0400)/"
    assert virtual.requests("getstatus") == before
    scene = ref(virtual, SCENE)
    for value in (1000, 1000):
        virtual.house.set(scene, value)
    await home.until(lambda: len(home.events) == 2)


async def test_a_webhook_that_stops_telling_is_no_way_any_more(
    virtual: VirtualHomeSeer, hooked: tuple[Listener, Any]
) -> None:
    home, _ = hooked
    home.hub.timing.changes = home.hub.timing.net = 0.05
    virtual.house.set(103, 51)
    await home.until(lambda: home.ways == ["changes", "webhook"])
    virtual.webhook_url = None
    for value in range(52, 62):
        virtual.house.set(103, value)
        await home.until(lambda value=value: home.by_ref(103).value == value)  # type: ignore[misc]
    assert home.ways == ["changes", "webhook", "changes"]


@pytest.fixture
async def untold(hass: HomeAssistant, virtual: VirtualHomeSeer, hass_client_no_auth: Any) -> AsyncIterator[Listener]:
    """An HS4 that is too old to tell its changes, with a webhook."""
    await async_setup_component(hass, "webhook", {})
    virtual.fail("response_error", "getdeviceschanged")
    home = listener_for(hass, entry_for(virtual, webhook_id="hook"))
    client = await hass_client_no_auth()
    virtual.webhook_url = str(client.make_url("/api/webhook/hook"))
    yield home
    await home.end()


async def told(virtual: VirtualHomeSeer, home: Listener) -> None:
    """Let the webhook tell of changes until somebody is listening."""
    for value in range(61, 99):
        virtual.house.set(103, value)
        await home.until(lambda value=value: home.by_ref(103).value == value)  # type: ignore[misc]
        if home.ways:
            return


async def test_the_webhook_alone_is_a_way_until_the_polls_find_what_it_did_not_tell(
    virtual: VirtualHomeSeer, untold: Listener
) -> None:
    home = untold
    await virtual.ascii.close()
    await home.begin()
    await told(virtual, home)
    virtual.webhook_url = None
    for value in (52, 53):
        assert home.ended is None
        virtual.house.set(103, value)
        await home.fetch()
    assert home.by_ref(103).value == 53  # type: ignore[attr-defined]
    await home.until(lambda: home.ended)
    assert home.ways == ["webhook"]


async def test_a_webhook_that_goes_on_is_never_doubted(virtual: VirtualHomeSeer, untold: Listener) -> None:
    home = untold
    await virtual.ascii.close()
    await home.begin()
    for value in range(51, 61):
        virtual.house.set(103, value)
        await home.until(lambda value=value: home.by_ref(103).value == value)  # type: ignore[misc]
        await home.fetch()
    assert (home.ways, home.ended) == (["webhook"], None)


async def test_a_homeseer_that_is_gone_ends_the_webhook_too(virtual: VirtualHomeSeer, untold: Listener) -> None:
    home = untold
    await virtual.ascii.close()
    await home.begin()
    await told(virtual, home)
    virtual.fail("server_error")
    await home.until(lambda: home.ended)


async def test_the_webhook_carries_on_where_the_ascii_port_ends(virtual: VirtualHomeSeer, untold: Listener) -> None:
    home = untold
    await home.begin()
    await home.until(lambda: home.ways == ["ascii"])
    virtual.house.set(103, 51)
    await virtual.until(lambda: virtual.count("webhook_out"))
    await virtual.ascii.close()
    await home.until(lambda: home.ways == ["ascii", "webhook"])
    virtual.house.set(103, 52)
    await home.until(lambda: home.by_ref(103).value == 52)  # type: ignore[attr-defined]
    await virtual.ascii.open()
    await home.until(lambda: home.ways == ["ascii", "webhook", "ascii"])
    assert home.ended is None


async def test_the_webhook_is_waited_for_where_nothing_else_stands(
    hass: HomeAssistant, virtual: VirtualHomeSeer, untold: Listener
) -> None:
    """Meanwhile nothing is said to be ready, so that everything is polled; the port is tried again and again."""
    home = untold
    await virtual.ascii.close()
    await home.begin()
    issue = f"homeseer_ascii_{home.hub._entry.entry_id}"  # noqa: SLF001
    issues = ir.async_get(hass)
    while not issues.async_get_issue(DOMAIN, issue):
        await home.fetch()
    assert (home.ways, home.ended) == ([], None)
    await virtual.ascii.open()
    await home.until(lambda: home.ways == ["ascii"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not json", 400),
        (b"[]", 400),
        (b'{"type":"other"}', 400),
        (b'{"type":"devicechange","data":5}', 200),
        (b'{"type":"devicechange","data":{"ref":"x"}}', 200),
        (b'{"type":"devicechange","data":{"ref":99999,"value":1}}', 200),
        (b"x" * 70_000, 413),
        (b"\xff\xfe", 400),
    ],
)
async def test_the_webhook_refuses_what_is_not_its_own(hooked: tuple[Listener, Any], body: bytes, status: int) -> None:
    home, client = hooked
    before = dict(home.devices)
    async with client.post("/api/webhook/hook", data=body) as answer:
        assert answer.status == status
    assert home.devices == before


async def test_the_webhook_is_gone_with_the_hub(
    hass: HomeAssistant, virtual: VirtualHomeSeer, session: aiohttp.ClientSession, hass_client_no_auth: Any
) -> None:
    await async_setup_component(hass, "webhook", {})
    home = listener_for(hass, entry_for(virtual, webhook_id="hook"))
    await home.begin()
    assert "hook" in hass.data["webhook"]
    await home.end()
    assert "hook" not in hass.data["webhook"]
