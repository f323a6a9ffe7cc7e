"""Source lines, bylines and hints: what a report says of itself, in all the shapes that it says it in."""

import pytest

from kg.model import Metadata, Source
from kg.segment import segment

BODY = "6月3日上午，临江街道召开社区治理工作推进会，街道党工委书记主持会议并讲话，各社区负责人参加会议。"
TITLE = "临江街道推进社区治理"

Expected = tuple[str | None, str | None, tuple[str, ...], tuple[str, ...]]

#: The line below the title → publisher, date, reporters, correspondents.
LINES: dict[str, Expected] = {
    "来源：江城日报 2023-06-05 08:12": ("江城日报", "2023-06-05", (), ()),
    "2023-06-05 来源: 江城日报 作者: 李立 王 芳": ("江城日报", "2023-06-05", ("李立", "王芳"), ()),
    "2023年6月5日 08:12:30 江城新闻网": ("江城新闻网", "2023-06-05", (), ()),
    "江城新闻网 | 2023/06/05 | 字号：大 中 小": ("江城新闻网", "2023-06-05", (), ()),
    "发布日期：2023-06-05 信息来源：临江街道办事处 浏览次数：33 【打印】": ("临江街道办事处", "2023-06-05", (), ()),
    "来源:       发布日期:2023-06-05 浏览次数: ": (None, "2023-06-05", (), ()),
    "来源：  作者：  责任编辑：李立  发布时间：2023.06.05": (None, "2023-06-05", (), ()),
    "发布时间：2023-06-05 10:00:00　来源：《江城晚报》": ("江城晚报", "2023-06-05", (), ()),
    "江城日报 2023年6月5日 第03版 记者：李立 通讯员：王芳 张大海": ("江城日报", "2023-06-05", ("李立",), ("王芳", "张大海")),
    "【发布时间：2023-06-05】【来源：江城日报】【字号：大 中 小】【打印】【关闭】": ("江城日报", "2023-06-05", (), ()),
    "来源：江城日报客户端 责编：李立 审核：王芳 时间：2023-06-05": ("江城日报客户端", "2023-06-05", (), ()),
    "2023-06-05 08:21  来源：江城融媒  记者 李立  通讯员 王芳  【字号 大 中 小】": ("江城融媒", "2023-06-05", ("李立",), ("王芳",)),
    "原创　江城微讯　2023年06月05日 18:36　陕西": ("江城微讯", "2023-06-05", (), ()),
    "江城周报数字报　2023年6月5日　星期一　A1版:要闻": ("江城周报", "2023-06-05", (), ()),
    "《江城工商》 · 企业故事 · 2023年6月5日 · 总第88期": ("江城工商", "2023-06-05", (), ()),
    "江城周刊｜2023年6月5日｜第5版　乡村": ("江城周刊", "2023-06-05", (), ()),
    "http://www.example.com/n/c_1.htm 2023-06-05 08:41 江城晚报": ("江城晚报", "2023-06-05", (), ()),
    "2023-06-05": (None, "2023-06-05", (), ()),
    "江城发布 2023-06-05 18:30 发表于山东": ("江城发布", "2023-06-05", (), ()),
    "来源：江城日报 日期：2023-02-31": ("江城日报", None, (), ()),
    "来　　源：江城日报　　日　　期：2023-06-05": ("江城日报", "2023-06-05", (), ()),
    "成文日期：2023-06-01 发布日期：2023-06-05 发布机构：临江街道": ("临江街道", "2023-06-05", (), ()),
    "更新时间：2023-06-09 发布时间：2023-06-05 来源：江城网": ("江城网", "2023-06-05", (), ()),
    "播出时间：2023-06-05": (None, "2023-06-05", (), ()),
    "江城电视台《江城新闻》2023年6月5日": ("江城电视台", "2023-06-05", (), ()),
    "原创 李立 江城微讯 2023-06-05 18:00 发表于浙江": ("江城微讯", "2023-06-05", ("李立",), ()),
    "原创 党建引领 江城微讯 2023-06-05 18:00": ("江城微讯", "2023-06-05", (), ()),
}


@pytest.mark.parametrize("line", LINES)
def test_source_line(line: str) -> None:
    meta = segment(Source("a.txt", f"{TITLE}\n{line}\n{BODY}\n")).metadata
    assert meta == Metadata(TITLE, *LINES[line])


#: A line above or below the text → reporters, correspondents.
BYLINES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "□本报记者 李立 通讯员 王芳": (("李立",), ("王芳",)),
    "（记者 李立 实习生 王芳）": (("李立",), ()),
    "本报记者 李  立 王大海": (("李立", "王大海"), ()),
    "（文/图 全媒体记者 李立 通讯员 王芳 张大海）": (("李立",), ("王芳", "张大海")),
    "记者李立 通讯员王芳报道": (("李立",), ("王芳",)),
    "■江城融媒记者 李立、王芳": (("李立", "王芳"), ()),
    "文/图：李立": (("李立",), ()),
    "（李立 王芳）": (("李立", "王芳"), ()),
    "文／李立　图／社区供图": (("李立",), ()),
    "◎ 记者 李立　◎ 通讯员 王芳": (("李立",), ("王芳",)),
    "（记者 字丽娟 通讯员 茶国栋）": (("字丽娟",), ("茶国栋",)),
    "撰稿：李立 摄影：王芳": (("李立",), ()),
    "（通讯员 王芳 文/图）": ((), ("王芳",)),
    "责任编辑：李立": ((), ()),
    "责编 李立　美编 王芳": ((), ()),
    "编辑：李立 审核：王芳 终审：张大海": ((), ()),
    "审核：王芳 撰稿：李立": ((), ()),
    "（图/临江街道提供）": ((), ()),
    "（临江街道供稿）": ((), ()),
    "文｜李立 王芳": (("李立", "王芳"), ()),
    "记者 | 李立": (("李立",), ()),
    "编辑丨李立": ((), ()),
    "□ 李 立": (("李立",), ()),
    "（记者 李立 广州报道）": (("李立",), ()),
}


@pytest.mark.parametrize("line", BYLINES)
def test_byline_below_the_text(line: str) -> None:
    report = segment(Source("a.txt", f"{TITLE}\n\n{BODY}\n\n{line}\n"))
    assert (report.metadata.reporters, report.metadata.correspondents) == BYLINES[line]
    assert [b.span.of(report.text) for b in report.readable()] == [TITLE, BODY]


DATELINES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "本报讯（记者 李立）": (("李立",), ()),
    "本报讯 （记者李立 通讯员王芳）": (("李立",), ("王芳",)),
    "本报讯 记者李立 通讯员王芳报道：": (("李立",), ("王芳",)),
    "本报6月4日讯（记者 李立 王芳）": (("李立", "王芳"), ()),
    "本网讯 ": ((), ()),
    "【本报讯】": ((), ()),
    "江城新闻网6月4日讯（记者 李立）": (("李立",), ()),
    "【本报讯】(记者李立敏济南报道)": (("李立敏",), ()),
    "【記者李立／江城報導】": (("李立",), ()),
    "（记者 李立 通讯员 王芳）": (("李立",), ("王芳",)),
    "江城日报讯（记者 李立）": (("李立",), ()),
    "江城日报消息（记者 李立）": (("李立",), ()),
    "江城日报·江城客户端讯（记者 李立）": (("李立",), ()),
    "〔記者李立／江城報導〕": (("李立",), ()),
    "（中央社記者李立敏台北8日電）": (("李立敏",), ()),
    "（中央社記者李立、王大海新竹縣8日電）": (("李立", "王大海"), ()),
    "（中央社台北8日電）": ((), ()),
    "【江城公報訊】記者李立報道：": (("李立",), ()),
    "【江城報專訊】": ((), ()),
    "江城报讯 ": ((), ()),
}


@pytest.mark.parametrize("line", DATELINES)
def test_dateline_is_no_part_of_the_body(line: str) -> None:
    report = segment(Source("a.txt", f"{TITLE}\n\n{line}{BODY}\n"))
    assert (report.metadata.reporters, report.metadata.correspondents) == DATELINES[line]
    assert report.readable()[-1].span.of(report.text) == BODY


#: What stands before the body → the agency or paper that it names.
NAMED = {
    "新华社济南6月3日电（记者 李立）": "新华社",
    "（中央社記者李立台北3日電）": "中央社",
    "【江城公報訊】記者李立報道：": "江城公報",
    "江城日报讯（记者 李立）": "江城日报",
    "□ 江城日报记者 李立\n": "江城日报",
    "本报讯（记者 李立）": None,
    "□ 本报记者 李立\n": None,
    "（江城区融媒体中心记者 李立）": None,
}


@pytest.mark.parametrize("line", NAMED)
def test_whom_a_dateline_names_is_the_publisher_where_no_line_says_so(line: str) -> None:
    assert segment(Source("a.txt", f"{TITLE}\n{line}{BODY}")).metadata.publisher == NAMED[line]


def test_what_the_text_says_goes_before_hints_and_these_before_the_users_date() -> None:
    hints = Metadata("别的题", "别的报", "2020-01-01")
    said = segment(Source("a.txt", f"{TITLE}\n来源：江城日报 2023-06-05\n{BODY}", hints=hints), "2019-01-01").metadata
    assert (said.title, said.publisher, said.published) == (TITLE, "江城日报", "2023-06-05")
    silent = segment(Source("a.txt", BODY, hints=hints), "2019-01-01").metadata
    assert (silent.title, silent.publisher, silent.published) == ("别的题", "别的报", "2020-01-01")
    assert segment(Source("a.txt", BODY), "2019-01-01").metadata == Metadata(published="2019-01-01")
    assert segment(Source("a.txt", BODY)).metadata == Metadata()


TITLES = {
    f"{TITLE}\n{BODY}": TITLE,
    f"{TITLE}\n——江城经验\n{BODY}": f"{TITLE}——江城经验",
    f"{TITLE}_江城新闻网\n{BODY}": TITLE,
    f"{TITLE} - 江城区人民政府\n{BODY}": TITLE,
    f"江城新闻网\n{TITLE}\n2023-06-05 江城日报\n{BODY}": TITLE,
    f"首页 新闻 政务 服务 互动\n\n{TITLE}\n\n{BODY}": TITLE,
    f"路灯亮不亮？居民说了算！\n来源：江城日报\n{BODY}": "路灯亮不亮？居民说了算！",
    f"首页 > 江城新闻网 > 正文\n{TITLE}江城新闻网\n2023-06-05 江城日报\n{BODY}": TITLE,
    f"{TITLE}江城日报\n来源：江城日报 2023-06-05\n{BODY}": TITLE,
    f"《{TITLE}》\n2023-06-05 江城日报\n{BODY}": TITLE,
    f"江城区人民政府\n首页 | 概览 | 动态 | 公告\n\n【工作动态】{TITLE}\n2023-06-05 江城日报\n{BODY}": TITLE,
    f"江城社区网　www.example.cn\n当前位置：首页 > 正文\n{TITLE}\n2023-06-05 江城日报\n{BODY}": TITLE,
    f"江城区政府网站\n2024年2月9日 星期五 多云 8℃～20℃ 设为首页\n当前位置：首页 > 正文\n{TITLE}\n来源：江城网 2023-06-05\n{BODY}": TITLE,
    f"江城晚报\n2023年6月5日 星期一\nA02 要闻\n{TITLE}\n{BODY}": TITLE,
    f"江城晚报\n2023/06/05\n星期一\n第02版\n要闻\n{TITLE}\n{BODY}": TITLE,
    f"系列报道之一 幸福社区①\n{TITLE}\n2023-06-05 江城日报\n{BODY}": TITLE,
    f"标题：{TITLE}\n来源：江城日报\n日期：2023-06-05\n{BODY}": TITLE,
    f"索 引 号：\tA-1\n名　　称：\t{TITLE}\n发布机构：\t江城区政府\n{TITLE}\n{BODY}": TITLE,
    f"索引号：A-1\t标题：{TITLE}\n发布机构：江城区政府\t发布日期：2023-06-05\n{BODY}": TITLE,
    f"临江街道文件\n会议纪要\n〔2023〕5号\n临江街道办事处 2023年6月5日\n临江街道第12次会议纪要\n{BODY}": "临江街道第12次会议纪要",
    f"原标题：{TITLE}\n{BODY}": TITLE,
    f"江政发〔2023〕5号\n江城区人民政府\n关于推进社区治理的通知\n各街道办事处：\n{BODY}": "江城区人民政府关于推进社区治理的通知",
    f"{BODY}\n{BODY}": None,
    f"一、基本情况\n{BODY}\n二、下步打算\n{BODY}": None,
    "只有一行字": None,
}


@pytest.mark.parametrize("text", TITLES)
def test_title(text: str) -> None:
    assert segment(Source("a.txt", text)).metadata.title == TITLES[text]


def test_masthead_above_a_date_of_its_own() -> None:
    text = f"江城时报 | 综合 | 社会\n\n{TITLE}\n\n2023年6月5日　星期一\n\n{BODY}\n"
    assert segment(Source("a.txt", text)).metadata == Metadata(TITLE, "江城时报", "2023-06-05")


def test_date_below_a_title() -> None:
    text = f"政府工作报告\n（2023年1月5日在江城区第十八届人民代表大会第二次会议上）\n区长 王大海\n\n{BODY}\n"
    assert segment(Source("a.txt", text)).metadata == Metadata("政府工作报告", None, "2023-01-05")


def test_signature_of_a_notice() -> None:
    meta = segment(Source("a.txt", f"关于召开会议的通知\n\n{BODY}\n\n江城区人民政府办公室\n二〇二三年六月十一日\n")).metadata
    assert (meta.publisher, meta.published) == ("江城区人民政府办公室", "2023-06-11")


def test_a_labelled_date_goes_before_the_day_on_which_the_page_was_looked_at() -> None:
    text = f"江城新闻网 2024年2月9日 星期五\n{TITLE}\n发布时间：2023-06-05 来源：江城日报\n{BODY}\n"
    assert segment(Source("a.txt", text)).metadata.published == "2023-06-05"


def test_labels_below_the_editor_still_count() -> None:
    text = f"{TITLE}\n{BODY}\n编辑：李立\n日期：2023-06-05\n来源：江城网\n东山镇中学开工 2023-06-04\n"
    assert segment(Source("a.txt", text)).metadata == Metadata(TITLE, "江城网", "2023-06-05")


def test_the_signature_spells_out_who_published() -> None:
    text = f"{TITLE}\n来源：区民政局 2023-06-05\n{BODY}\n\n江城区民政局\n2023年6月4日\n"
    assert segment(Source("a.txt", text)).metadata == Metadata(TITLE, "江城区民政局", "2023-06-05")


def test_an_issuer_between_title_and_date() -> None:
    assert segment(Source("a.txt", f"{TITLE}\n江城区统计局\n（2023年6月5日）\n{BODY}\n")).metadata == Metadata(
        TITLE, "江城区统计局", "2023-06-05"
    )


def test_labels_whose_values_stand_on_the_next_line() -> None:
    text = f"{TITLE}\n来源：\n江城日报\n发布时间：\n2023-06-05 10:20\n作者：\n李 立 王芳\n播音：\n{BODY}\n"
    report = segment(Source("a.txt", text))
    assert report.metadata == Metadata(TITLE, "江城日报", "2023-06-05", ("李立", "王芳"))
    assert [b.span.of(text) for b in report.readable()] == [TITLE, BODY]


def test_the_imprint_below_a_notice_is_no_source_line() -> None:
    text = f"关于召开会议的通知\n\n{BODY}\n\n江城区民政局\n2023年6月5日\n\n江城区民政局办公室　　2023年6月7日印发\n"
    assert segment(Source("a.txt", text)).metadata == Metadata("关于召开会议的通知", "江城区民政局", "2023-06-05")
