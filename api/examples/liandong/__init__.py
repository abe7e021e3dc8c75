"""联动接口的 Python 客户端：每个查询和变更一个方法，参数和结果都有类型，编辑器会提示。

    from liandong import Liandong, Refused

    street = Liandong("http://jingan.localhost:8000", 应用编号, 密钥)
    for need in street.needs("id title remaining", claimable=True):
        print(need["title"])
    street.needPublish("need { status }", id="TmVlZDox")

程序用到的查询可以事先登记，以后只发送 SHA-256：

    screen = Liandong(地址, 应用编号, 密钥, manifest="persisted-query-manifest.json")
    screen.register()
    screen.run("StreetNeeds", first=5)

方法和参数的名字与接口文档相同。没有单独方法的用法（多个查询一次发出、别名、片段）用 ``ask``。
"""

from liandong.operations import Liandong
from liandong.transport import Refused

__all__ = ["Liandong", "Refused"]
