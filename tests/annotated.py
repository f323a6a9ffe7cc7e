"""Gold for the first of the hand-built reports."""

from typing import Any

SPRING: dict[str, Any] = {
    "report": "spring.txt",
    "metadata": {
        "title": "柳泉街道成立惠企专班",
        "publisher": "柳泉日报",
        "published": "2024-03-06",
        "reporters": ["周文"],
        "correspondents": ["吴晓"],
    },
    "entities": [
        {"type": "Area", "name": "柳泉街道", "aliases": ["街道"]},
        {"type": "Area", "name": "柳泉市"},
        {"type": "Organisation", "name": "柳泉街道惠企服务专班", "aliases": ["惠企服务专班"]},
        {"type": "Post", "name": "柳泉街道党工委书记", "aliases": ["街道党工委书记"]},
        {"type": "Organisation", "name": "星河科技"},
        {"type": "Project", "name": "数字产业园项目"},
    ],
    "facts": [
        ["柳泉街道", "establishes", "柳泉街道惠企服务专班"],
        ["柳泉街道", "partOf", "柳泉市"],
        ["柳泉街道党工委书记", "leads", "柳泉街道惠企服务专班"],
        ["柳泉街道党工委书记", "postIn", "柳泉街道"],
        ["柳泉街道", "partnersWith", "星河科技"],
        ["柳泉街道", "introduces", "数字产业园项目"],
    ],
    "statuses": [["数字产业园项目", "signed", None]],
    "statistics": [{"about": "数字产业园项目", "value": 350000000, "unit": "元", "measure": "总投资"}],
}
