"""The smallest request that still gets a wrong answer of the same sort."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import orjson
from fuzz.operations import Request, dumps
from graphql import GraphQLError, SelectionSetNode, parse, print_ast
from graphql.language import Node

MOST_TRIES = 300


def smallest(request: Request, still: Callable[[Request], bool]) -> Request:
    """Take away fields, arguments, directives and values for as long as ``still`` says that it fails alike."""
    tries = 0
    again = True
    while again and tries < MOST_TRIES:
        again = False
        for smaller in _smaller(request):
            tries += 1
            if still(smaller):
                request, again = smaller, True
                break
            if tries >= MOST_TRIES:
                break
    return request


def _smaller(request: Request) -> Iterator[Request]:
    try:
        body = orjson.loads(request.body)
        text, variables = body["query"], body.get("variables") or {}
        document = parse(text)
    except (ValueError, KeyError, TypeError, GraphQLError):
        yield from _shorter(request)
        return
    for name in variables if isinstance(variables, dict) else ():
        yield _with(request, text, {each: value for each, value in variables.items() if each != name})
        if isinstance(variables[name], dict):
            for inner in variables[name]:
                kept = {each: value for each, value in variables[name].items() if each != inner}
                yield _with(request, text, {**variables, name: kept})
    for made in _pruned(document):
        yield _with(request, print_ast(made), variables)


def _with(request: Request, text: str, variables: dict[str, Any]) -> Request:
    return replace(request, body=dumps({"query": text, "variables": variables}))


def _shorter(request: Request) -> Iterator[Request]:
    size = len(request.body)
    step = size // 2
    while step > 0:
        for at in range(0, size, step):
            yield replace(request, body=request.body[:at] + request.body[at + step :])
        step //= 4


def _pruned(document: Node) -> Iterator[Node]:
    """The document without one of the nodes that stand in its lists."""
    for path, name, position in list(_places(document, ())):
        made = copy.deepcopy(document)
        node: Any = made
        for step in path:
            node = node[step] if isinstance(step, int) else getattr(node, step)
        kept = list(getattr(node, name))
        del kept[position]
        if kept or not isinstance(node, SelectionSetNode):
            setattr(node, name, tuple(kept))
            yield made


def _places(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str, int]]:
    for name in node.keys:
        value = getattr(node, name, None)
        if isinstance(value, Node):
            yield from _places(value, (*path, name))
        elif isinstance(value, tuple | list):
            for position, inner in enumerate(value):
                yield path, name, position
                if isinstance(inner, Node):
                    yield from _places(inner, (*path, name, position))
