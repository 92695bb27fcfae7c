"""Our house: an invented family's home, room by room. Model, label, and what is not as in every other house."""

from __future__ import annotations

from typing import Any

type Json = dict[str, Any]
type Row = tuple[str, str, dict[int, Json]]

OPENER: Json = {"channelRole": "DOOR_OPENER_ACTUATOR"}
LOCK_ACTUATOR: Json = {"channelRole": "DOOR_LOCK_ACTUATOR"}
BINARY: Json = {"multiModeInputMode": "BINARY_BEHAVIOR", "channelRole": "WINDOW_SENSOR"}
BELL: Json = {"channelRole": "DOOR_BELL_INPUT"}

ROOMS: dict[str, list[Row]] = {
    "Wohnzimmer": [
        ("HmIP-WTH-2", "Wandthermostat Wohnzimmer", {1: {"actualTemperature": 21.6, "humidity": 46}}),
        ("HmIP-eTRV-2", "Heizkörper am Erker", {1: {"valvePosition": 0.31}}),
        ("HmIP-SRH", "Fenstergriff Erker", {1: {"windowState": "TILTED"}}),
        ("HmIP-PSM-2", "Fernsehecke", {1: {"on": True, "currentPowerConsumption": 96.4, "label": "Fernseher"}}),
        ("HmIP-BDT", "Leselampe", {1: {"dimLevel": 0.45, "on": True}}),
        ("HmIP-RGBW", "Lichtband Regal", {
            1: {"dimLevel": 0.6, "on": True, "hue": 28, "saturationLevel": 0.7, "colorTemperature": None},
            2: {"channelActive": False}, 3: {"channelActive": False}, 4: {"channelActive": False},
        }),
        ("HmIP-BBL", "Raffstore Terrasse", {1: {"shutterLevel": 0.35, "slatsLevel": 0.8}}),
        ("HmIP-BSL", "Schalter an der Tür", {}),
        ("HmIP-SPI", "Präsenzmelder Wohnzimmer", {1: {"presenceDetected": True, "illumination": 214.0}}),
        ("HmIP-WRCR", "Drehknopf am Sofa", {}),
        ("HmIP-WGD-PL", "Bilderrahmen-Anzeige", {5: {"actualTemperature": 21.8}}),
        ("Hue lamp", "Stehlampe", {1: {"dimLevel": 0.3, "on": True, "colorTemperature": 2700}}),
        ("HmIP-HDM1", "Plissee Dachfenster", {1: {"primaryShadingLevel": 0.5}}),
    ],
    "Küche": [
        ("HmIP-WRC6", "Wandtaster Küche", {}),
        ("HmIP-DRDI3", "Dimmer Verteilung", {
            1: {"label": "Arbeitsplatte"}, 2: {"label": "Theke", "dimLevel": 0.8, "on": True},
            3: {"label": "Oberschränke"},
        }),
        ("HmIP-SWD", "Wassermelder Spüle", {}),
        ("HmIP-SWSD", "Rauchmelder Küche", {}),
        ("HmIP-SFD", "Feinstaub Küche", {}),
        ("HmIP-WGS", "Glastaster Küche", {}),
        ("HmIP-FSI16", "Deckenlicht Küche", {1: {"on": True}}),
        ("HmIP-STHD", "Raumklima Küche", {1: {"actualTemperature": 22.3, "humidity": 52}}),
    ],
    "Esszimmer": [
        ("HmIP-DRG-DALI", "DALI Esszimmer", {
            1: {"label": "Pendelleuchte"}, 2: {"label": "Vitrine"}, 3: {"label": "Essen"}, 4: {"label": "Abend"},
        }),
        ("HmIP-WGTC", "Glasthermostat Esszimmer", {1: {"carbonDioxideConcentration": 812.0}}),
        ("HmIP-DRBLI4", "Jalousien Südseite", {
            1: {"label": "Tür links", "shutterLevel": 1.0, "slatsLevel": 1.0}, 2: {"label": "Tür rechts"},
            3: {"label": "Fenster Ost"}, 4: {"label": "Fenster West"},
        }),
        ("HmIP-RCB4", "Handsender Jalousien", {}),
        ("Matter light set", "Vitrinenset", {}),
        ("Curtain motor", "Vorhang Esszimmer", {1: {"shutterLevel": 0.2}}),
    ],
    "Schlafzimmer": [
        ("HmIP-eTRV-E", "Heizkörper Schlafzimmer", {1: {"valvePosition": 0.0, "setPointTemperature": 17.0}}),
        ("HmIP-STH", "Raumfühler Schlafzimmer", {1: {"actualTemperature": 18.1, "humidity": 51}}),
        ("HmIP-SWDO-2", "Schlafzimmerfenster", {1: {"windowState": "OPEN"}}),
        ("HmIP-BROLL", "Rollladen Schlafzimmer", {1: {"shutterLevel": 0.0}}),
        ("HmIP-UDI-PB2", "Bettlicht", {}),
        ("HmIP-RM100", "Markise Balkon", {}),
    ],
    "Emmas Zimmer": [
        ("HmIP-WTH-B", "Thermostat Emma", {1: {"actualTemperature": 20.4}}),
        ("HmIP-SWDM", "Fenster Emma", {0: {"lowBat": True}}),
        ("HmIP-VMK", "Fensterantrieb Emma", {}),
        ("HmIP-PS-2", "Nachtlicht Emma", {1: {"on": True}}),
        ("HmIP-MP3P", "Türgong Kinderzimmer", {}),
    ],
    "Oskars Zimmer": [
        ("HmIP-WTH-1", "Thermostat Oskar", {1: {"actualTemperature": 20.9}}),
        ("HmIP-SCI", "Fenster Oskar", {}),
        ("HmIP-BSWLC", "Tasterleiste Oskar", {}),
        ("HmIP-SCTH230", "Luftgüte Oskar", {}),
        ("Matter sensor set", "Sensorset Oskar", {}),
    ],
    "Bad": [
        ("HmIP-BWTH", "Thermostat Bad", {1: {"actualTemperature": 23.1, "humidity": 63}}),
        ("HmIP-WUA", "Lüfter Bad", {}),
        ("HmIP-SWD-2", "Wassermelder Bad", {}),
        ("HmIP-SAM", "Wäscheklappe", {}),
        ("ALPHA-IP-RBGa", "Raumregler Bad oben", {}),
        ("HmIPW-VCTRL", "Wohnraumlüftung", {}),
        ("HmIPW-FR", "Volumenstromregler", {}),
        ("HmIPW-FS", "Luftstromsensor", {}),
    ],
    "Flur": [
        ("HmIP-HAP", "Access Point", {}),
        ("HmIP-DLD", "Haustürschloss", {2: OPENER, 3: LOCK_ACTUATOR}),
        ("HmIP-WKP", "Codetaster Haustür", {}),
        ("HmIP-DBB", "Klingeltaster", {1: BELL}),
        ("HmIP-SMI55", "Bewegungsmelder Flur", {3: {"illumination": 41.0}}),
        ("HmIP-ASIR-2", "Innensirene", {}),
        ("HmIPW-WRC2", "Taster Treppe", {}),
        ("HmIP-SPDR", "Durchgang Treppe", {}),
        ("HmIP-KRC4", "Schlüsselanhänger", {}),
        ("HmIP-DLS", "Schlosswächter Nebentür", {}),
        ("Door station", "Türstation", {2: {"channelRole": "DOOR_BELL_INPUT"}}),
    ],
    "Büro": [
        ("HmIP-SMI", "Bewegungsmelder Büro", {1: {"motionDetected": True, "illumination": 187.2}}),
        ("HmIP-STI-D", "Luftdruck Büro", {}),
        ("HmIP-PMFS", "Netzwächter Serverschrank", {}),
        ("HmIP-FCI6", "Kontakte Büro", {1: BINARY, 2: {**BINARY, "windowState": "OPEN"}, 6: BELL}),
        ("HmIP-RC8", "Fernbedienung", {}),
        ("Unknown gadget", "Prototyp", {}),
    ],
    "Hauswirtschaftsraum": [
        ("HmIPW-DRAP", "Wired Access Point", {}),
        ("HmIP-FALMOT-C12", "Fußbodenheizung Erdgeschoss", {}),
        ("HmIP-FAL230-C6", "Fußbodenheizung Obergeschoss", {0: {"frostProtectionError": False}}),
        ("HmIP-MIOB", "Kesselsteuerung", {1: {"label": "Pumpe"}, 2: {"label": "Kessel", "on": True}}),
        ("HmIP-DRSI4", "Schaltaktor Verteilung", {
            1: BINARY, 5: {"label": "Trockner"}, 6: {"label": "Waschmaschine", "on": True}, 7: {"label": "Boiler"},
            8: {"label": "Reserve"},
        }),
        ("HmIP-ESI", "Stromzähler", {}),
        ("HmIP-ESI", "Gaszähler", {1: {
            "connectedEnergySensorType": "ES_GAS", "currentPowerConsumption": None, "currentGasFlow": 0.42,
            "gasVolume": 1822.61, "energyCounterOne": None, "energyCounterTwo": None, "energyCounterThree": None,
        }}),
        ("HmIP-ESI-LI", "Linky Ferienwohnung", {}),
        ("HmIP-WSS", "Hauptwasserhahn", {}),
        ("HmIP-STE2-PCB", "Heizkreis Vorlauf", {}),
        ("Heat pump", "Wärmepumpe", {}),
        ("Energy manager", "Energiemanager", {}),
    ],
    "Garage": [
        ("HmIP-MOD-HO", "Garagentor", {}),
        ("HmIP-WGC", "Garagentaster", {}),
        ("HmIP-FLC", "Motorschloss Garage", {1: BINARY, 3: LOCK_ACTUATOR, 4: OPENER, 5: LOCK_ACTUATOR, 6: OPENER}),
        ("HmIP-FWI", "Fingerprint Garage", {}),
        ("HmIP-STV", "Neigungssensor Tor", {}),
        ("HmIP-DLP", "Nebeneingang", {3: OPENER, 4: LOCK_ACTUATOR}),
        ("HmIP-DLS-2", "Riegel Gartentür", {}),
        ("HmIP-FSM16", "Wallbox", {1: {
            "energyCounterTwo": 4711.5, "energyCounterTwoType": "ENERGY_COUNTER_INPUT_SINGLE_TARIFF",
            "energyMeterMode": "BALANCED_MEASURING",
        }}),
    ],
    "Garten": [
        ("HmIP-SWO-PR", "Wetterstation", {}),
        ("HmIP-SWO-PL", "Wettersensor Pool", {0: {"unreach": True}}),
        ("HmIP-SWO-B", "Windsensor Markise", {}),
        ("HmIP-STHO", "Außenfühler Nord", {1: {"actualTemperature": 8.9, "humidity": 83}}),
        ("HmIP-SMO", "Bewegungsmelder Einfahrt", {}),
        ("HmIP-SLO", "Lichtsensor Dach", {}),
        ("HmIP-SRD", "Regensensor", {}),
        ("ELV-SH-WSM", "Rasenbewässerung", {}),
        ("HmIP-SMSI", "Bodenfeuchte Hochbeet", {}),
        ("HmIP-SDS", "Zisterne", {}),
        ("HmIP-ASIR-O", "Außensirene", {}),
        ("HmIP-WRC2", "Taster Gartenhaus", {}),
        ("HmIP camera", "Kamera Einfahrt", {}),
    ],
}  # fmt: skip

FIRMWARE_WAITING = {"Leselampe": "1.6.2", "Bewegungsmelder Büro": "1.4.10"}
"""Label: the firmware that waits to be installed."""

RULES = {"Licht bei Dämmerung": True, "Urlaub simulieren": False, "Klingel aufs Telefon": True}
"""Label: whether it is on."""
