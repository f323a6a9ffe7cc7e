"""Zip archives: names in any encoding, sizes bounded whatever the archive says of itself."""

import zipfile
import zlib
from pathlib import Path

from kg.errors import InputError
from kg.read.options import Options

_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1
_CHUNK = 1 << 20


def members(path: str, file: Path, options: Options) -> list[str]:
    """Names of the files in the archive, as it spells them, sorted by how a reader would."""
    try:
        with zipfile.ZipFile(file) as opened:
            infos = opened.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise InputError(path, f"is no readable zip archive: {error}", "pack it again") from error
    if len(infos) > options.max_members:
        raise InputError(path, f"holds {len(infos)} files, more than {options.max_members}", "unpack it and give the folder")
    encoded = {i.filename: not i.flag_bits & _UTF8_NAMES for i in infos if not i.is_dir()}
    return sorted((("\0" + n) if old and not n.isascii() else n for n, old in encoded.items()), key=shown)


def shown(member: str) -> str:
    """A member's name to read: old archives hold GBK names that zipfile gives as code page 437."""
    if not member.startswith("\0"):
        return member
    raw = member[1:].encode("cp437", "ignore")
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return member[1:]


def content(path: str, file: Path, member: str, limit: int) -> bytes:
    """The bytes of a member, at most `limit`: what unpacks to more is refused while it unpacks."""
    try:
        with zipfile.ZipFile(file) as opened:
            info = opened.getinfo(member.lstrip("\0"))
            if info.flag_bits & _ENCRYPTED:
                raise InputError(path, "is locked with a password", "unpack it and give the folder")
            return _bounded(opened, info, path, limit)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError) as error:
        raise InputError(path, f"can't be unpacked: {error}", "pack it again") from error


def _bounded(opened: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, limit: int) -> bytes:
    chunks, size = [], 0
    with opened.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise InputError(path, f"unpacks to more than {limit >> 20} MB", "no single report is so long: split it")
            chunks.append(chunk)
    return b"".join(chunks)
