"""Addresses of the pages of clusters."""

from django.urls import path

from web.clusters.coverage import CoveragePage
from web.clusters.forms import BranchEdit, BranchNew, ClusterEdit, ClusterNew, MemberNew
from web.clusters.imports import ClusterImport, MemberImport
from web.clusters.lists import ClusterList, MemberList
from web.clusters.records import BranchRecord, ClusterRecord, MemberRecord

urlpatterns = [
    path("clusters/", ClusterList.as_view(), name="clusters"),
    path("clusters/new/", ClusterNew.as_view(), name="cluster-new"),
    path("clusters/import/", ClusterImport.as_view(), name="cluster-import"),
    path("clusters/coverage/", CoveragePage.as_view(), name="cluster-coverage"),
    path("clusters/<int:pk>/edit/", ClusterEdit.as_view(), name="cluster-edit"),
    path("clusters/<int:pk>/units/new/", MemberNew.as_view(), name="cluster-unit-new"),
    path("clusters/<int:pk>/branches/new/", BranchNew.as_view(), name="cluster-branch-new"),
    *ClusterRecord.urls("clusters"),
    path("cluster-units/", MemberList.as_view(), name="clusterunits"),
    path("cluster-units/import/", MemberImport.as_view(), name="clusterunit-import"),
    *MemberRecord.urls("cluster-units"),
    path("joint-branches/<int:pk>/edit/", BranchEdit.as_view(), name="jointbranch-edit"),
    *BranchRecord.urls("joint-branches"),
]
