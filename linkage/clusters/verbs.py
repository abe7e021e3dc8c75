"""Chinese names of what happens to clusters."""

from core.verbs import register

register(
    {
        "cluster.register": "登记新兴领域",
        "cluster.edit": "修改新兴领域资料",
        "cluster.retire": "撤销新兴领域",
        "cluster.restore": "恢复新兴领域",
        "cluster.pass_on": "新兴领域转由承接组织管理",
        "clusterunit.add": "登记入驻单位",
        "clusterunit.edit": "修改入驻单位的党建安排",
        "clusterunit.remove": "移出入驻单位",
        "clusterunit.plan": "确定组建计划",
        "clusterunit.remind": "组建计划临近或逾期",
        "jointbranch.found": "成立联合支部",
        "jointbranch.edit": "修改联合支部",
        "jointbranch.dissolve": "撤销联合支部",
    }
)
