"""What holds a department back from being retired: applications that are not decided."""

from linkage.admissions.models import Admission
from tenants.org.models import Department
from tenants.org.ties import ties_department


@ties_department
def open_applications(department: Department) -> str:
    count = Admission.objects.filter(department=department, status__in=Admission.OPEN).count()
    return f" {count} 件未审定的准入申请" if count else ""
