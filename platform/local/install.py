"""Install one lock file with pip and show how far it is.

It runs before anything is installed, hence on the standard library only.
"""

import re
import subprocess
import sys
from pathlib import Path

# Everything comes as wheels, so no compiler is needed; this one is published as plain Python source only.
SOURCE_ONLY = "promise"
STEP = re.compile(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)==")


def main(lock: Path) -> int:
    total = len(re.findall(r"^[\w.-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    command = [sys.executable, "-m", "pip", "install", "--require-hashes", "--progress-bar", "off"]
    command += ["--only-binary", ":all:", "--no-binary", SOURCE_ONLY, "-r", str(lock)]
    lines: list[str] = []
    done = 0
    shown = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            lines.append(line)
            if found := STEP.match(line):
                done += 1
                if sys.stdout.isatty():
                    print(f"\r\033[K  下载 {done}/{total} {found[1]}", end="", flush=True)
                elif done * 10 // total > shown:
                    shown = done * 10 // total
                    print(f"  下载 {done}/{total}", flush=True)
            elif line.startswith("Installing collected"):
                print(f"{chr(13) if sys.stdout.isatty() else ''}  正在安装 {total} 个程序包", flush=True)
    if pip.returncode:
        print("".join(lines[-40:]), file=sys.stderr)
        print("程序包没有装好：请检查网络和上面的原因，再运行一次。", file=sys.stderr)
    return pip.returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
