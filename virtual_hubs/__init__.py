"""The four hubs as servers that speak the real protocols, for the demo and the tests.

They know nothing of Home Assistant and nothing of the integration: they can't inherit its mistakes.
"""

LOOPBACK = "127.0.0.1"
"""Where they listen."""
