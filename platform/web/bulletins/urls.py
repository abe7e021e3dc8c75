"""Addresses of the pages of bulletins."""

from django.urls import path

from linkage.bulletins.models import BulletinFile
from web.bulletins.forms import BulletinEdit, BulletinNew
from web.bulletins.pages import BulletinDocument, BulletinList, BulletinRecord, ReceiptList, ReceiptRecord
from web.evidence import EvidenceFile

urlpatterns = [
    path("bulletins/", BulletinList.as_view(), name="bulletins"),
    path("bulletins/new/", BulletinNew.as_view(), name="bulletin-new"),
    path("bulletins/<int:pk>/edit/", BulletinEdit.as_view(), name="bulletin-edit"),
    path("bulletins/<int:pk>/document/", BulletinDocument.as_view(), name="bulletin-document"),
    *BulletinRecord.urls("bulletins"),
    path("bulletin-receipts/", ReceiptList.as_view(), name="bulletinreceipts"),
    *ReceiptRecord.urls("bulletin-receipts"),
    path("bulletin-files/<int:pk>/", EvidenceFile.as_view(model=BulletinFile), name="bulletinfile"),
]
