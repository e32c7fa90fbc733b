"""Site to artifacts: which files there are, each with its complete context, and the templates that write them."""
