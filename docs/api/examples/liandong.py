"""联动接口的一个小客户端：只用 Python 标准库。

street = Liandong("http://jingan.localhost:8000", 应用编号, 密钥)
street.ask("{ needs { nodes { title } } }")
street.do("needPublish", "need { status }", id="TmVlZDox")
"""

import base64
import json
import time
import urllib.error
import urllib.parse
import urllib.request


class Refused(Exception):
    """接口没有执行请求；errors 是返回的错误，每个都有 code、message，可能有 field。"""

    def __init__(self, errors):
        super().__init__("；".join(error["message"] for error in errors))
        self.errors = errors


class Liandong:
    """一个第三方应用。令牌到期前自动更换；请求过于频繁时等到下一分钟。"""

    def __init__(self, address, client_id, secret):
        self.host = urllib.parse.urlsplit(address).netloc
        # 名字以 .localhost 结尾的主机就是本机，不是每个系统都能解析它。
        name, _, port = self.host.partition(":")
        self.address = f"http://127.0.0.1:{port}" if name.endswith(".localhost") else address
        self.credentials = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        self.token, self.until = "", 0.0

    def ask(self, query, **variables):
        """执行一个查询，返回 data。"""
        body = json.dumps({"query": query, "variables": variables}).encode()
        for _ in range(3):
            headers = {"Authorization": f"Bearer {self._token()}", "Content-Type": "application/json"}
            status, answer, wait = self._send("/graphql/", body, headers)
            if status != 429:
                break
            time.sleep(wait)
        if "errors" in answer:
            raise Refused([{**error, **error.get("extensions", {})} for error in answer["errors"]])
        return answer["data"]

    def do(self, name, select="", /, **values):
        """执行一个变更，返回结果；有错误时引发 Refused，此时什么都没有改变。"""
        title = name[0].upper() + name[1:]
        wanted = f"{select} errors {{ code field message }}"
        query = f"mutation ($input: {title}Input!) {{ {name}(input: $input) {{ {wanted} }} }}"
        payload = self.ask(query, input=values)[name]
        if payload["errors"]:
            raise Refused(payload["errors"])
        return payload

    def each(self, name, select, **arguments):
        """逐页读取一个列表的全部记录。"""
        given = "".join(f", {key}: {value}" for key, value in arguments.items())
        query = (
            f"query ($after: String) {{ {name}(first: 100, after: $after{given}) "
            f"{{ nodes {{ {select} }} pageInfo {{ hasNextPage endCursor }} }} }}"
        )
        after = None
        while True:
            page = self.ask(query, after=after)[name]
            yield from page["nodes"]
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]

    def download(self, path):
        """读取一份佐证文件的内容；path 是 Evidence.url。"""
        request = urllib.request.Request(
            self.address + path, headers={"Host": self.host, "Authorization": f"Bearer {self._token()}"}
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.read()

    def _token(self):
        if time.time() > self.until - 60:
            headers = {
                "Authorization": f"Basic {self.credentials}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            status, answer, _ = self._send("/oauth/token/", b"grant_type=client_credentials", headers)
            if status != 200:
                raise Refused([{"code": answer.get("error", ""), "message": "没有取得令牌，请核对应用编号和密钥。"}])
            self.token, self.until = answer["access_token"], time.time() + answer["expires_in"]
        return self.token

    def _send(self, path, body, headers):
        request = urllib.request.Request(self.address + path, body, {"Host": self.host, **headers})
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, json.load(response), 0
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"{}"), int(error.headers.get("Retry-After") or 1)
