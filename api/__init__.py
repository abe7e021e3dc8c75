"""GraphQL for pages' neighbours: third-party applications."""
