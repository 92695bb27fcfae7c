"""What Home Assistant, HACS and this project's own design ask of the files, held without the network."""
