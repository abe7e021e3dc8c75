"""The reference over HTTP: open to everybody, as it holds nothing of any district."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from api.docs import pages


def show(request: HttpRequest, file: str) -> HttpResponse:
    """One page."""
    text = pages.page(file, pages.styles())
    if text is None:
        raise Http404("接口文档里没有这一页。")
    return HttpResponse(text)


def schema_file(request: HttpRequest, name: str) -> HttpResponse:
    """One of the schemas as text."""
    return HttpResponse(pages.SCHEMAS[f"{name}.graphql"](), content_type="text/plain; charset=utf-8")


def example(request: HttpRequest, name: str) -> FileResponse:
    """One of the runnable programs, as text."""
    found = pages.examples().get(name)
    if found is None:
        raise Http404("没有这个例子。")
    return FileResponse(found.open("rb"), content_type="text/plain; charset=utf-8")
