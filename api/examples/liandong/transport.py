"""令牌、请求、错误和翻页：只用 Python 标准库。"""

import base64
import hashlib
import http.client
import json
import math
import os
import re
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_TRIES = 3
_AGAIN = (409, 429)


class Refused(Exception):
    """接口没有执行请求，什么都没有改变。``errors`` 是返回的错误，每个都有 code、message，可能有 field。"""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__("；".join(error["message"] for error in errors))
        self.errors = errors


# 答复里有密钥，平台不保存，所以不能带 Idempotency-Key。
_WITH_SECRET = {"clientRegister", "clientRotate", "personalTokenCreate", "webhookRegister", "webhookRotate"}
# 无记名表决不留任何痕迹，也不能带。
_WITHOUT_TRACE = {"voteCast"}


class Transport:
    """一个第三方应用，或者一个人的个人令牌（``Liandong(地址, token="ldp_…")``）。

    应用的令牌到期前自动更换，提前作废的换新的再试；请求过于频繁时等到可以再请求为止。

    连接中断、没有收到答复时自动重试；每个操作带一个 Idempotency-Key，重试不会办理两次。
    ``manifest`` 是文档清单（Apollo、Relay、GraphQL Code Generator 写出的 JSON 文件）：先用 ``register`` 登记，
    此后清单中的查询只发送 SHA-256，也可以用 ``run`` 按名称执行。
    """

    def __init__(
        self,
        address: str,
        client_id: str = "",
        secret: str = "",
        manifest: str | os.PathLike[str] | None = None,
        *,
        token: str = "",
    ) -> None:
        self.manifest = Path(manifest).read_text("utf-8") if manifest is not None else ""
        self.documents = _documents_of(self.manifest) if self.manifest else {}
        self._digests = set(self.documents.values())
        self.host = urllib.parse.urlsplit(address).netloc
        # 名字以 .localhost 结尾的主机就是本机，不是每个系统都能解析它。
        name, _, port = self.host.partition(":")
        self.address = f"http://127.0.0.1:{port or 80}" if name.endswith(".localhost") else address.rstrip("/")
        self._credentials = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        self._token, self._until = token, math.inf if token else 0.0

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """执行任意一个操作，返回 data；有错误时引发 ``Refused``，多次连接不上时引发 ``OSError``。"""
        return self._ask(query, variables, str(uuid.uuid4()))

    def register(self) -> dict[str, Any]:
        """登记清单中的全部文档，返回新登记、恢复和已有的个数；须持有 document.edit。"""
        counts = "registered restored unchanged"
        return dict(self._do("documentImport", "DocumentImportInput!", counts, {"manifest": self.manifest}))

    def run(self, name: str, **variables: Any) -> dict[str, Any]:
        """执行清单中名为 ``name`` 的操作，只发送它的 SHA-256；没有登记过时引发 ``Refused``。"""
        named = {"documentId": f"sha256:{self.documents[name]}", "operationName": name}
        return self._sent({**named, "variables": variables}, str(uuid.uuid4()))

    def _ask(self, query: str, variables: Mapping[str, Any], key: str) -> dict[str, Any]:
        digest = hashlib.sha256(query.encode()).hexdigest()
        named = {"documentId": f"sha256:{digest}"} if digest in self._digests else {"query": query}
        return self._sent({**named, "variables": variables}, key)

    def _sent(self, asked: Mapping[str, Any], key: str) -> dict[str, Any]:
        """没有 ``key`` 的只发送一次：连接中断时不知道办了没有，要由人来看。"""
        body = json.dumps(asked).encode()
        answer: dict[str, Any] = {}
        can_renew = self._until != math.inf
        for left in reversed(range(_TRIES)):
            try:
                headers = {
                    "Authorization": f"Bearer {self._valid_token()}",
                    "Content-Type": "application/json",
                    **({"Idempotency-Key": key} if key else {}),
                }
                status, answer, wait = self._send("/graphql/", body, headers)
            except (OSError, http.client.HTTPException):
                if not left or not key:
                    raise
                time.sleep(1)
                continue
            if status == 401 and can_renew and left:
                # 令牌在到期之前作废了（更换密钥、调整期限）：没有执行任何操作，换一个再试一次。
                can_renew, self._until = False, 0.0
                continue
            if status not in _AGAIN or not left:
                break
            time.sleep(wait)
        if "errors" in answer:
            raise Refused(_errors_of(answer))
        data: dict[str, Any] = answer["data"]
        return data

    def download(self, path: str) -> bytes:
        """读取一个文件的内容；``path`` 例如 Evidence.url，十分钟内有效，不需要令牌。"""
        request = urllib.request.Request(self.address + path, headers={"Host": self.host})
        try:
            with urllib.request.urlopen(request, timeout=60) as found:
                content: bytes = found.read()
        except urllib.error.HTTPError as error:
            raise Refused(_errors_of(_json_of(error))) from error
        return content

    def upload(self, file: str | os.PathLike[str] | bytes, name: str = "") -> str:
        """上传一份佐证，返回编号，用于 ``claimFulfil(uploads=[编号])``。

        ``file`` 是文件的路径，或者内容本身，这时须写明 ``name``。
        """
        content = file if isinstance(file, bytes) else Path(file).read_bytes()
        name = name or ("" if isinstance(file, bytes) else Path(file).name)
        announced = self._do("uploadCreate", "UploadCreateInput!", "address", {"name": name, "size": len(content)})
        headers = {"Content-Type": "application/octet-stream"}
        status, answer, _ = self._send(announced["address"], content, headers, method="PUT")
        if status != 201:
            raise Refused(_errors_of(answer))
        found: str = answer["id"]
        return found

    def _list(self, name: str, types: Mapping[str, str], select: str, given: Mapping[str, Any]) -> Iterator[Any]:
        """一个列表的全部记录，逐页读取。"""
        head = "".join(f", ${key}: {types[key]}" for key in given)
        call = "".join(f", {key}: ${key}" for key in given)
        query = (
            f"query ($after: String{head}) {{ {name}(first: 100, after: $after{call}) "
            f"{{ nodes {{ {select} }} pageInfo {{ hasNextPage endCursor }} }} }}"
        )
        after = None
        while True:
            page = self.ask(query, **given, after=after)[name]
            yield from page["nodes"]
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]

    def _one(self, name: str, types: Mapping[str, str], select: str, given: Mapping[str, Any]) -> Any:
        head = ", ".join(f"${key}: {types[key]}" for key in given)
        call = ", ".join(f"{key}: ${key}" for key in given)
        query = f"query ({head}) {{ {name}({call}) {{ {select} }} }}" if given else f"{{ {name} {{ {select} }} }}"
        return self.ask(query, **given)[name]

    def _do(self, name: str, type_: str, select: str, given: Mapping[str, Any]) -> Any:
        wanted = f"{select} errors {{ code field message }}"
        query = f"mutation ($input: {type_}) {{ {name}(input: $input) {{ {wanted} }} }}"
        key = "" if name in _WITH_SECRET | _WITHOUT_TRACE else str(uuid.uuid4())
        payload = self._ask(query, {"input": dict(given)}, key)[name]
        if payload["errors"]:
            raise Refused(payload["errors"])
        return payload

    def _valid_token(self) -> str:
        if time.time() > self._until - 60:
            form = {
                "Authorization": f"Basic {self._credentials}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            status, answer, _ = self._send("/oauth/token/", b"grant_type=client_credentials", form)
            if status != 200:
                raise Refused([{"code": answer.get("error", ""), "message": "没有取得令牌，请核对应用编号和密钥。"}])
            self._token, self._until = answer["access_token"], time.time() + answer["expires_in"]
        return self._token

    def _send(
        self, path: str, body: bytes, headers: Mapping[str, str], method: str = "POST"
    ) -> tuple[int, dict[str, Any], int]:
        request = urllib.request.Request(self.address + path, body, {"Host": self.host, **headers}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, json.load(response), 0
        except urllib.error.HTTPError as error:
            return error.code, _json_of(error), int(error.headers.get("Retry-After") or 1)


def _json_of(error: urllib.error.HTTPError) -> dict[str, Any]:
    """平台的答复总是 JSON；不是的，是平台之前的网关说的（502、504），与连接中断一样对待。"""
    try:
        answer: dict[str, Any] = json.loads(error.read())
    except ValueError:
        raise ConnectionError(f"网关答复 {error.code}，没有连接上平台。") from error
    return answer


def _errors_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{**error, **error.get("extensions", {})} for error in answer["errors"]]


def _documents_of(manifest: str) -> dict[str, str]:
    """清单中各操作的名称和文本的 SHA-256。"""
    given = json.loads(manifest)
    texts = [each["body"] for each in given["operations"]] if "operations" in given else list(given.values())
    return {
        name: hashlib.sha256(text.encode()).hexdigest()
        for text in texts
        for name in re.findall(r"\b(?:query|mutation)\s+([A-Za-z_]\w*)", text)
    }
