"""The designed pages for what went wrong: what this is, why, and what to do next."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from core.requests import current_request_id


@dataclass(frozen=True)
class Fault:
    title: str
    text: str
    hint: str
    icon: str


FAULTS = {
    400: Fault("这个请求无法办理", "提交的内容不完整或不符合要求。", "请返回上一页核对后重试。", "file-alert"),
    403: Fault("您没有权限打开这一页", "这一页不在您的职责范围内。", "如工作需要，请联系本级管理员开通权限。", "lock"),
    404: Fault(
        "没有找到这一页",
        "地址可能有误，记录可能已被删除，或您无权查看。",
        "请核对地址，或从左侧导航重新进入。",
        "map-off",
    ),
    500: Fault(
        "系统出了问题",
        "刚才的操作没有完成，已填写的内容没有保存。",
        "请稍后重试；仍不行，请把下面的编号告诉管理员。",
        "tools",
    ),
}


def error_page(request: HttpRequest, status: int, text: str = "") -> HttpResponse:
    """The page of a fault, or for htmx a note that fits anywhere."""
    fault = FAULTS[status]
    context = {
        "fault": fault,
        "text": text or fault.text,
        "status": status,
        "title": fault.title,
        "request_id": current_request_id.get(),
    }
    name = "web/parts/fault_note.html" if getattr(request, "htmx", False) else "web/error.html"
    return render(request, name, context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403, _words(exception))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404, _words(exception))


def broken(request: HttpRequest) -> HttpResponse:
    """Answers without touching the database: that may be what is broken."""
    context = {"fault": FAULTS[500], "request_id": current_request_id.get()}
    return HttpResponse(render_to_string("web/500.html", context), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open for so long that its token is gone, or it came from somewhere else."""
    return error_page(request, 403, "页面停留时间过长，安全校验已失效。请刷新页面后重新提交，已填写的内容会自动恢复。")


def _words(exception: Exception | None) -> str:
    """The sentence that the view gave, if it is Chinese (Django's own reasons are for programmers)."""
    given = exception.args[0] if exception is not None and exception.args else ""
    return given if isinstance(given, str) and any("\u4e00" <= sign <= "\u9fff" for sign in given) else ""
