"""Where a reporter sent from, glued to the name."""

import pytest

from kg.segment.sent import without_place

TOKENS: dict[str, str | None] = {
    "李立": "李立",
    "李立报道": "李立",
    "王芳芳报道": "王芳芳",
    "李立济南报道": "李立",
    "李立敏佛山报道": "李立敏",
    "李立综合报道": "李立",
    "李立敏台北8日电": "李立敏",
    "李立新竹县8日电": "李立",
    "欧阳小美台东县9月8日电": "欧阳小美",
    "李立敏石桥报导": "李立敏",
    "广州报道": None,
    "台北8日电": None,
}


@pytest.mark.parametrize("token", TOKENS)
def test_the_place_is_no_part_of_the_name(token: str) -> None:
    assert without_place(token) == TOKENS[token]
