"""接收事件推送：核对签名，去掉重复，尽快答复，然后再办理。只用 Python 标准库。

export WEBHOOK_SECRET=whsec_…
python3 receive.py 8443            # 放在提供 HTTPS 的反向代理之后
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# 超过五分钟的消息可能是别人截获后重放的。
TOLERANCE = 300
seen: set[str] = set()  # 真实系统里存在数据库中，与办理结果一起提交


def is_genuine(secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """签名是否出自平台。更换密钥期间有两个签名，其中一个相符即可。"""
    headers = {name.lower(): value for name, value in headers.items()}
    moment = headers.get("webhook-timestamp", "")
    if not moment.isdecimal() or abs(time.time() - int(moment)) > TOLERANCE:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers.get('webhook-id', '')}.{moment}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(expected.encode(), one.encode()) for one in given)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 1_000_000))
        if not is_genuine(os.environ["WEBHOOK_SECRET"], dict(self.headers.items()), body):
            self.answer(401)
            return
        # 2xx 就是“收到了”；其他答复、跳转和 10 秒内没有答复，平台都会稍后再发。
        self.answer(204)
        if self.headers["webhook-id"] not in seen:
            seen.add(self.headers["webhook-id"])
            message = json.loads(body)
            subject = message["data"].get("subject", {"label": "测试"})
            print(message["type"], subject["label"], flush=True)

    def answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
