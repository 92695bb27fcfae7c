"""Every fault against every way to a hub: states right again without a restart, nothing left, nothing told."""
