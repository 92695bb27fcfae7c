"""What the integration costs, in counts: writes, requests, log lines, imports. Never in seconds."""
