"""The words of the report, from its figures, in plain office Chinese. Where nothing was counted it says so."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from assessment.documents.material import Figure, Material, Row, said
from assessment.indicators import BY_CODE, SCORE, Indicator, Kind
from assessment.models import ReportEntry

_NAMED = 3
_JUDGED = ("need_completion_rate", "claim_closure_rate", "answered_on_time", "satisfaction")


def overall(material: Material) -> list[str]:
    """一、总体情况."""
    district = material.district
    count = {code: said(figure.indicator, figure.value) for code, figure in district.figures.items()}
    active_streets = sum(row.is_active for row in material.streets)
    active = sum(row.is_active for row in material.communities)
    first = (
        f"{material.report.period.label}，全区共发布需求{count['needs_published']}件、"
        f"资源{count['resources_published']}件，提出认领{count['claims_proposed']}件，"
        f"确认认领{count['claims_confirmed']}件，办结认领{count['claims_closed']}件，"
        f"办结需求{count['needs_closed']}件，新签共建协议{count['agreements_activated']}份。"
        f"全区{len(material.streets)}个街道中有{active_streets}个、"
        f"{len(material.communities)}个社区中有{active}个开展了联动工作。"
    )
    shares = [_with_change(district.figures[code]) for code in _JUDGED if district.value(code) is not None]
    second = f"从质效看，{'；'.join(shares)}。" if shares else "本季度尚无了结的需求和认领，质效指标暂不评价。"
    score = district.figures[SCORE]
    third = f"全区综合得分{_with_change(score, named=False)}。" if score.value is not None else ""
    return [text for text in (first, second, third) if text]


def achievements(material: Material) -> list[tuple[str, str]]:
    """二、主要成效: headed paragraphs, never empty."""
    found = []
    best = [row for row in material.streets if row.entry.score is not None][:_NAMED]
    if best:
        found.append(("先进街道", f"综合得分居前的街道为{_named(best, lambda r: f'{r.entry.score}分')}。"))
    risen = _risen(material.streets)
    if risen:
        found.append(("进步情况", f"综合得分较上季度提升较多的街道为{_named(risen, lambda r: _rise(r))}。"))
    top = [row for row in material.communities if row.entry.score is not None][:_NAMED]
    if top:
        closed = sorted(material.communities, key=lambda r: (-(r.value("claims_closed") or 0), r.entry.path))[0]
        text = f"综合得分居前的社区为{_named(top, lambda r: f'{r.entry.score}分')}。"
        if number := closed.value("claims_closed"):
            text += f"办结认领最多的是{closed.name}，共{number:.0f}件。"
        found.append(("先进社区", text))
    met = [
        BY_CODE[code].name
        for code in _JUDGED
        if (value := material.district.value(code)) is not None and value >= _goal(material, code)
    ]
    if met:
        found.append(("目标完成", f"{'、'.join(met)}达到全区年度目标。"))
    return found or [("工作进展", "本季度尚无可评价的数据，各街道、社区正在组织填报和对接。")]


def problems(material: Material) -> list[tuple[str, str]]:
    """三、存在问题: headed paragraphs, never empty."""
    found = []
    for code in _JUDGED:
        goal = _goal(material, code)
        behind = sorted(
            (r for r in material.streets if (v := r.value(code)) is not None and v < goal),
            key=lambda r: (r.value(code) or 0, r.entry.path),
        )
        if behind:
            indicator = BY_CODE[code]
            found.append(
                (
                    f"{indicator.name}未达目标",
                    f"目标为{_with_unit(indicator, goal)}，低于目标的街道有{len(behind)}个，"
                    f"较低的为{_named(behind[:_NAMED], _telling(code))}。",
                )
            )
    idle_streets = [row for row in material.streets if not row.is_active]
    idle = [row for row in material.communities if not row.is_active]
    if idle_streets or idle:
        text = f"{len(idle)}个社区本季度没有联动记录"
        if idle_streets:
            text = f"{_names(idle_streets)}本季度没有联动记录；全区共有" + text
        found.append(("工作开展不平衡", f"{text}。"))
    late = [row for row in material.streets if row.entry.status != ReportEntry.Status.REVIEWED]
    unconfirmed = [row for row in material.communities if row.entry.status != ReportEntry.Status.CONFIRMED]
    if late or unconfirmed:
        parts = []
        if late:
            parts.append(f"{_names(late)}未按时审核季度数据")
        if unconfirmed:
            parts.append(f"{len(unconfirmed)}个社区未按时确认季度数据")
        found.append(("数据上报不及时", f"{'，'.join(parts)}。"))
    return found or [("总体平稳", "本季度各项指标均达到目标，未发现突出问题。")]


def demands(material: Material) -> list[tuple[str, str]]:
    """四、下步要求: what follows from the problems."""
    named = {heading for heading, _ in problems(material)}
    days = material.terms.claim_response_days
    found = []
    if any(heading.startswith(("需求办结率", "认领兑现率")) for heading in named):
        found.append(("加快办结兑现", "对到期未办结的需求和已确认未完成的认领逐件过问，明确责任人和完成时限。"))
    if any(heading.startswith("按期答复率") for heading in named):
        found.append(("及时答复认领", f"收到认领后应在{days}天内确认或谢绝，不能答复的说明原因。"))
    if any(heading.startswith("双方满意度") for heading in named):
        found.append(("提升服务质量", "对评价较低的事项逐件回访，改进服务，并将结果反馈双方。"))
    if "工作开展不平衡" in named:
        found.append(("推动均衡开展", "没有联动记录的街道、社区应主动摸排需求、对接单位，下季度实现有需求、有认领。"))
    if "数据上报不及时" in named:
        found.append(("按时确认上报", "社区、街道应在规定期限内确认、审核季度数据，确保数据真实准确。"))
    found.append(("持续抓好落实", "各街道、社区继续用好资源清单和需求清单，推动双向认领常态长效。"))
    return found


def correction(material: Material) -> str:
    """Which report this one replaces and why; empty for a first edition."""
    corrected = material.report.corrects
    if corrected is None:
        return ""
    places = len({change.path for change in material.changes})
    return (
        f"本通报更正《{material.issuer}关于{corrected.period.label}联动工作情况的通报》（{corrected.number}），"
        f"原通报同时作废。更正原因：{_sentence(material.report.correction_note)}"
        f"涉及{places}个单位、{len(material.changes)}项数据，变动情况见附件。"
    )


def _with_unit(indicator: Indicator, value: Decimal | None) -> str:
    return said(indicator, value) + ("" if indicator.unit == "%" else indicator.unit)


def _telling(code: str) -> Callable[[Row], str]:
    return lambda row: _with_unit(BY_CODE[code], row.value(code))


def _goal(material: Material, code: str) -> Decimal:
    goal = material.terms.target(code)
    if goal is None:
        raise ValueError(f"{code} has no target")
    return goal


def _with_change(figure: Figure, *, named: bool = True) -> str:
    indicator = figure.indicator
    unit = "" if indicator.unit == "%" else indicator.unit
    text = f"{indicator.name if named else ''}{said(indicator, figure.value)}{unit}"
    for change, than in ((figure.change, "较上季度"), (figure.year_change, "较上年同期")):
        if change is None:
            continue
        points = "个百分点" if indicator.kind in (Kind.RATIO, Kind.TIMELY) else unit
        if not change:
            text += f"，{than.replace('较', '与')}持平"
        else:
            word = "提高" if change > 0 else "下降"
            text += f"，{than}{word}{abs(change):.{indicator.places}f}{points}"
    return text


def _risen(rows: Iterable[Row]) -> list[Row]:
    def change(row: Row) -> Decimal:
        return row.figures[SCORE].change or Decimal(0)

    return sorted((r for r in rows if change(r) > 0), key=lambda r: (-change(r), r.entry.path))[:_NAMED]


def _rise(row: Row) -> str:
    return f"提高{row.figures[SCORE].change}分"


def _named(rows: Sequence[Row], tell: Callable[[Row], str]) -> str:
    return "、".join(f"{row.name}（{tell(row)}）" for row in rows)


def _names(rows: Sequence[Row]) -> str:
    shown = "、".join(row.name for row in rows[:_NAMED])
    return shown if len(rows) <= _NAMED else f"{shown}等{len(rows)}个街道"


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text}。"
