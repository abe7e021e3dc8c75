"""街道大屏：显示一个街道本季度的实时数据，每分钟刷新。一个网页加一个小服务，密钥只在服务里，不到浏览器。

export LIANDONG_URL=http://jingan.localhost:8000 STREET_ID=… STREET_SECRET=…
python3 screen/screen.py 8090     # 用浏览器打开 http://127.0.0.1:8090/
"""

import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from liandong import Liandong, Refused

PAGE = Path(__file__).with_name("screen.html")
FIGURES = "indicator name unit value change target"
SELECT = f"quarter place {{ name standing figures {{ {FIGURES} }} }} parts {{ name standing figures {{ {FIGURES} }} }}"
SECONDS = 60


class Board:
    """最近一次读到的数据；所有打开的大屏共用，接口每分钟只读一次。"""

    def __init__(self, street: Liandong) -> None:
        self.street = street
        self.lock = threading.Lock()
        self.read_at = 0.0
        self.content: dict[str, Any] = {}

    def latest(self) -> dict[str, Any]:
        with self.lock:
            if time.monotonic() - self.read_at > SECONDS or not self.content:
                open_needs = self.street.ask("{ needs(claimable: true, first: 1) { totalCount } }")["needs"]
                summary = self.street.summary(SELECT)
                self.content = {**summary, "openNeeds": open_needs["totalCount"], "readAt": time.strftime("%H:%M:%S")}
                self.read_at = time.monotonic()
            return self.content


class Handler(BaseHTTPRequestHandler):
    board: Board

    def do_GET(self) -> None:
        if self.path == "/":
            self.answer(200, "text/html; charset=utf-8", PAGE.read_bytes())
        elif self.path == "/data":
            try:
                self.answer(200, "application/json", json.dumps(self.board.latest()).encode())
            except (Refused, OSError) as error:
                # 接口暂时不可用时，网页保留上次的数据并说明原因。
                self.answer(503, "application/json", json.dumps({"message": str(error)}).encode())
        else:
            self.answer(404, "text/plain; charset=utf-8", "没有这个页面。".encode())

    def answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """大屏不记访问日志。"""


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8090
    Handler.board = Board(Liandong(os.environ["LIANDONG_URL"], os.environ["STREET_ID"], os.environ["STREET_SECRET"]))
    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        print(f"大屏：http://127.0.0.1:{port}/", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
