"""Homey: Pro (2016-2019, Early 2023, mini, 2026) and Self-Hosted Server, at home.

``client`` speaks the wire, ``mapping`` is pure, ``hub`` joins them, ``flow`` is the dialogs.
"""
