"""The pages whose format nobody can write by hand: minutes in Word, a newspaper page in PDF."""

from tests.read.making import Placed, docx, paragraph, pdf, wrapped

_NEWS = (
    "本报讯（记者 骆秋白 通讯员 冉冰）8月26日，津沽区中心城区第三水厂正式通水。水厂由津沽水务集团投资4.2亿元建设，"
    "占地96亩，日供水能力15万吨，惠及安平街道、永乐街道等4个街道的31万居民。",
    "“水压上来了，六楼洗澡也不愁了。”家住永乐街道枣园社区的居民程师傅说。枣园社区党委书记简丽华介绍，"
    "社区与津沽水务集团营业所结对共建，组建“管家水工”服务队，已上门检修管道270户。",
    "津沽区副区长蒙建国表示，区里将启动老旧管网改造工程，计划2024年6月底前完成改造58公里。",
)
_SECOND = (
    "同日，津沽区城市管理局在安平街道召开现场会，推广“路长制”经验。安平街道办事处主任水明霞作了发言。",
    "据悉，津沽区今年已改造背街小巷43条，新增停车泊位1900个，获评全市城市管理先进区。",
)


def _set(paragraphs: tuple[str, ...], columns: int) -> list[tuple[int, str]]:
    """Lines with the indent of each, in characters."""
    lines = [(i, piece) for p in paragraphs for i, piece in enumerate(wrapped(p, columns))]
    return [(0 if i else 2, piece) for i, piece in lines]


def newspaper() -> bytes:
    """Two articles on a page, each under a headline over its two columns, and a page number."""
    page: list[Placed] = [(60, 806, 9, "津沽日报　2023年8月27日　星期日　第02版　要闻"), (290, 22, 9, "— 2 —")]
    page += [(150, 764, 24, "津沽第三水厂正式通水"), (190, 738, 14, "——31万居民喝上放心水")]
    page += _columns(_set(_NEWS, 19), 710, 7)
    page += [(150, 560, 24, "背街小巷有了“路长”")]
    page += _columns(_set(_SECOND, 19), 530, 3)
    return pdf([page])


def _columns(lines: list[tuple[int, str]], top: float, rows: int) -> list[Placed]:
    """Lines set in two columns, the left one filled first."""
    half = max(rows, (len(lines) + 1) // 2)
    left: list[Placed] = [(60 + 12 * x, top - 17 * i, 12.0, t) for i, (x, t) in enumerate(lines[:half])]
    return left + [(310 + 12 * x, top - 17 * i, 12.0, t) for i, (x, t) in enumerate(lines[half:])]


def minutes() -> bytes:
    """Minutes of a meeting: a letterhead, label lines, numbered decisions, a table."""
    rows = (("事项", "牵头单位", "完成时限"), ("建设邻里中心", "区民政局", "2022年9月底"), ("整治河道", "区水利局", "2022年12月底"))
    table = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    lines = (
        "（2022年第5期）",
        "时间：2022年3月18日下午",
        "地点：区政府第二会议室",
        "主持：区委副书记、区长 池远征",
        "参加：区民政局、区水利局、清溪街道主要负责人",
        "3月18日下午，区长池远征主持召开专题会议，研究清溪片区更新改造工作。会议议定以下事项：",
        "一、成立清溪片区更新改造指挥部，由常务副区长岑文彬任指挥长。",
        "二、由区民政局牵头建设清溪邻里中心，总投资2300万元。",
        "三、清溪街道负责房屋征收，涉及居民412户。",
    )
    body = paragraph("鹿鸣区人民政府专题会议纪要", "a") + "".join(map(paragraph, lines)) + f"<w:tbl>{table}</w:tbl>"
    return docx(body + paragraph("鹿鸣区人民政府办公室") + paragraph("2022年3月21日"))


MADE = {"newspaper.pdf": newspaper, "minutes.docx": minutes}
