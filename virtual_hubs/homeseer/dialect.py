"""Rows as the JSON of HS3 or HS4 has them (protocol page, sections 1.3 and 1.4), and back from a recording."""

from __future__ import annotations

from typing import Any

from .house import Control, Event, House, Row, Text
from .trees import Generation

TYPE_KEYS = ("Device_API", "Device_Type", "Device_SubType")


def status_row(row: Row, generation: Generation) -> dict[str, Any]:
    """One entry of ``Devices`` in the answer to ``getstatus``."""
    modern = generation == "hs4"
    api, kind, subtype = row.codes
    whole = not modern and row.value == int(row.value)
    answer: dict[str, Any] = {
        "ref": row.ref,
        "name": row.name,
        "location": row.room,
        "location2": row.floor,
        "value": int(row.value) if whole else float(row.value),
        "status": row.status,
        "device_type_string": row.type_text,
        "last_change": f"/Date({row.changed_at}-0400)/" if modern else f"/Date({row.changed_at})/",
        "relationship": row.relationship,
        "hide_from_view": row.hidden,
        "associated_devices": list(row.associated),
        "device_type": {
            "Device_API": api,
            "Device_API_Description": f"Undefined API={api}" if api == 513 else "",
            "Device_Type": kind,
            "Device_Type_Description": "",
            "Device_SubType": subtype,
            "Device_SubType_Description": "",
        },
        "device_image": None if modern else "",
    }
    if modern:
        answer |= {
            "UserNote": "",
            "UserAccess": "Any",
            "status_image": row.image,
            "voice_command": "",
            "misc": row.misc,
            "interface_name": row.interface,
            "device_type_values": None,
        }
    elif row.interface:
        answer |= {"misc": row.misc, "interface_name": row.interface, "status_image": row.image}
    return answer


def status_answer(rows: list[Row], house: House, generation: Generation) -> dict[str, Any]:
    """The whole answer to ``getstatus``."""
    head: dict[str, Any] = {"Name": "HomeSeer Devices", "Version": "1.0"}
    if generation == "hs4":
        head |= {"Version": "1.1", "TempFormatF": house.fahrenheit}
    return {**head, "Devices": [status_row(row, generation) for row in rows]}


def _pair(row: Row, index: int, control: Control) -> dict[str, Any]:
    limits = None
    if control.range:
        limits = {
            "RangeStart": control.range[0],
            "RangeEnd": control.range[1],
            "RangeStatusDecimals": control.decimals,
            "RangeStatusValueOffset": 0,
            "RangeStatusDivisor": 0,
            "ScaleReplace": "",
            "HasScale": False,
            "RangeStatusPrefix": control.prefix,
            "RangeStatusSuffix": control.suffix,
        }
    return {
        "Do_Update": True,
        "SingleRangeEntry": True,
        "ControlButtonType": 0,
        "ControlButtonCustom": "",
        "CCIndex": index,
        "Range": limits,
        "Ref": row.ref,
        "Label": control.label,
        "ControlType": control.type,
        "ControlLocation": {"Row": 1, "Column": index + 1, "ColumnSpan": 0},
        "ControlLoc_Row": 1,
        "ControlLoc_Column": index + 1,
        "ControlLoc_ColumnSpan": 0,
        "ControlUse": control.use,
        "ControlValue": control.value,
        "ControlString": control.string,
        "ControlStringList": list(control.choices) or None,
        "ControlStringSelected": None,
        "ControlFlag": False,
    }


def control_row(row: Row) -> dict[str, Any]:
    """The controls of one row, as the list of all of them has it."""
    return {
        "ControlPairs": [_pair(row, index, control) for index, control in enumerate(row.controls)],
        "ref": row.ref,
        "name": row.name,
        "location": row.room,
        "location2": row.floor,
    }


def control_answer(rows: list[Row], *, single: bool) -> dict[str, Any]:
    """The answer to ``getcontrol``: a bare object for one ref, a list for more."""
    head = {"Name": "HomeSeer Devices", "Version": "1.0"}
    with_controls = [row for row in rows if row.controls]
    if single:
        return control_row(with_controls[0]) if with_controls else {**head, "Devices": []}
    return {**head, "Devices": [control_row(row) for row in with_controls]}


def unwrapped(answers: dict[str, Any]) -> dict[str, Any]:
    """The recording itself, of a downloaded diagnostics file too."""
    for key in ("data", "recording"):
        answers = answers.get(key, answers)
    return answers


def recorded_house(answers: dict[str, Any]) -> House:
    """A house from what a system has answered: ``getstatus``, ``getcontrol`` and what else is there.

    The texts that a recording shows are kept for the values it has; other values are shown by the
    controls' labels.
    """
    answers = unwrapped(answers)
    house = House()
    status = answers["getstatus"]
    house.fahrenheit = bool(status.get("TempFormatF"))
    for raw in status["Devices"]:
        codes = raw.get("device_type") or {}
        value = raw.get("value") or 0
        house.add(
            Row(
                int(raw["ref"]),
                str(raw.get("name") or ""),
                str(raw.get("location") or ""),
                str(raw.get("location2") or ""),
                float(value),
                tuple(int(codes.get(key) or 0) for key in TYPE_KEYS),  # type: ignore[arg-type]
                str(raw.get("device_type_string") or ""),
                str(raw.get("interface_name") or ""),
                int(raw.get("relationship") or 0),
                [int(ref) for ref in raw.get("associated_devices") or []],
                texts=[Text(float(value), str(raw.get("status") or ""))],
                hidden=bool(raw.get("hide_from_view")),
                misc=int(raw.get("misc") or 0),
                image=str(raw.get("status_image") or ""),
            )
        )
    for raw in (answers.get("getcontrol") or {}).get("Devices") or []:
        if row := house.rows.get(int(raw["ref"])):
            row.controls = [_control(pair) for pair in raw.get("ControlPairs") or []]
    for number, raw in enumerate((answers.get("getevents") or {}).get("Events") or [], 1):
        house.events.append(Event(int(raw.get("id") or number), str(raw["Group"]), str(raw["Name"])))
    for raw in (answers.get("getcounter") or {}).get("Counters") or []:
        house.counters[str(raw["name"])] = float(raw["value"])
    for number, raw in enumerate((answers.get("getcameras") or {}).get("Cameras") or [], 1):
        known = str(raw.get("ID"))
        house.cameras[int(known) if known.isdecimal() else number] = str(raw["Name"])
    return house


def _control(pair: dict[str, Any]) -> Control:
    limits = pair.get("Range")
    return Control(
        str(pair.get("Label") or ""),
        float(pair.get("ControlValue") or 0),
        int(pair.get("ControlUse") or 0),
        int(pair.get("ControlType") or 0),
        (float(limits.get("RangeStart") or 0), float(limits.get("RangeEnd") or 100)) if limits else None,
        str((limits or {}).get("RangeStatusPrefix") or ""),
        str((limits or {}).get("RangeStatusSuffix") or ""),
        int((limits or {}).get("RangeStatusDecimals") or 0),
        str(pair.get("ControlString") or ""),
        tuple(pair.get("ControlStringList") or ()),
    )
