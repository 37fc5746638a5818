"""The same answers over HTTP, for programs on this machine: routes, records, their description, and tools for MCP."""
