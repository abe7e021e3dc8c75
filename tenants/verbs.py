"""Chinese names of what happens to districts."""

from core.verbs import register

register(
    {
        "district.create": "开通区",
        "district.close": "停用区",
        "district.reopen": "恢复区",
        "district.drop": "删除区",
        "district.add_host": "增加访问域名",
        "district.reset_administrator": "重置区管理员密码",
        "district.issue_passwords": "发放首批账号的初始密码",
        "job.ask": "提交后台办理",
        "job.fail": "后台办理没有完成",
        "job.retry": "重新办理",
        "job.give_up": "放弃办理",
        "operator.create": "新建平台运维账号",
        "cityclient.register": "登记城市应用",
        "cityclient.rotate": "更换城市应用密钥",
        "cityclient.disable": "停用城市应用",
        "cityclient.ask": "请求各区同意城市应用读取通报",
        "cityclient.read": "读取季度通报",
        "cityclient.token": "城市应用取得令牌",
        "cityclient.refuse": "拒绝城市应用",
    }
)
