"""The integration's actions, as a Homey does them."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from ..base import HubInputError, HubUnsupportedError
from .client import HomeyClient
from .mapping.house import House
from .mapping.wire import with_values, words
from .starting import FLOWS, refuse_paused

TESTED: Final = ("trigger", "conditions", "actions")
"""What of a flow the Homey is given to try it out (the operation's schema in the official client)."""

type Answer = dict[str, Any] | None


class Actions:
    """What ``services.yaml`` offers, of what a Homey can do."""

    def __init__(self, client: HomeyClient, house: House, *, is_old: bool) -> None:
        """Act by ``client``; a Homey of 2016 to 2019 (``is_old``) has other words for some of it."""
        self._client = client
        self._house = house
        self._is_old = is_old

    async def do(self, action: str, device_id: str | None, data: Mapping[str, Any]) -> Answer:
        """Do one action; raises what ``Hub.act`` raises."""
        known: dict[str, Callable[[str | None, Mapping[str, Any]], Awaitable[Answer]]] = {
            "start_flow": self._start_flow,
            "run_flow_card": self._run_flow_card,
            "set_capability": self._set_capability,
            "speak": self._speak,
            "describe": self._describe,
        }
        if action not in known:
            raise HubUnsupportedError(f"{action} is not for this hub", key="action_not_supported")
        return await known[action](device_id, data)

    async def _start_flow(self, _: str | None, data: Mapping[str, Any]) -> Answer:
        """Start a flow by its name or id; it is never started twice."""
        section, flow = self._flow(data["flow"])
        tokens = data.get("tokens")
        refuse_paused(self._house, FLOWS[section], flow)
        if not tokens:
            await self._client.call(FLOWS[section], id=flow["id"])
        elif section == "flows":
            # the one operation that takes a flow's tokens is the editor's trial of it, in both generations
            tested = {part: flow[part] for part in TESTED if part in flow}
            await self._client.call("flow.testFlow", flow=tested, tokens=dict(tokens), sessionId=uuid.uuid4().hex)
        else:
            raise HubInputError("an advanced flow takes no tokens", key="flow_takes_no_tokens")
        return None

    def _flow(self, wanted: str) -> tuple[str, dict[str, Any]]:
        for section in FLOWS:
            flows: dict[str, dict[str, Any]] = self._house.answers.get(section) or {}
            for flow_id, flow in flows.items():
                if wanted in (flow_id, words(flow.get("name"))):
                    return section, {**flow, "id": flow_id}
        raise HubInputError(f"no flow {wanted}", key="no_such_flow", placeholders={"flow": wanted})

    async def _run_flow_card(self, _: str | None, data: Mapping[str, Any]) -> Answer:
        """Run an action card by its whole id (``homey:manager:notifications:create_notification``)."""
        card = str(data["card"])
        uri = ":".join(card.split(":")[:3])
        answer = await self._client.call(
            "flow.runFlowCardAction",
            uri=uri,
            id=card.removeprefix(f"{uri}:") if self._is_old else card,
            args=dict(data.get("arguments") or {}),
        )
        return {"result": answer}

    async def _set_capability(self, device_id: str | None, data: Mapping[str, Any]) -> Answer:
        capability = str(data["capability"])
        raw = self._house.raw.get(device_id or "", {})
        if capability not in (raw.get("capabilitiesObj") or {}):
            told = {"capability": capability}
            raise HubInputError(f"no capability {capability}", key="no_such_capability", placeholders=told)
        await self._client.call(
            "devices.setCapabilityValue", deviceId=device_id, capabilityId=capability, value=data["value"]
        )
        return None

    async def _speak(self, _: str | None, data: Mapping[str, Any]) -> Answer:
        """Only a Homey of 2016 to 2019 has a speaker (section 1.4)."""
        if not self._is_old:
            raise HubUnsupportedError("this Homey has no speaker", key="action_not_supported")
        await self._client.call("speech-output.say", text=data["message"])
        return None

    async def _describe(self, device_id: str | None, _: Mapping[str, Any]) -> Answer:
        """A device as the wire has it."""
        return with_values(self._house.raw.get(device_id or "", {}), self._house.values_of(device_id or ""))
