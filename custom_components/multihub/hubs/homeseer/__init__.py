"""HomeSeer: HS3, HS4 and HomeTroller, at home and through MyHS."""
