"""Multihub: HomematicIP, Homey, HomeSeer and OpenMotics in Home Assistant."""
