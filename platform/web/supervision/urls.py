"""Addresses of supervision and extensions."""

from django.urls import path

from web.supervision.accountability import AccountabilityFile, AccountabilityList, AccountabilityRecord
from web.supervision.extensions import ExtensionList, ExtensionRecord
from web.supervision.ladder import LadderPage
from web.supervision.orders import OrdersPage
from web.supervision.supervisions import SupervisionFile, SupervisionList, SupervisionRecord

urlpatterns = [
    path("supervisions/", SupervisionList.as_view(), name="supervisions"),
    path("supervisions/ladder/", LadderPage.as_view(), name="ladder"),
    path("supervisions/orders/", OrdersPage.as_view(), name="supervision-orders"),
    path("supervisions/<int:pk>/file/", SupervisionFile.as_view(), name="supervision-file"),
    *SupervisionRecord.urls("supervisions"),
    path("accountabilities/", AccountabilityList.as_view(), name="accountabilities"),
    path("accountabilities/<int:pk>/file/", AccountabilityFile.as_view(), name="accountability-file"),
    *AccountabilityRecord.urls("accountabilities"),
    path("extensions/", ExtensionList.as_view(), name="extensions"),
    *ExtensionRecord.urls("extensions"),
]
