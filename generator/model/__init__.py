"""Facts: frozen values that every stage shares; nothing here imports the rest of the package."""
