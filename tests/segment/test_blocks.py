"""Blocks: headings, lists, captions, what comes after the report; offsets that always hold."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import BlockKind, Report, Source, Span
from kg.segment import segment

P = "滨河街道投资860万元改造老旧小区12个，惠及居民3400户，街道还组建了志愿服务队，定期上门走访。"
HEAD = "滨河街道改造老旧小区\n来源：江城日报 2023-06-05\n"


def kinds(text: str) -> list[tuple[str, str]]:
    report = segment(Source("a.txt", text))
    return [(str(b.kind), b.span.of(report.text)) for b in report.blocks]


def below(text: str) -> list[tuple[str, str]]:
    return kinds(HEAD + text)[2:]


CASES: dict[str, list[tuple[str, str]]] = {
    f"{P}\n家门口的变化\n{P}": [("paragraph", P), ("heading", "家门口的变化"), ("paragraph", P)],
    f"{P}家门口的变化\n小区里的笑声\n{P}": [("paragraph", P), ("heading", "家门口的变化"), ("heading", "小区里的笑声"), ("paragraph", P)],
    f"{P}（三）筑牢平安防线\n{P}": [("paragraph", P), ("heading", "（三）筑牢平安防线"), ("paragraph", P)],
    f"一、主要做法\n（一）建机制\n1.抓协商\n{P}": [
        ("heading", "一、主要做法"),
        ("heading", "（一）建机制"),
        ("heading", "1.抓协商"),
        ("paragraph", P),
    ],
    f"任命：\n张三为副区长；\n李四为区教育局局长。\n{P}": [
        ("paragraph", "任命："),
        ("list item", "张三为副区长；"),
        ("list item", "李四为区教育局局长。"),
        ("paragraph", P),
    ],
    f"· 甲社区\n· 乙社区\n{P}": [("list item", "· 甲社区"), ("list item", "· 乙社区"), ("paragraph", P)],
    f"{P}\n项目\t投资\n水厂\t3亿元": [("paragraph", P), ("table row", "项目\t投资"), ("table row", "水厂\t3亿元")],
    f"图为改造后的小区。（李立 摄）\n{P}": [("caption", "图为改造后的小区。"), ("byline", "（李立 摄）"), ("paragraph", P)],
    f"居民在院里下棋。志愿者上门走访。\n{P}": [("caption", "居民在院里下棋。志愿者上门走访。"), ("paragraph", P)],
    f"{P}（记者 李立）": [("paragraph", P), ("byline", "（记者 李立）")],
    f"{P}[责任编辑：李立]": [("paragraph", P), ("excluded", "[责任编辑：李立]")],
    f"{P}\n相关阅读\n东山镇开工\n{P}": [("paragraph", P), ("excluded", "相关阅读"), ("excluded", "东山镇开工"), ("excluded", P)],
    f"{P}\n【推荐】\n{P}": [("paragraph", P), ("heading", "【推荐】"), ("paragraph", P)],
    f"{P}\n上一篇：东山镇开工\n下一篇：没有了": [("paragraph", P), ("excluded", "上一篇：东山镇开工"), ("excluded", "下一篇：没有了")],
    f"{P}\n东山镇中学开工 2023-06-04\n东山镇举办运动会 2023-06-03": [
        ("paragraph", P),
        ("excluded", "东山镇中学开工 2023-06-04"),
        ("excluded", "东山镇举办运动会 2023-06-03"),
    ],
    f"{P}\n东山镇中学开工\n东山镇举办运动会": [("paragraph", P), ("excluded", "东山镇中学开工"), ("excluded", "东山镇举办运动会")],
    f"{P}\n编辑：李立\n东山镇中学开工": [("paragraph", P), ("excluded", "编辑：李立"), ("excluded", "东山镇中学开工")],
    f"{P}\n扫一扫在手机打开当前页\n{P}": [("paragraph", P), ("excluded", "扫一扫在手机打开当前页"), ("paragraph", P)],
    f"{P}\n相关链接\n{P + P}\n{P + P}\n{P + P}": [("paragraph", P), ("excluded", "相关链接"), *[("paragraph", P + P)] * 3],
    f"{P}\n获奖名单\n甲社区\n乙社区": [("paragraph", P), ("heading", "获奖名单"), ("list item", "甲社区"), ("list item", "乙社区")],
    f"{P}获奖单位如下：\n甲社区\n乙社区": [("paragraph", P + "获奖单位如下："), ("list item", "甲社区"), ("list item", "乙社区")],
    f"现将获奖名单公布如下，请查收：\n李立 甲社区党委书记\n王芳 乙社区居委会主任\n{P}": [
        ("paragraph", "现将获奖名单公布如下，请查收："),
        ("list item", "李立 甲社区党委书记"),
        ("list item", "王芳 乙社区居委会主任"),
        ("paragraph", P),
    ],
    f"现将获奖名单公布如下，请查收：\n1.甲社区\n2.乙社区\n\n下步打算\n{P}": [
        ("paragraph", "现将获奖名单公布如下，请查收："),
        ("list item", "1.甲社区"),
        ("list item", "2.乙社区"),
        ("heading", "下步打算"),
        ("paragraph", P),
    ],
    f"▲ 开工现场（李立 摄）\n{P}": [("caption", "▲ 开工现场"), ("byline", "（李立 摄）"), ("paragraph", P)],
    f"{P}（编辑：李立）1120603": [("paragraph", P), ("excluded", "（编辑：李立）1120603")],
    f"时间：6月3日\n地点：会议室\n{P}": [("paragraph", "时间：6月3日"), ("paragraph", "地点：会议室"), ("paragraph", P)],
}


@pytest.mark.parametrize("text", CASES)
def test_blocks_of_the_body(text: str) -> None:
    assert below(text) == CASES[text]


def test_lines_that_a_narrow_page_broke_are_one_paragraph() -> None:
    lines = [P[i : i + 20] for i in range(0, len(P), 20)]
    text = "\n".join([*lines, "　　" + lines[0], *lines[1:]])
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph"]


def test_a_sentence_cut_by_a_line_break_is_one() -> None:
    assert below(P[:30] + "\n" + P[30:]) == [("paragraph", P[:30] + "\n" + P[30:])]


def test_traditional_pages_are_read_as_they_are() -> None:
    text = "濱河街道改造老舊社區\n來源：江城日報 2023-06-05\n本報訊（記者 蔣麗）濱河街道召開會議，區長出席並講話。\n責任編輯：羅雅\n"
    report = segment(Source("a.txt", text))
    assert (report.metadata.publisher, report.metadata.reporters) == ("江城日報", ("蔣麗",))
    assert [b.span.of(text) for b in report.readable()] == ["濱河街道改造老舊社區", "濱河街道召開會議，區長出席並講話。"]


DAMAGED = {
    "ä¸­å›½å±±ä¸œ" * 4: "looks damaged",
    "锟斤拷" * 9: "looks damaged",
    "甲\ue000\ue001" * 9: "looks damaged",
    f"{HEAD}王**、李xx、赵××出席了今天的会议，会议讨论了很多事情。": "masked names",
    f"{HEAD}{P}\n{P[:-8] * 2}": "looks cut off",
    "东山镇开工\n东山镇运动会": "no running text",
}


@pytest.mark.parametrize("text", DAMAGED)
def test_damage_is_named(text: str) -> None:
    assert any(DAMAGED[text] in w for w in segment(Source("a.txt", text)).warnings)


def test_a_sound_report_gives_no_warning() -> None:
    assert segment(Source("a.txt", HEAD + P, warnings=("read by OCR",))).warnings == ("read by OCR",)


def holds(report: Report) -> bool:
    """Every character but white space in one block and, there, in one sentence; all in order."""
    marks = [s for b in report.blocks for s in b.sentences]
    spans = [b.span for b in report.blocks]
    apart = all(a.end <= b.start for a, b in pairwise(spans))
    inside = all(b.span.contains(s) for b in report.blocks for s in b.sentences)
    blank = set("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029\u3000\xa0\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\xad\x00\u2002\u2003\u2009")
    covered = {i for s in marks for i in range(s.start, s.end)}
    missed = [c for i, c in enumerate(report.text) if i not in covered and c not in blank and not c.isspace()]
    return apart and inside and not missed


WORDS = [
    "本报讯",
    "（记者 李立）",
    "来源：",
    "2023-06-05",
    "责任编辑：",
    "相关阅读",
    "一、",
    "图为",
    "。",
    "“",
    "”",
    "（",
    "）",
    "\n",
    "\n\n",
]
MORE = ["　　", "\t", "滨河街道召开会议", "項目", "a1 ", "！", "；", "：", "—", "\r\n", "\x00", "𠮷"]


@given(st.lists(st.sampled_from(WORDS + MORE), max_size=60))
@settings(deadline=None, max_examples=200)
def test_offsets_hold_for_pages_of_all_kinds(parts: list[str]) -> None:
    assert holds(segment(Source("a.txt", "".join(parts))))


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=200)
def test_offsets_hold_for_any_text(text: str) -> None:
    report = segment(Source("a.txt", text))
    assert holds(report)
    assert report.text == text
    assert len(report.id) == 32


def test_marks_of_the_format_are_kept() -> None:
    text = f"滨河街道改造老旧小区\n\n1 基本情况\n\n{P}\n"
    marks = ((Span(0, 10), BlockKind.TITLE), (Span(12, 18), BlockKind.HEADING))
    report = segment(Source("a.docx", text, marks))
    assert [b.kind for b in report.blocks] == [BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH]
