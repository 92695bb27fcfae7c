"""Tests; their names and bodies say how the integration behaves."""
