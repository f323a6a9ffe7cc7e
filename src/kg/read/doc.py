"""Old Word files, through antiword or catdoc where one is installed."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from kg.errors import InputError

_SECONDS = 60
_TOOLS = (("antiword", ["-m", "UTF-8.txt", "-w", "0"]), ("catdoc", ["-d", "utf-8", "-w"]))


def doc_text(data: bytes, path: str) -> str:
    """The text of a .doc file; raises InputError where no tool is installed or the file isn't one."""
    installed = [(program, arguments) for tool, arguments in _TOOLS if (program := shutil.which(tool))]
    if not installed:
        raise InputError(path, "is an old .doc file", "save it as .docx, or install antiword or catdoc")
    texts = (_converted(program, arguments, data) for program, arguments in installed)
    # catdoc passes on what it can't read as if it were text.
    text = next((t for t in texts if t and re.search("[\u4e00-\u9fff]", t)), None)
    if text is None:
        raise InputError(path, f"can't be read by {' or '.join(Path(p).name for p, _ in installed)}", "save it as .docx")
    return text


def _converted(program: str, arguments: list[str], data: bytes) -> str | None:
    """What the tool makes of the file; None where it fails or takes too long, so that the next may try."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.doc"
        file.write_bytes(data)
        try:
            done = subprocess.run([program, *arguments, str(file)], capture_output=True, timeout=_SECONDS, check=True)
            return done.stdout.decode("utf-8")
        except (subprocess.SubprocessError, OSError, UnicodeDecodeError):
            return None
