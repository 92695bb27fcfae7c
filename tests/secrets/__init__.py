"""Canary secrets in each way in, looked for wherever they don't belong."""
