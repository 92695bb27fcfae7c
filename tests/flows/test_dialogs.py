"""What the dialogs of every hub share, on the hub in memory."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

import pytest
from aiohttp import web
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, UnknownStep
from homeassistant.helpers import area_registry as ar
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from homeassistant.setup import async_setup_component

from custom_components.multihub.config_flow import MultihubConfigFlow
from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.base import HubAuthError, HubConnectionError, HubUnsupportedError
from custom_components.multihub.hubs.steps import HubSteps
from tests.helpers import AddEntry, device, set_up
from tests.memory_hub.house import thing
from tests.memory_hub.hub import MemoryHub
from virtual_hubs.base import VirtualHub
from virtual_hubs.certificate import make_certificate


async def to_the_fifth_form(hass: HomeAssistant) -> ConfigFlowResult:
    menu = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert menu["type"] is FlowResultType.MENU
    assert "fifth" in menu["menu_options"]
    return await hass.config_entries.flow.async_configure(menu["flow_id"], {"next_step_id": "fifth"})


async def send(hass: HomeAssistant, flow: Any, data: dict[str, Any]) -> Any:
    return await hass.config_entries.flow.async_configure(flow["flow_id"], data)


def suggested(form: Any) -> dict[str, Any]:
    """What the form is filled with."""
    return {
        str(key): (key.description or {}).get("suggested_value")
        for key in form["data_schema"].schema
        if (key.description or {}).get("suggested_value") is not None
    }


pytestmark = pytest.mark.usefixtures("fifth_hub")


async def test_a_hub_is_added_through_the_menu(hass: HomeAssistant) -> None:
    MemoryHub(thing())

    result = await send(hass, await to_the_fifth_form(hass), {"hub_name": "memory"})
    await hass.async_block_till_done()

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Memory"
    assert result["data"] == {"hub": "fifth", "hub_id": "memory", "way": "fifth", "hub_name": "memory"}
    assert result["result"].unique_id == "memory"
    assert result["result"].state is ConfigEntryState.LOADED


@pytest.mark.parametrize(
    ("error", "key"),
    [(HubConnectionError(), "cannot_connect"), (HubAuthError(), "invalid_auth"), (ZeroDivisionError(), "unknown")],
)
async def test_an_error_brings_the_form_back_filled_and_it_can_be_sent_again(
    hass: HomeAssistant, error: Exception, key: str
) -> None:
    hub = MemoryHub()
    hub.errors["connect"] = error  # type: ignore[assignment]
    form = await to_the_fifth_form(hass)

    form = await send(hass, form, {"hub_name": "memory", "password": "secret"})

    assert (form["type"], form["step_id"], form["errors"]) == (FlowResultType.FORM, "fifth", {"base": key})
    assert suggested(form) == {"hub_name": "memory"}
    assert not hass.config_entries.async_entries(DOMAIN)
    hub.errors.clear()
    result = await send(hass, form, {"hub_name": "memory", "password": "secret"})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_hub_that_is_there_already_is_not_added_twice(hass: HomeAssistant, add_entry: AddEntry) -> None:
    await set_up(hass, add_entry, MemoryHub())

    result = await send(hass, await to_the_fifth_form(hass), {"hub_name": "memory"})

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")


async def test_a_certificate_is_shown_confirmed_and_pinned_once(hass: HomeAssistant) -> None:
    class Server(VirtualHub):
        kind = "tls"

        async def start_servers(self) -> None:
            self.url = await self.serve(web.Application(), tls=certificate.context)

    certificate = make_certificate()
    server = Server()
    await server.start()
    hub = MemoryHub()
    hub.errors["connect"] = HubConnectionError()
    typed = {"hub_name": "memory", "advanced": {"port": int(server.url.rsplit(":", 1)[1])}}
    try:
        form = await send(hass, await to_the_fifth_form(hass), typed)
        assert form["step_id"] == "certificate"
        shown = form["description_placeholders"]["fingerprint"]
        assert shown.replace(":", "").lower() == certificate.fingerprint

        form = await send(hass, form, {})
        assert (form["step_id"], form["errors"]) == ("fifth", {"base": "cannot_connect"})
        hub.errors.clear()
        result = await send(hass, form, typed)
        await hass.async_block_till_done()
    finally:
        await server.stop()

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["fingerprint"] == certificate.fingerprint


async def test_nobody_at_the_tls_port_is_said_on_the_form(hass: HomeAssistant) -> None:
    MemoryHub()

    form = await send(hass, await to_the_fifth_form(hass), {"hub_name": "memory", "advanced": {"port": 1}})

    assert form["errors"] == {"base": "cannot_connect"}


async def test_new_credentials_bring_the_entry_back(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub()
    hub.errors["connect"] = HubAuthError()
    entry = await set_up(hass, add_entry, hub)
    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    form = await hass.config_entries.flow.async_configure(flow["flow_id"])
    assert form["step_id"] == "reauth_confirm"
    assert suggested(form) == {"hub_name": "memory"}
    hub.errors.clear()

    result = await send(hass, form, {"hub_name": "memory"})
    await hass.async_block_till_done()

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reauth_successful")
    assert entry.state is ConfigEntryState.LOADED


async def test_an_entry_is_reconfigured_and_keeps_who_it_is(hass: HomeAssistant, add_entry: AddEntry) -> None:
    entry = await set_up(hass, add_entry, MemoryHub())
    MemoryHub(hub_id="other")
    form = await entry.start_reconfigure_flow(hass)
    assert form["step_id"] == "fifth"

    result = await send(hass, form, {"hub_name": "other"})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "wrong_account")

    result = await send(hass, await entry.start_reconfigure_flow(hass), {"hub_name": "memory"})
    await hass.async_block_till_done()
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert entry.data["hub_id"] == "memory"


def announced(name: str, host: str = "127.0.0.1") -> ZeroconfServiceInfo:
    """What zeroconf says of a hub in memory."""
    address = ip_address(host)
    return ZeroconfServiceInfo(
        ip_address=address,
        ip_addresses=[address],
        port=80,
        hostname=f"{name}.local.",
        type="_fifth._tcp.local.",
        name=f"{name}._fifth._tcp.local.",
        properties={},
    )


async def found(hass: HomeAssistant, source: str, info: Any) -> Any:
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": source}, data=info)


async def test_a_hub_is_found_confirmed_and_added(hass: HomeAssistant) -> None:
    MemoryHub()

    form = await found(hass, "zeroconf", announced("memory"))
    assert (form["step_id"], form["description_placeholders"]) == ("zeroconf_confirm", {"name": "Memory"})
    form = await send(hass, form, {})
    assert form["step_id"] == "fifth"
    result = await send(hass, form, {"hub_name": "memory"})
    await hass.async_block_till_done()

    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_flow_by_hand_does_not_mind_a_waiting_discovery(hass: HomeAssistant) -> None:
    MemoryHub()
    waiting = await found(hass, "zeroconf", announced("memory"))
    assert waiting["step_id"] == "zeroconf_confirm"

    result = await send(hass, await to_the_fifth_form(hass), {"hub_name": "memory"})
    await hass.async_block_till_done()

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert not hass.config_entries.flow.async_progress_by_handler(DOMAIN), "nobody is asked about it any more"


async def test_a_hub_found_by_its_address_request_is_confirmed_too(hass: HomeAssistant) -> None:
    MemoryHub(hub_id="fifth-1")

    form = await found(hass, "dhcp", DhcpServiceInfo("127.0.0.1", "fifth-1", "001122334455"))

    assert form["step_id"] == "dhcp_confirm"
    assert (await send(hass, form, {}))["step_id"] == "fifth"


@pytest.mark.parametrize(
    ("name", "error", "reason"),
    [("stranger", None, "not_this_hub"), ("memory", HubConnectionError(), "cannot_connect")],
)
async def test_what_is_not_a_hub_is_not_offered(
    hass: HomeAssistant, name: str, error: HubConnectionError | None, reason: str
) -> None:
    hub = MemoryHub()
    if error:
        hub.errors["connect"] = error

    result = await found(hass, "zeroconf", announced(name))

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, reason)


async def test_what_no_hub_is_hinted_at_is_not_asked(hass: HomeAssistant) -> None:
    result = await found(hass, "dhcp", DhcpServiceInfo("127.0.0.1", "printer", "001122334455"))

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_this_hub")


async def test_a_hub_that_moved_is_followed_by_its_id(hass: HomeAssistant, add_entry: AddEntry) -> None:
    entry = await set_up(hass, add_entry, MemoryHub())
    hass.config_entries.async_update_entry(entry, data={**entry.data, "host": "127.0.0.9"})

    result = await found(hass, "zeroconf", announced("memory", "127.0.0.2"))
    await hass.async_block_till_done()

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert entry.data["host"] == "127.0.0.2"
    assert entry.state is ConfigEntryState.LOADED


async def test_a_hub_that_is_not_found_by_itself_says_so() -> None:
    class Hidden(HubSteps):
        hub = "hidden"

    with pytest.raises(HubUnsupportedError):
        await Hidden(MultihubConfigFlow()).identify("127.0.0.1", "hidden")


async def test_a_step_that_nobody_has_is_unknown(hass: HomeAssistant) -> None:
    await async_setup_component(hass, DOMAIN, {})
    flow = MultihubConfigFlow()

    with pytest.raises(AttributeError):
        _ = flow.async_step_nonsense
    with pytest.raises(UnknownStep):
        await hass.config_entries.flow.async_init(DOMAIN, context={"source": "nonsense"})


async def test_rooms_become_areas_unless_a_person_does_not_want_that(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    entry = await set_up(hass, add_entry, hub)
    assert entry.supports_options, "those of every hub, without a word of its own"

    async def choose(**typed: bool) -> None:
        form = await hass.config_entries.options.async_init(entry.entry_id)
        await hass.config_entries.options.async_configure(form["flow_id"], typed)
        await hass.async_block_till_done()
        await hub.listening.wait()

    def area_of(unique_id: str) -> str | None:
        found = device(hass, "switch", unique_id).area_id
        return found and ar.async_get(hass).async_get_area(found).name  # type: ignore[union-attr]

    assert area_of("memory_thing_switch") == "Kitchen"
    await choose(rooms=False)
    hub.put(thing(id="second", area="Attic"))
    await hass.async_block_till_done()
    assert area_of("memory_second_switch") is None
    assert area_of("memory_thing_switch") == "Kitchen"
    await choose(rooms=True)
    assert entry.options == {}
    hub.put(thing(id="third", area="Attic"))
    await hass.async_block_till_done()
    assert area_of("memory_third_switch") == "Attic"
