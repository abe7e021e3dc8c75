"""A read operation as one SQL statement whose only value is the JSON of its data.

The declarations of ``api.rows`` (columns, relations, filters, orders, rules of visibility) write it: Django compiles
each level's rows, this package wraps them into JSON text and nests one level into the other. Whatever it does not
know, and whatever goes wrong, is left to graphql-core and the plans of ``api.rows``, which stay the measure of what is
right: ``tests/api/test_compiled.py`` holds both to the same bytes.
"""


class NotCompiled(Exception):
    """The operation holds something that no statement is written for; graphql-core answers it."""
