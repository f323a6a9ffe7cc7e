"""How long a build takes per 1,000 characters, on the sample reports.

Seconds differ from machine to machine and from hour to hour, so each is also given as a ratio to a yardstick timed
beside it: jieba cutting the same text, in plain Python as most of kg is. Of several rounds the quickest counts.
CPU time of this process, with model and dictionaries loaded before.
"""

import logging
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import jieba

from kg import pipeline

ROUNDS = 5
EXAMPLES = Path(__file__).parents[1] / "examples"


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """CPU seconds of the quickest round."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def copies(folder: Path, number: int) -> tuple[list[str], int]:
    """The sample reports several times over, each copy a text of its own: paths, and characters in all."""
    folder.mkdir()
    paths, chars = [], 0
    for path in sorted(EXAMPLES.glob("*.txt")):
        for i in range(number):
            text = f"{path.read_text('utf-8')}\n第{i}份\n"
            (folder / f"{path.stem}-{i}.txt").write_text(text, "utf-8")
            paths.append(str(folder / f"{path.stem}-{i}.txt"))
            chars += len(text)
    return paths, chars


def cut(text: str) -> int:
    """The yardstick's work."""
    return sum(1 for _ in jieba.cut(text))


def extract(paths: list[str], recogniser: str) -> int:
    """Reading without merging and writing."""
    found, _ = pipeline.read_and_extract(pipeline.find(paths), pipeline.Options(recogniser=recogniser))
    return len(found)


def compare(scratch: Path) -> None:
    """Prints a line per piece of work."""
    (few, few_chars), (many, many_chars) = copies(scratch / "few", 1), copies(scratch / "many", 4)
    text, out = "".join(Path(p).read_text("utf-8") for p in few), scratch / "out"
    jieba.setLogLevel(logging.WARNING)
    pipeline.build(few, out)  # loads the model and the dictionaries
    yardstick = seconds(partial(cut, text)) / len(text)

    def show(what: str, work: Callable[[], object], chars: int, rounds: int = ROUNDS) -> float:
        per_char = seconds(work, rounds) / chars
        print(f"{what:<28}{per_char * 1e6:>8.1f} ms {per_char / yardstick:>8.1f} ×")
        return per_char

    print(f"CPU per 1,000 characters; × is against jieba's cut of the same text ({yardstick * 1e6:.1f} ms)")
    for name in ("lac", "jieba"):
        show(f"extract, {len(few)} reports, {name}", partial(extract, few, name), few_chars)
    once = show(f"build, {len(few)} reports", partial(pipeline.build, few, out), few_chars)
    more = show(f"build, {len(many)} reports", partial(pipeline.build, many, out), many_chars, 2)
    print(f"four times the reports cost {more / once:.2f} times as much per character")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder))
