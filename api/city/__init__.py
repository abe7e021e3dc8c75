"""The interface of the platform's own host: a city reads the issued reports of the districts that agreed (ADR 0011)."""
