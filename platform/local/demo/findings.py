"""What is found wrong in the demo, and what people say about putting it right."""

import random
from dataclasses import dataclass

from local.demo import names


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem as inspections and visits find it; ``sources`` are where it may come from."""

    title: str
    detail: str
    category: str
    sources: tuple[str, ...]


FINDINGS = (
    Finding(
        "党群服务中心周末开放不足",
        "两个周末上门均未开放，居民反映办事不便。",
        "service",
        ("inspection", "contact", "appeal"),
    ),
    Finding("联席会议未按季召开", "上季度未召开联席会议，议定事项没有跟踪。", "duty", ("inspection", "assessment")),
    Finding("共建协议兑现进度偏慢", "多项承诺时间过半未启动，缺少对接。", "co_building", ("assessment", "self")),
    Finding("兼职委员缺额未补", "驻区单位负责人岗位变动后，兼职委员未及时调整。", "team", ("inspection", "self")),
    Finding(
        "居民诉求答复超期",
        "三件诉求超过答复时限，未说明原因。",
        "governance",
        ("appeal", "assessment", "inspection"),
    ),
    Finding("活动场地消防通道堆物", "党群服务站通道堆放杂物，存在安全隐患。", "facility", ("inspection", "contact")),
    Finding("党组织换届材料不齐", "换届请示、批复和选举结果报告缺项。", "organization", ("inspection", "self")),
    Finding("双报到党员服务记录不全", "在职党员服务时长未登记，年底无法核对。", "co_building", ("assessment", "self")),
    Finding("楼宇党建覆盖不到位", "两幢楼宇符合条件未建立党组织，缺少指导员。", "organization", ("contact", "meeting")),
    Finding("述职报告问题剖析不深", "述职报告谈成绩多、谈问题少，整改措施不具体。", "duty", ("appraisal",)),
    Finding("议事协商会议无公示", "居民议事结果没有公开，居民不知情。", "governance", ("contact", "appeal", "meeting")),
    Finding("阵地面积和图书不达标", "党群服务站图书不足一千册，活动室被占用。", "facility", ("inspection",)),
    Finding("工作台账更新不及时", "共建台账三个月未更新，数据不一致。", "discipline", ("inspection", "assessment")),
    Finding("物业矛盾久拖不决", "小区停车收费纠纷超过半年，没有牵头协调。", "service", ("appeal", "contact")),
)
DISMISS = ("经核实情况不属实。", "与已下发的问题重复，合并办理。", "属历史遗留，已纳入区级专项统一解决。")
MEASURES = (
    "一、书记牵头召开专题会，逐条查找原因；二、建立轮值和登记制度；三、每周通报进展。",
    "一、摸清底数，列出清单；二、与驻区单位对接落实；三、月底前完成并公示。",
    "一、立即整改能改的事项；二、需要协调的报街道党工委研究；三、举一反三，完善制度。",
)
PROGRESS = (
    "已完成排查，正在落实。",
    "已召开协调会，明确分工。",
    "主体工作已完成，正在完善材料。",
    "已整改大部分点位。",
)
EXTEND = ("涉及施工，材料采购需要时间。", "需与多家单位协商，尚有一家未答复。", "恰逢换届，人员调整影响进度。")
REFUSE = "理由不充分，请倒排工期，按期完成。"
MISTAKEN = "整改要求写得不够具体，撤回后重新下发。"
NEEDLESS = "整改结果已经提交，无需延期。"
OUTCOMES = (
    "已按要求整改到位，建立长效机制，附现场照片和会议记录。",
    "问题已解决，向居民作了公示，满意度回访良好。",
    "已补齐缺项，完善制度，今后按月自查。",
)
RETURN = ("佐证材料看不出整改前后对比，请补充。", "只写了计划，没有结果，请完成后再报。", "缺少公示照片，请补充。")
RELAPSE = "回头看发现，同类情况再次出现，长效机制没有坚持。"
REPLIES = (
    "已查明原因，主要是人手不足，现明确专人负责，一周内完成。",
    "已与相关单位协调一致，本周施工，完成后报送佐证。",
)
TALKS = ("对照问题作了检讨，承诺十日内整改到位。", "明确整改时限和责任，按周报告进展。")


def person(rng: random.Random) -> str:
    """Somebody of the place, with the office held."""
    return f"{names.person(rng)}（{rng.choice(('书记', '副书记', '组织委员', '社工'))}）"
