"""Helpers that read scraped pages of Arabic news: blocks, actors, dates, quotations and shared passages."""
