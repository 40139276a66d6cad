"""Where music comes from."""
