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
    "interview.txt": ("尹丽", "老临川", "抚河水", "欧阳雪梅", "临川新闻网"),
    "list.html": ("南岗街道", "青石区"),
    "minutes.docx": (),
    "newspaper.pdf": ("津沽日报", "骆秋白", "冉冰"),
    "notice.txt": ("委办公室文件",),
    "oldtable.html": ("滦水县", "柴进", "卜凡", "夏荷", "燕山晚报", "燕山新闻网"),
    "portal.html": ("望江区", "云栖数据", "区人民政府办公室", "门户网站", "隐藏"),
    "t20190611_40213.txt": ("蓝小燕",),
    "traditional.html": ("海安縣", "羅雅", "蔣文靜", "東港新聞網"),
    "wechat.html": ("沙洲区", "田甜", "雷鸣", "姜海", "孟小雨", "河口发布"),
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
    assert len(PAGES) >= 10


def test_readable_kinds_are_those_of_the_model() -> None:
    kinds = {b.kind for name in PAGES for b in read(PAGES[name]).blocks}
    assert kinds == READABLE | {BlockKind.SOURCE, BlockKind.BYLINE, BlockKind.EXCLUDED}
