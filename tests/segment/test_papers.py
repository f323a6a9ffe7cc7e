"""Pages of papers and portals: mastheads, pages and parts of a paper, writers of all kinds, teasers below the report."""

import pytest

from kg.model import BlockKind, Metadata, Source
from kg.segment import segment

BODY = "6月3日上午，临江街道召开社区治理工作推进会，街道党工委书记主持会议并讲话，各社区负责人参加会议。"
MORE = "会后，与会人员走访了清水社区便民服务点，听取居民对停车、加梯和养老的意见，街道当场答复了其中的九条。"
TITLE = "临江街道推进社区治理"

Expected = tuple[str | None, str | None, tuple[str, ...], tuple[str, ...]]

#: The line below the title → publisher, date, reporters, correspondents.
LINES: dict[str, Expected] = {
    "江城农民报    2023年6月5日    第2版:山乡    本报记者 李立  特约通讯员 王芳": ("江城农民报", "2023-06-05", ("李立",), ("王芳",)),
    "江城晚报　2023年6月5日　A03版·健康周刊　记者 李立 王大海 通讯员 张学文": ("江城晚报", "2023-06-05", ("李立", "王大海"), ("张学文",)),
    "2023-06-05 第4版：民生 江城商报 全媒体记者 李立": ("江城商报", "2023-06-05", ("李立",), ()),
    "江城日报 2023年6月5日 第03版：记者 李立": ("江城日报", "2023-06-05", ("李立",), ()),
    "江城日报·临江专刊    2023年6月5日  星期一": ("江城日报", "2023-06-05", (), ()),
    "来源：江城日报（海外版） 2023-06-05": ("江城日报", "2023-06-05", (), ()),
    "江城晚报 · 社区新闻 2023年6月5日": ("江城晚报", "2023-06-05", (), ()),
    "2023-06-05 [来源：江城网] [作者：李立 张学文] [编辑：王芳]": ("江城网", "2023-06-05", ("李立", "张学文"), ()),
}


@pytest.mark.parametrize("line", LINES)
def test_source_line_of_a_paper(line: str) -> None:
    assert segment(Source("a.txt", f"{TITLE}\n{line}\n{BODY}\n")).metadata == Metadata(TITLE, *LINES[line])


#: What stands before the body → reporters, correspondents.
DATELINES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "【江城晚报讯】(记者李立)": (("李立",), ()),
    "【本网消息】": ((), ()),
    "本报消息（记者 李立）": (("李立",), ()),
    "江城日报讯（记者撒贝　通讯员望云山、望春）": (("撒贝",), ("望云山", "望春")),
    "（上接第1版）": ((), ()),
    "【江城网6月4日讯】（通讯员 张学文）": ((), ("张学文",)),
}


@pytest.mark.parametrize("line", DATELINES)
def test_what_stands_before_the_body_is_no_part_of_it(line: str) -> None:
    report = segment(Source("a.txt", f"{TITLE}\n\n{line}{BODY}\n"))
    assert (report.metadata.reporters, report.metadata.correspondents) == DATELINES[line]
    assert report.readable()[-1].span.of(report.text) == BODY


def test_a_reporter_is_told_what_was_found_out() -> None:
    report = segment(Source("a.txt", f"{TITLE}\n\n本报讯 记者从街道获悉，{BODY}\n"))
    assert report.metadata.reporters == ()
    assert report.readable()[-1].span.of(report.text) == f"记者从街道获悉，{BODY}"


#: A line below the text → reporters, correspondents.
SIGNED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "(县政府办  石 磊)": (("石磊",), ()),
    "（临江街道 李立、王大海）": (("李立", "王大海"), ()),
    "（通讯员 张学文）": ((), ("张学文",)),
    "（记者 李立文/图）": (("李立",), ()),
    "（临江街道 党建办）": ((), ()),
    "（清水社区居委会 李立 王芳）": (("李立", "王芳"), ()),
}


@pytest.mark.parametrize("line", SIGNED)
@pytest.mark.parametrize("between", ["\n\n", ""])
def test_signed_below_the_text(line: str, between: str) -> None:
    metadata = segment(Source("a.txt", f"{TITLE}\n\n{BODY}{between}{line}\n")).metadata
    assert (metadata.reporters, metadata.correspondents) == SIGNED[line]


def test_the_body_of_who_wrote_is_no_writer() -> None:
    assert segment(Source("a.txt", f"{TITLE}\n\n{BODY}\n\n供稿：县妇联 李立\n")).metadata.reporters == ("李立",)


def test_an_author_whom_a_byline_calls_correspondent_is_no_reporter() -> None:
    text = f"{TITLE}\n2023-06-05 来源：江城网 作者：李立 张学文\n江城网6月4日讯（记者 李立 通讯员 张学文）{BODY}\n"
    assert segment(Source("a.txt", text)).metadata == Metadata(TITLE, "江城网", "2023-06-05", ("李立",), ("张学文",))


HEADS = {
    f"江城晚報　健康・交流\n\n{TITLE}　老人「有得傾」\n\n2023-06-05　10:30\n\n{BODY}": (f"{TITLE}　老人「有得傾」", "江城晚報"),
    f"江城日报 · 民生\n{TITLE}\n2023-06-05\n{BODY}": (TITLE, "江城日报"),
    f"江城农民报　第3版\n\n路灯亮了\n\n□记者 李立\n\n{BODY}": ("路灯亮了", "江城农民报"),
    f"公开目录：民生 > 进展\n{TITLE}\n2023-06-05 江城日报\n{BODY}": (TITLE, "江城日报"),
    f"江城網 >> 要聞\n{TITLE}\n江城網 http://www.example.com\n2023-06-05 江城日報\n{BODY}": (TITLE, "江城日報"),
    f"江城日報電子報\n{TITLE}\n2023-06-05 08:20\n{BODY}": (TITLE, "江城日報"),
    f"江城日报三十年变迁记\n\n{BODY}": ("江城日报三十年变迁记", None),
    f"抗洪战报\n\n{BODY}": ("抗洪战报", None),
}


@pytest.mark.parametrize("text", HEADS)
def test_masthead_is_no_title(text: str) -> None:
    metadata = segment(Source("a.txt", text)).metadata
    assert (metadata.title, metadata.publisher) == HEADS[text]


TAILS = [
    "（下转第2版）",
    "（小標題為編者所加）",
    "（小标题为编者所加）\n热门：东山区水厂开工　西山区学校搬迁！",
    "■ 责编：李立　校对：王芳　热线：0717-608××××\n■ 东山区：“最美车间”投票启动　■ 西山县白石镇：柑橘协会换届",
    "本版责编 李立　组版 王芳　电话 0717-6081234",
    "（下转第3版）\n●东山区水厂开工 ●西山区学校搬迁",
    "导读：东山区水厂开工（4版）　西山区学校搬迁（5版）",
    "热门\n东山区水厂开工\n西山区学校搬迁！",
    "【街道动态】\n·清水社区获评示范社区　06-10\n·临江街道举办运动会　05-28\n【友邻】\n·东山区白石街道：水厂开工\n·春风大擂台",
    "·东山区白石街道：水厂今年开工\n·西山县柳林镇柑橘公司党委：先锋岗评选揭晓",
    "本版其他文章:东山区的洋芋经    西山区的小杂粮！",
    "（相关报道见第5版）",
    "●更多报道详见A5版",
    "推荐\n◆ 东山区水厂开工\n◆ 西山区学校搬迁",
    "展开全文\n举报\n评论(3)\n江城网友 1天前\n这个办法好，什么时候轮到我们？",
    "END\n来源 | 江城网\n一审 | 李立 二审 | 王芳",
    "隐私声明 | 网站地图 | 关于我们",
]


@pytest.mark.parametrize("tail", TAILS)
def test_what_stands_below_the_report_gives_no_facts(tail: str) -> None:
    report = segment(Source("a.txt", f"{TITLE}\n来源：江城日报 2023-06-05\n{BODY}\n{MORE}\n\n{tail}\n"))
    assert [b.span.of(report.text) for b in report.readable()] == [TITLE, BODY, MORE]


KEPT = [
    "获奖名单\n· 东山区：白石街道清水社区\n· 西山区：柳林街道春风社区",
    "获奖单位如下：\n·东山区：白石街道清水社区\n·西山区：柳林街道春风社区",
    "· 东山区：水厂年内开工，总投资三亿元。\n· 西山区：学校搬迁。",
    "· 甲社区\n· 乙社区",
]


@pytest.mark.parametrize("tail", KEPT)
def test_lists_of_the_report_stay(tail: str) -> None:
    report = segment(Source("a.txt", f"{TITLE}\n来源：江城日报 2023-06-05\n{BODY}\n{MORE}\n\n{tail}\n"))
    items = [b.span.of(report.text) for b in report.readable() if b.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)]
    assert items[-2:] == tail.splitlines()[-2:]


def test_a_note_of_the_page_at_the_end_of_a_paragraph_is_cut_off() -> None:
    report = segment(Source("a.txt", f"{TITLE}\n来源：江城日报 2023-06-05\n{BODY}（下转第2版）\n（上接第1版）{MORE}\n"))
    assert [b.span.of(report.text) for b in report.readable()] == [TITLE, BODY, MORE]
