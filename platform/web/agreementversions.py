"""协商过程: the texts that lay on the table, what changed between two of them, who asked for what."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.permissions import Perm
from linkage.differences import Line, differences, is_changed
from linkage.models import Agreement, AgreementComment, AgreementVersion
from linkage.texts import text_of
from web.access import SignedIn
from web.agreementacts import drafters
from web.links import link

# Lines around a change that are shown with it.
CONTEXT = 2


@dataclass(frozen=True)
class Draft:
    """The text as it stands in a draft that is being worked on."""

    number: int
    text: str

    def __str__(self) -> str:
        return "现在的草案"


class AgreementVersions(SignedIn):
    """``?from=1&to=2`` compares two texts; without them the last two. Whoever may work on the draft sees it as well."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Agreement.objects.visible_to(self.actor).select_related(
            "organization", "drafted_by__organization", "refers_to"
        )
        agreement = rows.filter(pk=pk).first() if pk < 2**63 else None
        if agreement is None:
            raise Http404("没有找到这份协议，它可能已被删除，或您无权查看。")
        versions = list(AgreementVersion.objects.visible_to(self.actor).filter(agreement=agreement))
        texts: list[Any] = [*versions, *self.draft(agreement, len(versions))]
        before, after = self.chosen(texts)
        comments = AgreementComment.objects.visible_to(self.actor).filter(agreement=agreement)
        context = {
            "title": "协商过程",
            "agreement": agreement,
            "back_url": link(request, "agreement", agreement.pk),
            "list_url": link(request, "agreements"),
            "versions": versions,
            "texts": texts,
            "before": before,
            "after": after,
            "blocks": blocks(differences(before.text, after.text)) if before and after else [],
            "comments": list(comments.select_related("organization", "unit")),
        }
        return render(request, "web/agreements/versions.html", context)

    def draft(self, agreement: Agreement, count: int) -> list[Draft]:
        at_work = any(self.actor.can(Perm.AGREEMENT_EDIT, place) for place in drafters(agreement))
        if agreement.status != Agreement.Status.DRAFT or not at_work:
            return []
        return [Draft(count + 1, text_of(agreement))]

    def chosen(self, texts: list[Any]) -> tuple[Any, Any]:
        by_number = {str(text.number): text for text in texts}
        after = by_number.get(self.request.GET.get("to", ""), texts[-1] if texts else None)
        before = by_number.get(self.request.GET.get("from", ""))
        if before is None and after is not None:
            before = by_number.get(str(after.number - 1))
        return before, after


def blocks(lines: list[Line]) -> list[list[Line]]:
    """The changed lines with a few around them, one block for those that lie near each other."""
    changed = [n for n, line in enumerate(lines) if is_changed(line)]
    found: list[tuple[int, int]] = []
    for n in changed:
        first, last = max(n - CONTEXT, 0), min(n + CONTEXT + 1, len(lines))
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return [lines[first:last] for first, last in found]
