"""What an original of the demonstration is: its row in a list, and how its values are made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from marketplace.cli.demo.chance import Chance
from marketplace.cli.demo.tables import Column, Form, Row, Table
from verification.declaration import ColumnType

MARK = "(시연)"
MADE_UP = "※ 시연을 위해 정해진 씨앗값으로 만든 가상의 값입니다. 실제 통계가 아닙니다."

FREE = "이용허락범위 제한 없음"
KOGL_1 = "공공누리 제1유형"
KOGL_0 = "KOGL-0"
CC_BY = "저작자표시"


@dataclass(frozen=True, kw_only=True)
class Original:
    """A dataset that officials offer. `owner` names one of the cast."""

    name: str
    owner: str
    category: str
    about: str
    keywords: tuple[str, ...]
    licence: str = FREE
    cycle: str = "매월"
    period: str = "2025-01-01 ~ 2025-12-31"
    form: Form = Form.UTF8
    columns: tuple[Column, ...]
    rows: Callable[[Chance], Iterable[Row]]
    invented: bool = True

    @property
    def title(self) -> str:
        """The title, marked as the demonstration's."""
        return f"{self.name}{MARK}"

    @property
    def description(self) -> str:
        """What it is, and that it was made up."""
        return f"{self.about}<br/>{MADE_UP}" if self.invented else self.about

    @property
    def file_name(self) -> str:
        """The name of its file, as offices name theirs."""
        return f"세종특별자치시_{self.name.replace(' ', '_')}_20251231{self.form.suffix}"

    def table(self) -> Table:
        """Return its values: the same every time."""
        return Table(self.columns, tuple(self.rows(Chance(self.name))))


def text(name: str, meaning: str, *, key: bool = False) -> Column:
    """Return a column of text."""
    return Column(name, ColumnType.STRING, meaning, key=key)


def count(name: str, meaning: str, unit: str = "건") -> Column:
    """Return a column of whole numbers."""
    return Column(name, ColumnType.INTEGER, meaning, unit)


def number(name: str, meaning: str, unit: str = "") -> Column:
    """Return a column of numbers."""
    return Column(name, ColumnType.NUMBER, meaning, unit)


def day(name: str, meaning: str, *, key: bool = False) -> Column:
    """Return a column of days."""
    return Column(name, ColumnType.DATE, meaning, key=key)


MONTH = Column("기준연월", ColumnType.YEARMONTH, "통계의 기준이 되는 연월", key=True)
TOWN = Column("읍면동", ColumnType.STRING, "행정 읍면동의 이름", key=True)
TOWN_CODE = Column("행정동코드", ColumnType.STRING, "행정 읍면동의 열 자리 코드")
IN_TOWN = Column("읍면동", ColumnType.STRING, "자리한 행정 읍면동의 이름")
LATITUDE = Column("위도", ColumnType.NUMBER, "WGS84 위도", "도")
LONGITUDE = Column("경도", ColumnType.NUMBER, "WGS84 경도", "도")
