"""Chinese names of what happens to people, places and settings."""

from core.verbs import register

register(
    {
        "user.create": "新建账号",
        "user.edit": "修改账号资料",
        "user.activate": "启用账号",
        "user.deactivate": "停用账号",
        "user.set_password": "重置密码",
        "user.change_password": "修改本人密码",
        "user.unlock": "解除登录锁定",
        "user.sign_in": "登录",
        "user.sign_in_failed": "登录失败",
        "user.sign_out": "退出登录",
        "user.lock_out": "登录失败次数过多，账号被锁定",
        "post.appoint": "任命职务",
        "post.end": "免去职务",
        "post.remind": "职务任期即将届满",
        "grant.give": "授予专项权限",
        "grant.revoke": "收回专项权限",
        "unit.register": "登记驻区单位",
        "unit.edit": "修改驻区单位资料",
        "unit.retire": "注销驻区单位",
        "unit.restore": "恢复驻区单位",
        "unit.leave": "驻区单位迁往别处",
        "unit.move": "驻区单位迁入",
        "unit.merge": "并入另一单位",
        "unit.absorb": "接收重复登记的单位",
        "department.add": "新增部门",
        "department.edit": "修改部门资料",
        "department.retire": "撤销部门",
        "department.restore": "恢复部门",
        "organization.create": "新增组织",
        "organization.rename": "组织更名",
        "organization.recode": "更换组织代码",
        "organization.move": "调整组织隶属",
        "organization.retire": "撤销组织",
        "organization.restore": "恢复组织",
        "divisions.import": "导入区划更正表",
        "settings.edit": "修改区级设置",
    }
)
