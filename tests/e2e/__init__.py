"""The real thing: a Home Assistant process with the virtual hubs, spoken to from outside."""
