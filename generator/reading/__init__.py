"""From bytes to understanding: files, settings, front matter and bodies; bad content becomes findings, never errors."""
