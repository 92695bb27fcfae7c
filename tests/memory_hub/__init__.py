"""The fifth hub as tests of everything generic want it: with a rich house, faults, gates and records."""
