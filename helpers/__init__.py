"""Helpers that read scraped pages of Arabic news: load, split into blocks, find actors, dates, quotations and shared passages."""
