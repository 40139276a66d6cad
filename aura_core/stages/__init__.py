"""One step a module, from value to value; the steps do not know one another, see :mod:`aura_core.pipeline`."""
