"""Opening a district: finding it, asking the worker for it, and the page on which a job of the worker is watched."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from core.errors import DomainError
from core.permissions import Perm
from tenants.actions.jobs import job_give_up, job_open, job_retry
from tenants.divisions.table import DistrictFacts, district_facts, find_districts
from tenants.models import District, DistrictJob
from tenants.org.pinyin import sort_key
from web.access import SignedIn, answer, is_fragment, typed
from web.acts import Act, blame
from web.columns import Column, Moment
from web.forms import PageForm
from web.links import link
from web.records import REFUSED, RecordPage

# A job in which nobody has moved for so long makes one ask whether the worker runs.
QUIET = timedelta(seconds=10)
# The page asks every second at first, then every five, and at last not at all: an idle session has to end some day.
BRISK, PATIENT = timedelta(minutes=1), timedelta(minutes=15)


class OpenForm(PageForm):
    code = forms.CharField(label="区划代码", max_length=12)
    slug = forms.CharField(label="地址简称", max_length=40, help_text="小写字母、数字和横线，用作访问地址的开头。")


class DistrictNew(SignedIn):
    """Find the district in the national table, then ask the worker to open it."""

    permission = Perm.DISTRICT_EDIT

    def get(self, request: HttpRequest) -> HttpResponse:
        code = request.GET.get("code", "")
        if not code:
            return self.show(found=self.found())
        try:
            facts = district_facts(code)
        except DomainError as error:
            messages.warning(request, error.message)
            return self.show(found=self.found())
        form = OpenForm(initial={"code": facts.code, "slug": proposed_slug(facts)})
        return self.show(facts=facts, form=form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = OpenForm(request.POST)
        facts = None
        if form.is_valid():
            try:
                facts = district_facts(form.cleaned_data["code"])
                job = job_open(actor=self.actor, **form.cleaned_data)
            except DomainError as error:
                blame(form, error)
            else:
                return HttpResponseRedirect(link(request, "districtjob", job.pk))
        return self.show(form=form, facts=facts, status=REFUSED)

    def found(self) -> Sequence[tuple[DistrictFacts, bool]]:
        words = typed(self.request)
        if not words:
            return []
        found = find_districts(words, limit=30)
        taken = set(District.objects.filter(code__in=[facts.code for facts in found]).values_list("code", flat=True))
        return [(facts, facts.code in taken) for facts in found]

    def show(self, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "title": "开通区",
            "query": typed(self.request),
            "list_url": link(self.request, "console"),
            "here": link(self.request, "district-new"),
            "base_host": settings.BASE_HOST,
            **more,
        }
        return render(self.request, "web/admin/district_new.html", context, status=status)


def proposed_slug(facts: DistrictFacts) -> str:
    """The name in pinyin without 区, e.g. jingan."""
    short = facts.name.removesuffix("区").removesuffix("新") if len(facts.name) > 2 else facts.name
    return "".join(sign for sign in sort_key(short, 40) if sign.isascii() and sign.isalnum())


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a job as people read it; ``state`` is todo, now, done or failed."""

    label: str
    state: str
    done: int = 0
    total: int = 0


def step_lines(job: DistrictJob) -> Iterator[StepLine]:
    """All steps of the job in their order, with how many of how many where these are counted."""
    steps = job.STEPS[job.kind]
    at = steps.index(DistrictJob.Step(job.step)) if job.step else -1
    for number, step in enumerate(steps):
        if job.status == DistrictJob.Status.DONE or number < at:
            yield StepLine(step.label, "done")
        elif number > at:
            yield StepLine(step.label, "todo")
        else:
            yield StepLine(step.label, "now" if job.is_unfinished else "failed", job.done, job.total)


def standstill(job: DistrictJob) -> str:
    """What to say when nobody works on an unfinished job; empty as long as that is no wonder."""
    quiet = timezone.now() - job.moved_at
    if not job.is_unfinished or quiet < QUIET or job.is_in_hand:
        return ""
    minutes = int(quiet.total_seconds() // 60)
    waited = f"{minutes} 分钟" if minutes else f"{int(quiet.total_seconds())} 秒"
    begun = "后台任务中断了" if job.attempts else "后台任务还没有开始办理"
    return (
        f"{begun}，已等待 {waited}。后台任务可能没有运行，请在服务器上检查“后台任务”和“定时器”两个进程；"
        "恢复后自动继续，不用重新提交，也不会重复开通或删除。"
    )


def poll_seconds(job: DistrictJob) -> int:
    """How often the page asks again; 0 for never."""
    quiet = timezone.now() - job.moved_at
    if not job.is_unfinished or quiet > PATIENT:
        return 0
    return 1 if quiet < BRISK else 5


class DistrictJobRecord(RecordPage):
    model, name, list_name, list_title, subject = DistrictJob, "districtjob", "console", "区县", "job"
    permission = Perm.DISTRICT_EDIT
    kind = "后台办理"
    facts = (
        Column("code", "区划代码"),
        Column("slug", "地址简称"),
        Column("asked_label", "提交人"),
        Moment("asked_at", "提交时间"),
        Moment("ended_at", "结束时间"),
        Column("dump", "备份文件"),
    )
    acts = (
        Act(
            "retry", "重试", job_retry, Perm.DISTRICT_EDIT, icon="refresh", main=True,
            when=lambda job, actor: job.status == DistrictJob.Status.FAILED, done="已重新提交，从头办理。",
        ),
        Act(
            "give-up", "放弃", job_give_up, Perm.DISTRICT_EDIT, icon="ban", danger=True,
            when=lambda job, actor: job.status in DistrictJob.GIVES_UP,
            consequence="放弃后不再办理。没有留下任何改动，需要时可重新提交。",
        ),
    )  # fmt: skip
    body_template = "web/admin/job_body.html"

    def get(self, request: HttpRequest, pk: int, verb: str = "") -> HttpResponse:
        if verb or not is_fragment(request, "progress"):
            return super().get(request, pk, verb)
        self.record = self.find(pk)
        if self.record.status != request.GET.get("status"):
            # Buttons and chips of the page are those of another moment.
            return answer(HttpResponse(), HX_Refresh="true")
        context = self.further(self.record)
        if request.GET.get("step", "") != self.record.step:
            # Who listens to the page hears of each step once.
            context["news"] = next((line.label for line in context["steps"] if line.state == "now"), "")
        return render(request, "web/admin/job_progress.html", context)

    def further(self, record: DistrictJob) -> dict[str, Any]:
        return {
            "record": record,
            "steps": list(step_lines(record)),
            "standstill": standstill(record),
            "seconds": poll_seconds(record),
            "poll_url": link(self.request, "districtjob", record.pk, status=record.status, step=record.step),
            "here": link(self.request, "districtjob", record.pk),
        }

    def links(self, record: DistrictJob) -> Iterable[tuple[str, str, str]]:
        district = District.objects.visible_to(self.actor).filter(code=record.code, slug=record.slug).first()
        if record.status == DistrictJob.Status.DONE and district is not None:
            yield "发放初始密码", "key", link(self.request, "district-act", district.pk, "passwords")
            yield "查看该区", "building-community", link(self.request, "district", district.pk)

    def whose(self, record: DistrictJob) -> str:
        return f"{record.slug}.{settings.BASE_HOST}"


urlpatterns = [
    path("districts/new/", DistrictNew.as_view(), name="district-new"),
    *DistrictJobRecord.urls("jobs"),
]
