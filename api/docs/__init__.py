"""The reference of the interface, made from the schema: pages for a browser, served or written to files."""
