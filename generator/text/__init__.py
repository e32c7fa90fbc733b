"""Words: pure helpers for Chinese prose, official numbers and dates, addresses and working days."""
