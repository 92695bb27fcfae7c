"""The commands, tried on machines that are made up."""
