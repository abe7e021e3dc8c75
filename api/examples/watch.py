"""跟读事件：从上次读到的地方继续，一件不漏，顺序与发生的先后一致。游标存在文件里，重启后接着读。

export LIANDONG_URL=… STREET_ID=… STREET_SECRET=…
python3 watch.py 游标文件          # 读到最新一件为止
python3 watch.py 游标文件 10       # 一直读下去，每 10 秒看一次
"""

import os
import pathlib
import sys
import time
from typing import Any

from liandong import Liandong

QUERY = """query ($after: String) {
    events(first: 100, after: $after, orderBy: OLDEST, verb: ["claim.propose", "claim.confirm", "claim.close"]) {
        nodes { id at actor what subjectLabel }
        pageInfo { hasNextPage endCursor }
    }
}"""


def handle(event: dict[str, Any]) -> None:
    """办理一个事件。进程可能在办完之后、记下游标之前中断，所以同一个 id 再来时应当不起作用。"""
    print(event["at"], event["actor"], event["what"], event["subjectLabel"], flush=True)


def read_on(street: Liandong, file: pathlib.Path) -> None:
    """办理新的事件，每页之后记下游标；没有新事件时游标不变。"""
    while True:
        cursor = file.read_text() if file.exists() else None
        page = street.ask(QUERY, after=cursor)["events"]
        for event in page["nodes"]:
            handle(event)
        if page["nodes"]:
            fresh = file.with_suffix(".new")
            fresh.write_text(page["pageInfo"]["endCursor"])
            fresh.replace(file)
        if not page["pageInfo"]["hasNextPage"]:
            return


def main() -> None:
    street = Liandong(os.environ["LIANDONG_URL"], os.environ["STREET_ID"], os.environ["STREET_SECRET"])
    file = pathlib.Path(sys.argv[1])
    read_on(street, file)
    while len(sys.argv) > 2:
        time.sleep(float(sys.argv[2]))
        read_on(street, file)


if __name__ == "__main__":
    main()
