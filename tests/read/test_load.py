"""Files of every format into text: the same report whatever it came in, and a clear line where there is none."""

import base64
import re
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import BlockKind, Metadata, Source
from kg.read import Found, Options, load
from kg.segment import segment
from tests.read.making import Placed, docx, paragraph, pdf, printed, web_page, word_file

REPORT = """云岭区3个项目集中签约

来源：云岭日报 2021-07-02 09:30

本报讯（记者 章立言 通讯员 钟灵）7月1日，云岭区招商引资项目集中签约仪式在云岭会展中心举行，签约项目3个，总投资16.8亿元。

一、产业项目

远航智能装备产业园项目由远航科技有限公司投资建设，占地120亩，计划2022年6月投产。区长史文渊表示，将全力做好服务。

二、民生项目

云岭颐养中心项目由康宁集团投资1.2亿元，建成后可提供床位300张。

责任编辑：魏来
"""


def tried(found: Found) -> tuple[Source, ...] | InputError:
    try:
        return load(found)
    except InputError as error:
        return error


def one(name: str, data: bytes, options: Options | None = None) -> Source:
    (source,) = load(Found(name, data=data), options or Options())
    return source


FORMATS = {
    "bom.txt": REPORT.encode("utf-8-sig"),
    "crlf.txt": REPORT.replace("\n", "\r\n").encode(),
    "utf16.txt": REPORT.encode("utf-16"),
    "gbk.txt": REPORT.encode("gbk"),
    "page.html": web_page(REPORT),
    "gbk.htm": web_page(REPORT, "gbk"),
    "lines.html": f"<table><tr><td>{REPORT.replace(chr(10), '<br>')}</td></tr></table>".encode(),
    "report.docx": word_file(REPORT),
    "report.pdf": printed(REPORT, head="云岭日报 2021年7月2日"),
    "long.pdf": printed(REPORT, columns=26),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_the_same_in_every_format(name: str) -> None:
    expected, found = segment(one("plain.txt", REPORT.encode())), segment(one(name, FORMATS[name]))
    assert found.metadata == expected.metadata
    plain, other = ([(b.kind, re.sub(r"\s", "", b.span.of(r.text))) for b in r.readable()] for r in (expected, found))
    assert other == plain


@pytest.mark.parametrize("name", [n for n in FORMATS if n.endswith(".txt")])
def test_plain_text_keeps_every_offset_whatever_its_encoding(name: str) -> None:
    assert segment(one(name, FORMATS[name])).id == segment(one("plain.txt", REPORT.encode())).id


def test_date_in_the_name_is_a_hint() -> None:
    assert one("2021-07/05/content_12.txt", b"text").hints.published == "2021-07-05"
    assert one("t20250305_99.txt", b"text").hints.published == "2025-03-05"
    assert one("20201331.txt", b"text").hints.published is None


def test_word_tables_text_boxes_and_changes_in_order() -> None:
    rows = "".join(f"<w:tr><w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b)}</w:tc></w:tr>" for a, b in (("项目", "投资"), ("水厂", "3亿元")))
    box = f"<w:p><w:r><w:t>外</w:t><w:pict><w:txbxContent>{paragraph('框内')}</w:txbxContent></w:pict></w:r></w:p>"
    deleted = "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
    changed = f"<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins>{deleted}<w:r><w:t>保留</w:t></w:r></w:p>"
    source = one("a.docx", docx(paragraph("题", "a") + paragraph("一节", "1") + f"<w:tbl>{rows}</w:tbl>" + box + changed))
    assert source.text.split() == ["题", "一节", "项目", "投资", "水厂", "3亿元", "外", "框内", "新增保留"]
    assert [(s.of(source.text), k) for s, k in source.marks] == [
        ("题", BlockKind.TITLE),
        ("一节", BlockKind.HEADING),
        ("项目\t投资", BlockKind.TABLE_ROW),
        ("水厂\t3亿元", BlockKind.TABLE_ROW),
    ]


def test_running_heads_and_page_numbers_are_dropped() -> None:
    body = [f"第{i}段写的是街道在这一年里做了哪些事情，有些长，好让一行写满了再换到下一行去。" for i in range(60)]
    text = one("a.pdf", printed("\n".join(body), head="某某街道工作总结")).text
    assert "工作总结" not in text
    assert not re.search(r"—\s*\d+\s*—", text)
    assert [re.sub(r"\s", "", p) for p in text.strip().split("\n\n")] == body


def test_spread_type_is_not_taken_apart() -> None:
    line = "滨河街道 2019年投资"
    assert one("a.pdf", pdf([[(80, 700, 12, line)]], spread=4)).text == line + "\n"
    assert one("a.pdf", pdf([[(80, 700, 12, "甲乙"), (112, 700, 12, "丙丁")]])).text == "甲乙 丙丁\n"


JSON = '{"text": "甲镇开工。", "title": "甲", "date": "2020-01-02", "source": "某报"}\n\nnot json\n{"text": ""}\n{"text": "乙镇竣工。"}\n'
CSV = '标题,发布时间,来源,正文\n甲,2020/1/2,某报,"甲镇开工,\n项目3个。"\n乙,,,乙镇竣工。\n'


def test_the_room_between_chinese_and_figures_is_no_blank() -> None:
    # As word processors set it: a quarter of a character before and after 12, a whole blank inside Mini LED.
    placed = [(80.0, "共有"), (107.0, "12"), (134.0, "个项目，"), (185.0, "Mini"), (239.0, "LED"), (278.0, "基地")]
    page: list[Placed] = [(x, 700.0, 12.0, t) for x, t in placed]
    assert one("p.pdf", pdf([page])).text == "共有12个项目，Mini LED基地\n"


def test_preformatted_pages_keep_their_lines() -> None:
    source = one("p.html", f"<html><body><pre>\n{REPORT.replace('云岭', '<b>云岭</b>')}</pre></body></html>".encode())
    assert source.text == REPORT


def test_json_lines() -> None:
    first, second = load(Found("c.jsonl", data=JSON.encode()))
    assert (first.path, first.text, first.hints) == ("c.jsonl#1", "甲镇开工。", Metadata("甲", "某报", "2020-01-02"))
    assert (second.path, second.text) == ("c.jsonl#4", "乙镇竣工。")
    assert [w.split(":")[0] for w in first.warnings] == ["left out of c.jsonl"] * 2


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_csv_columns_are_known_by_their_names(codec: str) -> None:
    first, second = load(Found("c.csv", data=CSV.encode(codec)))
    assert (first.path, first.text, first.hints.published) == ("c.csv#1", "甲镇开工,\n项目3个。", "2020-01-02")
    assert (second.text, second.hints) == ("乙镇竣工。", Metadata("乙"))


def test_columns_may_be_named() -> None:
    data = '{"w": "甲镇开工。", "h": "甲"}'.encode()
    assert one("c.jsonl", data, Options(text="w", title="h")).hints.title == "甲"
    with pytest.raises(InputError, match=r"has no column 'text', only h, w .*--text-column"):
        load(Found("c.jsonl", data=data))


@pytest.mark.skipif(not (shutil.which("antiword") or shutil.which("catdoc")), reason="neither antiword nor catdoc")
def test_old_word_files_that_are_none() -> None:
    with pytest.raises(InputError, match=r"a\.doc: can't be read by (antiword|catdoc)"):
        load(Found("a.doc", data=b"\xd0\xcf\x11\xe0" + b"\0" * 600))


def test_old_word_files_without_a_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(InputError, match=r"a\.doc: is an old \.doc file \(save it as \.docx, or install antiword or catdoc\)"):
        load(Found("a.doc", data=b"\xd0\xcf\x11\xe0" + b"\0" * 600))


@pytest.mark.parametrize("name", ["scan.png", "scan.pdf"])
def test_scans_without_the_extra(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    data = b"\x89PNG\r\n\x1a\n" if name.endswith("png") else _scanned()
    with pytest.raises(InputError, match=rf"{name}: is scanned: its text is a picture \(install the ocr extra"):
        load(Found(name, data=data))


def _scanned() -> bytes:
    """A page that holds one picture and no text."""
    shape = b"/Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    picture = b"<< /Type /XObject /Subtype /Image " + shape + b" /Length 1 >>\nstream\n0\nendstream"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>"
    content = b"<< /Length 29 >>\nstream\nq 500 0 0 700 40 40 cm /I Do Q\nendstream"
    bodies = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, picture, content)
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % (i, body) for i, body in enumerate(bodies, 1))
    return b"%PDF-1.4\n" + objects + b"trailer << /Size 6 /Root 1 0 R >>\n%%EOF"


REFUSED = {
    "empty.txt": (b" \n", "is empty"),
    "blank.html": (b"<html><body><script>1</script></body></html>", "holds no text"),
    "blank.pdf": (pdf([[]]), "holds no text"),
    "broken.pdf": (b"%PDF-1.4 nothing", "is no readable PDF"),
    "broken.docx": (b"PK\x03\x04 nothing", "is no readable Word file"),
    "a.rtf": (b"{\\rtf1 x}", "is an RTF file"),
    "rows.csv": (b"text\n\n", "holds no rows"),
    "rows.jsonl": (b"[1]\nx\n", "row 1 is no JSON object; row 2 is no JSON"),
    "page.mht": (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", "holds no page"),
    "long.txt": (b"x" * 300_001, "has 300,001 characters, more than 300,000"),
    "line.txt": ("长".encode() * 10_000_000, "has 28 MB of text, more than 16"),
    "huge.txt": (b"", "has 200 MB, more than 128"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    data, reason = REFUSED[name]
    file = tmp_path / name
    file.write_bytes(data)
    if name == "huge.txt":
        with file.open("r+b") as opened:
            opened.truncate(200 << 20)
    with pytest.raises(InputError) as caught:
        load(Found(name, file))
    assert str(caught.value).startswith(f"{name}: {reason}")
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_depth() -> None:
    def nested(depth: int) -> bytes:
        return b"<div>" * depth + "深处的话。".encode() + b"</div>" * depth

    assert one("deep.html", nested(1500)).text == "深处的话。\n"
    with pytest.raises(InputError, match=r"deep\.html: is nested too deeply"):
        one("deep.html", nested(100_000))


def test_a_saved_page_in_one_file() -> None:
    head = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    page = base64.b64encode("<p>甲镇开工。</p>".encode())
    body = b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + page
    assert one("a.mhtml", head + body + b"\r\n--x--").text == "甲镇开工。\n"


HINTS = {
    "<title>题名_某某新闻网</title><p>x</p>": Metadata(title="题名_某某新闻网"),
    '<meta name="ArticleTitle" content="题"><meta name="PubDate" content="2020-1-2 10:00"><p>x</p>': Metadata("题", None, "2020-01-02"),
    '<meta name="contentsource" content="某局"><meta name=author content="王小明"><p>x</p>': Metadata(None, "某局", None, ("王小明",)),
    "<!-- saved from url=(0060)http://a.example/2019-03/08/c_1.htm --><html><p>x</p>": Metadata(published="2019-03-08"),
    '<link rel="canonical" href="http://a.example/t20190308_1.html"><p>x</p>': Metadata(published="2019-03-08"),
    "<script>var ct = '1665621000';</script><p>x</p>": Metadata(published="2022-10-13"),
}


@pytest.mark.parametrize(("page", "hints"), HINTS.items())
def test_what_a_page_says_in_its_head(page: str, hints: Metadata) -> None:
    assert one("a.html", page.encode()).hints == hints


SUFFIXES = [".txt", ".html", ".md", ".docx", ".pdf", ".jsonl", ".csv", ".json", ".mht", ""]
STARTS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xef\xbb\xbf", b"---\n", b"{\\rtf", b'{"text":']


@given(st.sampled_from(SUFFIXES), st.sampled_from(STARTS), st.binary(max_size=200))
@settings(deadline=None, max_examples=200)
def test_any_bytes_give_a_report_or_a_named_error(suffix: str, start: bytes, data: bytes) -> None:
    result = tried(Found("any" + suffix, data=start + data))
    if isinstance(result, InputError):
        assert result.path == "any" + suffix
    else:
        assert all(segment(s).text == s.text and s.text.strip() for s in result)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=200), st.sampled_from(["<p>", "<br>", "<td>", "<b>", "<!--"]))
@settings(deadline=None)
def test_marks_stand_where_they_say(text: str, tag: str) -> None:
    result = tried(Found("a.html", data=f"<h1>{text}</h1>{tag}{text}".encode()))
    if isinstance(result, InputError):
        assert result.reason in ("holds no text", "is HTML without content", "is not text")
    else:
        assert [s.of(result[0].text) for s, _ in result[0].marks] == [s.of(result[0].text).strip() for s, _ in result[0].marks]
