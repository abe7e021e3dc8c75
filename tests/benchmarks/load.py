"""The load: a process of its own that sends its requests again and again over a few connections.

``python -m benchmarks.load`` reads ``{port, requests, connections, warm, seconds}`` from standard input and writes the
rate, the latencies and the errors. Each connection sends the requests in turn and begins anywhere.
"""

import json
import random
import socket
import sys
import threading
import time
from typing import Any


def _read(connection: socket.socket) -> bytes:
    """One answer, head and body."""
    data = connection.recv(65536)
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    lower = head.lower()
    at = lower.find(b"content-length:")
    if at < 0:
        raise ValueError(f"an answer without its length: {head!r}")
    length = int(lower[at + 15 :].split(b"\r\n", 1)[0])
    missing = length - len(body)
    parts = [data]
    while missing > 0:
        part = _more(connection)
        missing -= len(part)
        parts.append(part)
    return b"".join(parts)


def _more(connection: socket.socket) -> bytes:
    part = connection.recv(262144)
    if not part:
        raise ConnectionError("the server closed the connection")
    return part


def request_bytes(path: str, host: str, body: bytes, headers: dict[str, str]) -> bytes:
    lines = [f"POST {path} HTTP/1.1", f"Host: {host}", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def once(port: int, request: bytes) -> tuple[int, bytes]:
    """Status and body of a single request."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request)
        answer = _read(connection)
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), body


def run(port: int, requests: list[bytes], connections: int, seconds: float) -> dict[str, Any]:
    """Requests per second, errors, and the median and 95th percentile of the latency in milliseconds."""
    latencies: list[float] = []
    errors: list[str] = []
    begin = time.perf_counter()
    end = begin + seconds

    def work() -> None:
        turn = random.randrange(len(requests))
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                while (start := time.perf_counter()) < end:
                    connection.sendall(requests[turn % len(requests)])
                    turn += 1
                    answer = _read(connection)
                    if not answer.startswith(b"HTTP/1.1 200"):
                        errors.append(answer[:200].decode(errors="replace"))
                        return
                    latencies.append(time.perf_counter() - start)
        except (OSError, ValueError) as error:
            errors.append(str(error))

    threads = [threading.Thread(target=work) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - begin
    latencies.sort()
    if not latencies:
        return {"rate": 0.0, "p50": 0.0, "p95": 0.0, "errors": errors}
    return {
        "rate": len(latencies) / took,
        "p50": 1000 * latencies[len(latencies) // 2],
        "p95": 1000 * latencies[int(len(latencies) * 0.95)],
        "errors": errors,
    }


def main() -> None:
    given = json.load(sys.stdin)
    requests = [request.encode() for request in given["requests"]]
    if given["warm"]:
        run(given["port"], requests, given["connections"], given["warm"])
    result = run(given["port"], requests, given["connections"], given["seconds"])
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
