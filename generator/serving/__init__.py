"""The preview: an editor saves, the browser shows it."""
