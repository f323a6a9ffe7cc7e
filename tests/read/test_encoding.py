"""Bytes into text: every encoding that reports come in, right at any length; what can't be told is reported."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read.encoding import decode

SIMPLIFIED = "昨日，滨河街道召开现场会，街道党工委书记主持会议。"
TRADITIONAL = "昨日，濱河街道召開現場會，區長出席並講話。"

ENCODINGS = [
    ("utf-8", SIMPLIFIED),
    ("utf-8-sig", SIMPLIFIED),
    ("utf-16", SIMPLIFIED),
    ("utf-16-le", SIMPLIFIED),
    ("utf-16-be", SIMPLIFIED),
    ("utf-16-le", SIMPLIFIED + "\r\n2019"),
    ("utf-32", SIMPLIFIED),
    ("gb18030", SIMPLIFIED),
    ("gbk", SIMPLIFIED),
    ("gb18030", TRADITIONAL),
    ("gb18030", SIMPLIFIED + "㐂𠮷"),
    ("big5", TRADITIONAL),
    ("big5hkscs", TRADITIONAL + "邨"),
    ("ascii", "plain words, 2019"),
]


@pytest.mark.parametrize(("codec", "text"), ENCODINGS)
def test_encoding_is_found(codec: str, text: str) -> None:
    assert decode(text.encode(codec), "a.txt") == text.replace("\r\n", "\n")


@pytest.mark.parametrize("declared", ["gb2312", "big5", "iso-8859-1", "utf-8", "no-such-codec", None])
def test_what_a_page_declares_wrongly_is_not_believed(declared: str | None) -> None:
    assert decode(SIMPLIFIED.encode("gb18030"), "a.html", declared) == SIMPLIFIED
    assert decode(SIMPLIFIED.encode(), "a.html", declared) == SIMPLIFIED
    assert decode(TRADITIONAL.encode("big5"), "a.html", declared) == TRADITIONAL


@pytest.mark.parametrize("text", ["滨河街道", "区长", "项目签约", "亩产", "本报讯", "讯"])
def test_short_files(text: str) -> None:
    assert decode(text.encode("gb18030"), "a.txt") == text


@pytest.mark.parametrize("text", ["區長出席", "專題會議", "本報訊", "街道辦事處"])
def test_short_files_in_big5(text: str) -> None:
    assert decode(text.encode("big5"), "a.txt") == text


def test_line_breaks_of_every_system_are_one() -> None:
    assert decode(b"a\r\nb\rc\nd", "a.txt") == "a\nb\nc\nd"


def test_the_users_word_goes_before_all() -> None:
    assert decode(SIMPLIFIED.encode("gb18030"), "a.txt", forced="GBK") == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("utf-8-sig"), "a.txt", forced="utf-8") == SIMPLIFIED
    with pytest.raises(InputError, match=r"a\.txt: is not utf-8"):
        decode(SIMPLIFIED.encode("gb18030"), "a.txt", forced="utf-8")


BROKEN = [
    (SIMPLIFIED.encode()[:40] + b"\xff" + SIMPLIFIED.encode(), "is broken: valid UTF-8 only up to byte"),
    (bytes(range(256)) * 4, "is not text"),
    (b"\x7fELF" + b"\0" * 60, "is not text"),
    (b"\x01\x02\x03\x04\x05", "is not text"),
    (b"\xff\xfe\x00", "begins as utf-16-le but is not"),
]


@pytest.mark.parametrize(("data", "reason"), BROKEN)
def test_what_is_no_text_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "some.txt")
    assert str(caught.value).startswith(f"some.txt: {reason}")
    assert caught.value.hint


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\x00\xd8")
@settings(deadline=None)
def test_any_bytes_give_text_or_a_named_error(data: bytes) -> None:
    result = tried(data)
    assert result.path == "any" if isinstance(result, InputError) else "\r" not in result


def tried(data: bytes) -> str | InputError:
    try:
        return decode(data, "any")
    except InputError as error:
        return error
