"""The HCU1 in the house: the app's interface on the LAN and the Connect API, with a certificate of its own."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from virtual_hubs.homematicip import VirtualHomematicIP
from virtual_hubs.homematicip.commands import COMMANDS
from virtual_hubs.homematicip.connect_paths import CONNECT_PATHS

from .conftest import Person

PLUGIN = "org.example.referee"
NAME = {"de": "Schiedsrichter", "en": "Referee"}


class PluginPerson:
    """A plugin that speaks through its websocket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def hear(self, kind: str) -> dict[str, Any]:
        """The next message of this type."""
        while True:
            message = await self.socket.receive_json(timeout=10)
            if message["type"] == kind:
                return dict(message)

    async def say(self, kind: str, body: Any, *, plugin: str = PLUGIN) -> None:
        """Send an envelope."""
        await self.socket.send_json({"id": "42", "pluginId": plugin, "type": kind, "body": body})

    async def request(self, path: str, body: Any) -> dict[str, Any]:
        """Ask the system for something; gives the body of the answer."""
        await self.say("HMIP_SYSTEM_REQUEST", {"path": path, "body": body})
        answer = await self.hear("HMIP_SYSTEM_RESPONSE")
        assert (answer["id"], answer["pluginId"]) == ("42", PLUGIN)
        return dict(answer["body"])


@pytest.fixture
async def hub() -> AsyncIterator[VirtualHomematicIP]:
    hub = VirtualHomematicIP(hcu=True)
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture
async def plugin(hub: VirtualHomematicIP, person: Person) -> AsyncIterator[PluginPerson]:
    headers = {"authtoken": hub.plugins.invite(PLUGIN), "plugin-id": PLUGIN, "hmip-system-events": "true"}
    async with person.session.ws_connect(hub.connect_url, headers=headers, ssl=False) as socket:
        yield PluginPerson(socket)


async def activate(person: Person, step: str, body: Any) -> tuple[int, Any]:
    url = f"{person.hub.lan_rest_url}/hmip/auth/{step}ConnectApiAuthToken"
    async with person.session.post(url, json=body, headers={"VERSION": "12"}, ssl=False) as response:
        return response.status, await response.json()


async def test_its_certificate_is_its_own(hub: VirtualHomematicIP, person: Person) -> None:
    with pytest.raises(aiohttp.ClientConnectorCertificateError):
        await person.session.get(hub.lan_rest_url)
    assert hub.certificate is not None
    pinned = aiohttp.Fingerprint(bytes.fromhex(hub.certificate.fingerprint))
    async with person.session.get(hub.lan_rest_url, ssl=pinned) as response:
        assert response.status == 404
    hub.renew_certificate()
    async with aiohttp.ClientSession() as another:
        with pytest.raises(aiohttp.ServerFingerprintMismatch):
            await another.get(hub.lan_rest_url, ssl=pinned)


async def test_the_apps_interface_is_the_clouds(hub: VirtualHomematicIP, person: Person) -> None:
    url = f"{hub.lan_rest_url}/hmip/home/getCurrentState"
    async with person.session.post(url, json={}, headers=person.headers, ssl=False) as response:
        assert (await response.json()) == json.loads(json.dumps(hub.state()))
    async with person.session.ws_connect(hub.lan_events_url, headers=person.headers, ssl=False) as events:
        hub.push({"pushEventType": "SECURITY_JOURNAL_CHANGED"})
        assert json.loads((await events.receive(timeout=10)).data)["events"]["0"]


async def test_an_activation_key_makes_one_client_and_no_second(hub: VirtualHomematicIP, person: Person) -> None:
    key = hub.plugins.new_key()
    status, answer = await activate(person, "request", {"activationKey": key, "pluginId": PLUGIN, "friendlyName": NAME})
    assert status == 200
    headers = {"authtoken": answer["authToken"], "plugin-id": PLUGIN}
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await person.session.ws_connect(hub.connect_url, headers=headers, ssl=False)
    confirmation = {"activationKey": key, "authToken": answer["authToken"]}
    status, confirmed = await activate(person, "confirm", confirmation)
    assert status == 200
    assert hub.state()["clients"][confirmed["clientId"]]["label"] == "Schiedsrichter"
    async with person.session.ws_connect(hub.connect_url, headers=headers, ssl=False) as socket:
        assert (await PluginPerson(socket).hear("PLUGIN_STATE_REQUEST"))["pluginId"] == PLUGIN
    again = await activate(person, "request", {"activationKey": key, "pluginId": PLUGIN, "friendlyName": NAME})
    assert again == (403, {"errorCode": "INVALID_AUTHORIZATION"})


@pytest.mark.parametrize("name", [None, {}, {"en": "Only English"}])
async def test_a_plugin_needs_a_german_name(hub: VirtualHomematicIP, person: Person, name: Any) -> None:
    body = {"activationKey": hub.plugins.new_key(), "pluginId": PLUGIN, "friendlyName": name}
    assert await activate(person, "request", body) == (400, {"errorCode": "INVALID_REQUEST"})


async def test_a_plugin_is_asked_who_it_is_and_says_so(hub: VirtualHomematicIP, plugin: PluginPerson) -> None:
    for kind in ("PLUGIN_STATE_REQUEST", "CONFIG_TEMPLATE_REQUEST", "DISCOVER_REQUEST"):
        await plugin.hear(kind)
    await plugin.say("PLUGIN_STATE_RESPONSE", {"pluginReadinessStatus": "READY", "friendlyName": NAME})
    await hub.until(lambda: [session.readiness for session in hub.connect.sessions.values()] == ["READY"])


async def test_the_state_is_the_same_home(hub: VirtualHomematicIP, plugin: PluginPerson) -> None:
    answer = await plugin.request("/hmip/home/getSystemState", {})
    assert answer["code"] == 200
    assert answer["body"]["devices"] == json.loads(json.dumps(hub.state()["devices"]))


async def test_a_command_is_obeyed_and_told(hub: VirtualHomematicIP, person: Person, plugin: PluginPerson) -> None:
    lamp = person.device("Nachtlicht Emma")
    body = {"deviceId": lamp, "channelIndex": 1, "on": False}
    assert await plugin.request("/hmip/device/control/setSwitchState", body) == {"code": 200}
    transaction = (await plugin.hear("HMIP_SYSTEM_EVENT"))["body"]["eventTransaction"]
    assert transaction["accessPointId"] == hub.sgtin
    assert transaction["events"]["0"]["device"]["functionalChannels"]["1"]["on"] is False


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/hmip/home/getCurrentState", {}, "UNKNOWN_REQUEST"),
        ("/hmip/device/configuration/setOperationLock", {}, "UNKNOWN_REQUEST"),
        ("device/control/setSwitchState", {}, "UNKNOWN_REQUEST"),
        ("/hmip/device/control/setSwitchState", {"deviceId": "x"}, "INVALID_REQUEST"),
    ],
)
async def test_it_takes_its_own_paths_only(plugin: PluginPerson, path: str, body: Any, code: str) -> None:
    answer = await plugin.request(path, body)
    assert answer["code"] in {400, 404} and answer["body"]["errorCode"] == code


async def test_what_it_can_not_read_is_an_error_and_no_end(hub: VirtualHomematicIP, plugin: PluginPerson) -> None:
    await plugin.socket.send_str("<html>")
    await plugin.hear("ERROR_RESPONSE")
    await plugin.say("PLUGIN_STATE_RESPONSE", {}, plugin="somebody.else")
    await plugin.hear("ERROR_RESPONSE")
    assert (await plugin.request("/hmip/home/checkAuthToken", {})) == {"code": 200}
    hub.throttle(requests=1)
    assert (await plugin.request("/hmip/home/checkAuthToken", {}))["code"] == 429


async def test_events_are_for_those_who_want_them(hub: VirtualHomematicIP, person: Person) -> None:
    headers = {"authtoken": hub.plugins.invite(PLUGIN), "plugin-id": PLUGIN}
    async with person.session.ws_connect(hub.connect_url, headers=headers, ssl=False) as socket:
        hub.push({"pushEventType": "SECURITY_JOURNAL_CHANGED"})
        await hub.until(lambda: hub.count("websocket_out"))
        await PluginPerson(socket).hear("DISCOVER_REQUEST")
        with pytest.raises(TimeoutError):
            await socket.receive(timeout=0.05)


async def test_deleted_plugins_are_out(hub: VirtualHomematicIP, person: Person, plugin: PluginPerson) -> None:
    token = next(iter(hub.plugins.tokens))
    await hub.revoke()
    while (await plugin.socket.receive(timeout=10)).type is aiohttp.WSMsgType.TEXT:
        pass
    headers = {"authtoken": token, "plugin-id": PLUGIN}
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await person.session.ws_connect(hub.connect_url, headers=headers, ssl=False)
    assert refused.value.status == 403


def test_every_documented_path_is_known() -> None:
    assert len(CONNECT_PATHS) == 101
    assert set(COMMANDS) >= CONNECT_PATHS
