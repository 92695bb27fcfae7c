"""The virtual hubs themselves: that they are what they pretend to be."""
