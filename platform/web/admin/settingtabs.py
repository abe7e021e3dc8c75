"""The pages of 区级设置 as tabs: the common one, and one for each rule book."""

from django.http import HttpRequest

from core.rulebook import RuleBook, all_rule_books
from web.links import link


def name_of(book: type[RuleBook]) -> str:
    """The name of the page of a rule book; the navigation knows it by its beginning as part of the settings."""
    return f"settings-{book._meta.model_name}"


def setting_tabs(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """Title, address, and whether it is the open one."""
    match = request.resolver_match
    here = match.url_name if match else ""
    pages = [("settings", "通用"), *((name_of(book), str(book._meta.verbose_name)) for book in all_rule_books())]
    return [(title, link(request, name), name == here) for name, title in pages]
