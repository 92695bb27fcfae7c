"""A fifth hub, in memory: it shows that a hub is one folder, and carries the tests of everything generic."""
