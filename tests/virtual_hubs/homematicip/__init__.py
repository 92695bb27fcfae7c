"""The virtual HomematicIP."""
