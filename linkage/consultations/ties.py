"""What holds a department back from being retired, and what goes to the street that takes over."""

from collections.abc import Sequence

from core.errors import InvalidInput
from core.permissions import Actor
from linkage.consultations.models import Consultation
from tenants.org.models import Department, Organization
from tenants.org.ties import Estate, hand_over, leaves_estate, lying_at, ties_department, worded


@ties_department
def consultations_of(department: Department) -> str:
    """Questions that the department asked, or that are about it, and that are still open."""
    open_ones = Consultation.objects.filter(status__in=Consultation.OPEN)
    count = (open_ones.filter(department=department) | open_ones.filter(outpost=department)).count()
    return f" {count} 件未答复的征求意见" if count else ""


def open_consultations(places: Sequence[Organization]) -> dict[int, str]:
    """Open questions to each place, as a phrase."""
    rows = Consultation.objects.filter(status__in=Consultation.OPEN)
    return worded(" {} 件未办结的征求意见", lying_at(places, rows))


def pass_on(actor: Actor, place: Organization, successor: Organization) -> None:
    """Each goes to the successor with an event of its own; one that was put to both is settled first."""
    rows = Consultation.objects.filter(organization=place, status__in=Consultation.OPEN)
    both = rows.filter(number__in=Consultation.objects.filter(organization=successor).values("number")).count()
    if both:
        raise InvalidInput(f"有 {both} 件征求意见同时问了{place}和{successor}，请先办结或撤回。", field="successor")
    for row in rows.select_for_update(of=("self",)).select_related("department").order_by("pk"):
        hand_over(actor, row, place, successor, "consultation.pass_on")


leaves_estate(Estate(open_consultations, pass_on))
