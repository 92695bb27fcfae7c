"""Figures of speed and cost, measured beside Home Assistant's own in the same process and run."""
