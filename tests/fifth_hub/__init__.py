"""A fifth hub, in memory: it shows that a hub is one folder; ``tests/memory_hub`` is this one with faults and records."""
