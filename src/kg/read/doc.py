"""Old Word files, through antiword or catdoc where one is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from kg.errors import InputError

_SECONDS = 60
_TOOLS = (("antiword", ["-m", "UTF-8.txt", "-w", "0"]), ("catdoc", ["-d", "utf-8", "-w"]))


def doc_text(data: bytes, path: str) -> str:
    """The text of a .doc file; raises InputError where no tool is installed or the file isn't one."""
    for tool, arguments in _TOOLS:
        if program := shutil.which(tool):
            return _converted(program, arguments, data, path)
    raise InputError(path, "is an old .doc file", "save it as .docx, or install antiword or catdoc")


def _converted(program: str, arguments: list[str], data: bytes, path: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.doc"
        file.write_bytes(data)
        try:
            done = subprocess.run([program, *arguments, str(file)], capture_output=True, timeout=_SECONDS, check=True)
            return done.stdout.decode("utf-8")
        except (subprocess.SubprocessError, OSError, UnicodeDecodeError) as error:
            raise InputError(path, f"can't be read by {Path(program).name}", "save it as .docx") from error
