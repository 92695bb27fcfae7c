"""HomematicIP's mapping: what becomes of which channel and group, and what is said to them."""
