"""Facts to findings: the engine and one file per family of rules."""
