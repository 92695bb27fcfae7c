"""OpenMotics: the gateway in the house, the cloud, and the cloud of before."""
