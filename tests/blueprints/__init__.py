"""The blueprints, run."""
