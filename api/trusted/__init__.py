"""Registered documents: GraphQL texts that a client has shown beforehand, to be asked for by their SHA-256."""
