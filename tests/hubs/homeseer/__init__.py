"""HomeSeer."""
