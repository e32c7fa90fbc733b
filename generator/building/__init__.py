"""The only place where stages meet: inputs to checked artifacts, artifacts to a published folder."""
