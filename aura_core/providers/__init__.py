"""Implementations of the ports: one kind a package, one implementation a module; the kinds do not know one another."""
