from classifiers.columns import Grid, align, named
from classifiers.district import District
from classifiers.shapes import shape

NCR = ("क्रम सं०", "एन०सी०आर० नं०", "दिनांक", "धारा", "वादी", "विपक्षी", "कार्यवाही")


def ids(heads: tuple[str, ...], district: District, texts: tuple[str, ...] = ()) -> list[str]:
    told = texts or ("",) * len(heads)
    shapes = tuple(shape([text], district) for text in told)
    grid = Grid(heads, (1 / len(heads),) * len(heads), shapes)
    kind = district.registers["ncr"]
    return [column.id for column in named(align(grid, kind), kind)]


def test_headings_in_order_meet_their_columns(kannauj: District) -> None:
    expected = ["serial", "ncr", "date", "sections", "complainant", "opponent", "action"]
    assert ids(NCR, kannauj) == expected


def test_missing_columns_are_tolerated(kannauj: District) -> None:
    assert ids(NCR[:2] + NCR[4:], kannauj) == ["serial", "ncr", "complainant", "opponent", "action"]


def test_a_column_the_kind_has_not_gets_a_name_of_its_own(kannauj: District) -> None:
    heads = ("क्रम सं०", "बीट संख्या", "दिनांक", "धारा", "चौकी का नाम")
    assert ids(heads, kannauj) == ["serial", "x1", "date", "sections", "x2"]


def test_a_moved_column_is_known_by_its_heading(kannauj: District) -> None:
    heads = ("क्रम सं०", "दिनांक", "एन०सी०आर० नं०", "धारा", "वादी")
    assert sorted(ids(heads, kannauj)) == ["complainant", "date", "ncr", "sections", "serial"]


def test_values_name_columns_whose_headings_were_not_read(kannauj: District) -> None:
    texts = ("12", "12/2006", "2.3.06", "504/506 भा०द०वि०", "अ पुत्र ब निवासी क")
    found = ids(("",) * 5, kannauj, texts)
    assert found == ["serial", "ncr", "date", "sections", "complainant"]
