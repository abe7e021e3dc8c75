"""Webhooks: the change feed, carried to a client's own address. See docs/adr/0010-webhooks.md."""
