"""Content types: one file per family, one model per kind, and the registry that lists them."""
