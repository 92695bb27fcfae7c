"""Translates an OpenMotics house into devices; pure."""
