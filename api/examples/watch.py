"""跟读事件：从上次读到的地方继续，每件事恰好处理一次。把 EndCursor 存在自己的库里，重启后接着读。

export LIANDONG_URL=… STREET_ID=… STREET_SECRET=…
python3 watch.py [上次的游标]
"""

import os
import sys

from liandong import Liandong

QUERY = """query ($after: String) {
    events(first: 100, after: $after, orderBy: OLDEST, verb: ["claim.propose", "claim.confirm", "claim.close"]) {
        nodes { at actor what subjectLabel }
        pageInfo { hasNextPage endCursor }
    }
}"""


def main() -> None:
    street = Liandong(os.environ["LIANDONG_URL"], os.environ["STREET_ID"], os.environ["STREET_SECRET"])
    cursor = sys.argv[1] if len(sys.argv) > 1 else None
    while True:
        page = street.ask(QUERY, after=cursor)["events"]
        for event in page["nodes"]:
            print(event["at"], event["actor"], event["what"], event["subjectLabel"])
        cursor = page["pageInfo"]["endCursor"] or cursor
        if not page["pageInfo"]["hasNextPage"]:
            break
    print("下次从这里继续：", cursor)


if __name__ == "__main__":
    main()
