"""Parsed files to the site: places, ties, release sets, validity, columns."""
