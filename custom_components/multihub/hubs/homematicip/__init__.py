"""HomematicIP: the access point through the vendor's cloud, or the HCU1 in the house.

``client`` speaks the wire, ``mapping`` is pure, ``hub`` joins them, ``flow`` is the dialogs.
"""
