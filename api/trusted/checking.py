"""Whether a document may be registered: by the schema and the limits as they are now."""

from core.errors import DomainError, InvalidInput


def check_document(text: str, *, field: str, name: str = "") -> None:
    """Raise ``InvalidInput`` with every reason why no request could be answered by this document.

    Its cost is measured with the usual size of a page where a variable says the size.
    """
    # The schema holds the mutations, and these the actions that ask here.
    from api.documents import BadDocument
    from api.execution import documents
    from api.limits import measure
    from api.schema import schema
    from api.words import in_chinese

    which = f"“{name[:60]}”" if name else "文档"
    try:
        document = documents().get(text)
        for operation in document.operations.values():
            measure(schema.graphql_schema, document, operation, {})
    except BadDocument as error:
        reasons = "；".join(in_chinese(each.message).rstrip("。.") for each in error.errors[:3])
        raise InvalidInput(f"{which}与接口描述不符：{reasons[:400]}。", field=field) from error
    except DomainError as error:
        raise InvalidInput(f"{which}超过限度：{error.message}", field=field) from error
    if not document.operations:
        raise InvalidInput(f"{which}中没有操作，请至少写一个 query 或 mutation。", field=field)


def fits(text: str) -> bool:
    """Whether a registered document still is what the schema and the limits ask for."""
    try:
        check_document(text, field="text")
    except InvalidInput:
        return False
    return True
