"""The pages of tests/layouts: every block of every page is what was seen to be right, and so is its metadata."""

from pathlib import Path

import pytest
import yaml

from kg.model import READABLE, BlockKind
from tests.layouts.write import pages, read, seen

LAYOUTS = Path(__file__).parents[1] / "layouts"
PAGES = pages()

#: Words that stand on the pages but not in the reports: editors, menus, related headlines, comments, the portal's foot.
NOT_THE_REPORT = {
    "agency.txt": ("江浦区", "毕胜男", "侯振东"),
    "client.txt": ("刘畅", "曾祥林", "钟灵"),
    "column.txt": ("曲如屏", "司空见"),
    "comments.txt": ("岑参军", "河边的草"),
    "epaper.txt": ("河东晚报", "乡村振兴", "放大", "新区晨跑"),
    "epaper_lines.txt": ("丹江晚报", "第02版", "本版新闻", "柴静怡"),
    "form_notice.txt": ("YL00", "主 题 词", "有效性"),
    "form_table.html": ("机构职能", "BL-0801", "版权所有"),
    "hongkong_paper.txt": ("港灣網", "莊子平", "更多"),
    "interview.txt": ("尹丽", "老临川", "抚河水", "欧阳雪梅", "临川新闻网"),
    "labelled.txt": ("信息名称", "党政办", "NL-2023"),
    "labels_below.txt": ("水 清", "火火", "2020"),
    "list.html": ("南岗街道", "青石区"),
    "minutes.docx": (),
    "names_below_colon.txt": (),
    "newspaper.pdf": ("津沽日报", "骆秋白", "冉冰"),
    "notice.txt": ("委办公室文件",),
    "numbered_minutes.txt": ("——",),
    "numbered_names.txt": ("当前位置", "年度报表"),
    "oldtable.html": ("滦水县", "柴进", "卜凡", "夏荷", "燕山晚报", "燕山新闻网"),
    "pasted_portal.txt": ("清源新闻网", "2024", "贺", "宗小梅", "孟家湾"),
    "portal.html": ("望江区", "云栖数据", "区人民政府办公室", "门户网站", "隐藏"),
    "t20190611_40213.txt": ("蓝小燕",),
    "taiwan_agency.txt": ("中央社", "莫小田", "古明珠", "1091108"),
    "taiwan_paper.txt": ("南島時報", "簡于庭", "繼續往下", "竹北"),
    "television.txt": ("望溪新闻", "邹伟"),
    "traditional.html": ("海安縣", "羅雅", "蔣文靜", "東港新聞網"),
    "wechat.html": ("沙洲区", "田甜", "雷鸣", "姜海", "孟小雨", "河口发布"),
    "wechat_bars.txt": ("END", "章小蕙", "木子", "尤勇"),
    "wide_minutes.txt": ("党政办公室",),
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_read_as_seen(name: str) -> None:
    expected = yaml.safe_load((LAYOUTS / f"{name}.yaml").read_text("utf-8"))
    assert seen(read(PAGES[name])) == expected


@pytest.mark.parametrize("name", sorted(NOT_THE_REPORT))
def test_furniture_gives_no_facts(name: str) -> None:
    report = read(PAGES[name])
    readable = "\n".join(b.span.of(report.text) for b in report.readable())
    assert [word for word in NOT_THE_REPORT[name] if word in readable] == []


def test_no_expectation_is_left_over() -> None:
    assert sorted(PAGES) == sorted(p.name.removesuffix(".yaml") for p in LAYOUTS.glob("*.yaml"))
    assert len(PAGES) == len(NOT_THE_REPORT) + 1 == 31


def test_readable_kinds_are_those_of_the_model() -> None:
    kinds = {b.kind for name in PAGES for b in read(PAGES[name]).blocks}
    assert kinds == READABLE | {BlockKind.SOURCE, BlockKind.BYLINE, BlockKind.EXCLUDED}
