"""The database backend of Django's settings: PostgreSQL with one schema for each district."""
