"""gongkai: a checked static site for a government department's 政府信息公开 column."""

__version__ = "0.1.0"
