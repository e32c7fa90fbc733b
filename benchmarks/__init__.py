"""How fast the generator is: a synthetic column, the same column for Hugo, and both measured side by side."""
