from decimal import Decimal

import pytest

from kg.errors import InputError
from kg.write import terms
from kg.write.terms import XSD


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (Decimal("350000000"), "350000000.0"),
        (Decimal("3.5E8"), "350000000.0"),
        (Decimal("0.70"), "0.7"),
        (0.9, "0.9"),
        (1.0, "1.0"),
        (1e-05, "0.00001"),
        (Decimal("-12.340"), "-12.34"),
    ],
)
def test_decimals_have_one_form(number: Decimal | float, expected: str) -> None:
    assert terms.decimal(number) == (expected, XSD + "decimal", "")


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2024-02-29", "date"),
        ("2023-02-29", "string"),
        ("2024-02-30", "string"),
        ("2024-13", "string"),
        ("2024-12", "gYearMonth"),
        ("2024", "gYear"),
        ("0000", "string"),
        ("今年", "string"),
        ("２０２４", "string"),
        ("2024-1-1", "string"),
        ("20240101", "string"),
    ],
)
def test_dates_are_typed_only_where_the_calendar_has_them(text: str, datatype: str) -> None:
    assert terms.moment(text).datatype == XSD + datatype


def test_names_are_normalised_but_quotes_are_not() -> None:
    decomposed = "e\u0301"
    assert terms.chinese(decomposed).value == "\u00e9"
    assert terms.quoted(decomposed).value == decomposed


@pytest.mark.parametrize("base", ["https://data.example.org/id/", "urn:x:y#", "http://例子.example/"])
def test_good_base(base: str) -> None:
    assert terms.check_base(base) == base


@pytest.mark.parametrize("base", ["", "id/", "https://a.example/id", "https://a.example/a b/", "https://a.example/<x>/"])
def test_bad_base(base: str) -> None:
    with pytest.raises(InputError, match="ends in / or #"):
        terms.check_base(base)
