"""Three templates that every district begins with; it may change or retire them (S0-1, S0-2, S1, S4)."""

from typing import Any

from django.db import migrations

# Stage, step, requirement, first and last day, whether files are asked for, what is counted.
Step = tuple[str, str, str, int, int, bool, str]

# S0-1 and S0-2: 准备部署 6月1日—7月30日, 提名候选人和选举 7月30日—8月31日, 总结完善 9月1日—9月20日. Day 0 is 6月1日.
ELECTION: list[Step] = [
    ("准备部署", "调查摸底", "摸清户数、人口和班子现状，对影响换届的不利因素逐一排查，逐个社区建立选情台账。", 0, 53, True, ""),
    ("准备部署", "成立选举工作机构", "成立选举委员会，名单报换届选举工作领导小组办公室。", 14, 59, True, ""),
    ("准备部署", "制订选举工作方案", "结合实际制订实施方案，按期报备。", 14, 54, True, ""),
    ("准备部署", "培训选举工作骨干", "培训法律法规、工作程序和操作要求。", 30, 59, False, "人次"),
    ("准备部署", "宣传发动", "运用宣传栏、公告、会议等形式宣传选举法规，贯穿全过程。", 0, 91, False, ""),
    ("提名候选人和选举", "划分居民小组", "按地理、楼宇自然分布划分，每个小组以 100 户左右为宜。", 59, 64, False, "个"),
    ("提名候选人和选举", "推选居民代表和居民小组长", "每个小组推选 2 至 3 名代表，每个社区代表一般不少于 50 人。", 62, 70, True, "人"),
    ("提名候选人和选举", "选民登记和公布", "登记、审查和确认，投票选举日的 10 日前张榜公布。", 66, 76, True, "人"),
    ("提名候选人和选举", "提名候选人并审查", "居民小组提名和个人报名，严格人选把关，正式候选人于选举日前 3 天公布。", 70, 83, True, "人"),
    ("提名候选人和选举", "介绍候选人", "客观公正介绍基本情况和工作特长，有条件的组织竞选演说。", 80, 86, False, ""),
    ("提名候选人和选举", "投票选举", "依法投票，公开计票、唱票，当场公布结果。", 84, 91, True, ""),
    ("总结完善", "工作交接", "选举产生后 5 个工作日内移交公章、资产、账目和档案。", 92, 98, True, ""),
    ("总结完善", "设立下属委员会和议事监督组织", "设立人民调解等委员会，成立民主协商议事会和居务公开监督小组。", 92, 104, False, ""),
    ("总结完善", "完善自治章程和居民公约", "健全各项制度，制订三年规划和年度计划。", 96, 111, True, ""),
    ("总结完善", "总结上报", "整理选举信息数据，与工作总结一并上报。", 100, 111, True, ""),
    ("总结完善", "培训新当选成员", "使新当选成员尽早掌握业务、开展工作。", 98, 111, False, "人次"),
]

# S1: five standards in fifteen tasks; the work plan was issued on 3月28日 for the year.
MODEL_COMMUNITY: list[Step] = [
    ("组织坚强有力、管理有序", "班子建设", "班子健全、团结有力，分工明确，书记带头。", 0, 60, False, ""),
    ("组织坚强有力、管理有序", "干部队伍建设", "配齐配强社区工作者，开展教育培训。", 0, 90, False, "人"),
    ("组织坚强有力、管理有序", "工作机制和制度建设", "建立党支部、党小组、责任区纵向体系和联席会横向体系，推行“一本通”。", 0, 120, True, ""),
    ("设施一流、服务完善", "服务设施", "建成六室四站两校一厅一中心，服务用房 300 平方米以上、室外场地 200 平方米以上、新图书 1000 本以上。", 30, 180, True, "平方米"),
    ("设施一流、服务完善", "服务体系", "便民服务大厅一门式办理，公开服务事项和流程。", 30, 180, False, ""),
    ("设施一流、服务完善", "服务队伍", "组建党员志愿者和专业服务队伍，定期服务。", 30, 150, False, "支"),
    ("布局合理、环境优美", "环境卫生", "楼道、院落整洁，责任区包干到人。", 60, 210, True, ""),
    ("布局合理、环境优美", "生态绿化", "见缝插绿，养护到位，绿化率达到要求。", 60, 240, False, ""),
    ("布局合理、环境优美", "环境保护", "治理油烟、噪声和乱堆乱放，建立巡查制度。", 60, 240, False, ""),
    ("稳定祥和、治安良好", "群防群治", "组建治安巡逻队伍，落实值班巡查。", 30, 210, False, ""),
    ("稳定祥和、治安良好", "帮教监管", "落实帮教责任，会同派出所、司法所开展工作。", 30, 210, False, ""),
    ("稳定祥和、治安良好", "矛盾纠纷排查调处", "定期排查，小事不出社区，台账完整。", 30, 240, True, "件"),
    ("人际和谐、居民满意", "社区文化", "开展群众性文化活动，形成特色品牌。", 60, 240, True, "场"),
    ("人际和谐、居民满意", "共驻共建", "与驻区单位签订协议，双向认领资源和需求。", 30, 240, False, "家"),
    ("人际和谐、居民满意", "群众评议", "认知度、参与度 90% 以上，满意度 95% 以上。", 210, 270, True, ""),
]

# S4: 预报 in 3月 of an even year, 创建 for a year at least, 验收 before the end of 3月 and 表彰 before 七一 of the odd year.
# S4 also: 「五个好」 and how their build-up is led and checked.
FIVE_GOODS: list[Step] = [
    ("预报", "对照标准自查", "对照本领域创建标准细则查摆短板，列出问题清单、任务清单、责任清单。", 0, 20, True, ""),
    ("预报", "填报申报表", "对照基本条件填报申报表。", 10, 30, True, ""),
    ("创建", "制定创建方案", "明确指导思想、目标任务、具体措施和工作要求。", 31, 60, True, ""),
    ("创建", "领导班子好", "班子配备齐全，书记责任落实，作用发挥明显。", 61, 365, False, ""),
    ("创建", "党员队伍好", "教育培训和日常管理到位，党员带头。", 61, 365, False, "人次"),
    ("创建", "工作机制好", "制度健全，“三会一课”等组织生活经常。", 61, 365, False, "次"),
    ("创建", "工作业绩好", "围绕中心、服务群众成效明显。", 61, 365, False, ""),
    ("创建", "群众反映好", "听取党员和群众意见，满意度达到要求。", 61, 365, True, ""),
    ("创建", "中期督导整改", "配合督导组检查，反馈问题逐项整改。", 180, 240, True, ""),
    ("考核验收", "申请验收", "填报验收申请表，附 2500 字左右的汇报材料。", 366, 395, True, ""),
    ("考核验收", "接受考核", "准备听汇报、查资料、看现场、走访座谈。", 396, 430, False, ""),
    ("考核验收", "总结提升", "总结经验，完善长效机制，做好表彰推荐。", 431, 480, True, ""),
]

TEMPLATES: list[tuple[str, str, str, list[Step]]] = [
    (
        "社区居委会换届选举",
        "坚持党的领导，充分发扬民主，严格依法办事，选优配强新一届班子，按期完成换届。",
        "居民委员会组织法和市、区换届选举文件",
        ELECTION,
    ),
    (
        "精品社区创建",
        "建设一支好班子、带出一支好队伍、建立一套好机制、做出一份好业绩、获得一份好反映，五个方面 15 项任务全部达标。",
        "区委创建党建精品社区活动实施方案",
        MODEL_COMMUNITY,
    ),
    (
        "“五好党支部”创建",
        "领导班子好、党员队伍好、工作机制好、工作业绩好、群众反映好，创建一年以上并通过验收。",
        "“五好党支部”创建管理办法",
        FIVE_GOODS,
    ),
]


def begin_with(apps: Any, schema_editor: Any) -> None:
    template_model = apps.get_model("campaigns", "CampaignTemplate")
    step_model = apps.get_model("campaigns", "CampaignTemplateStep")
    for name, aim, basis, steps in TEMPLATES:
        template, made = template_model.objects.get_or_create(
            name=name, defaults={"aim": aim, "basis": basis, "level": "community"}
        )
        if not made:
            continue
        step_model.objects.bulk_create(
            [
                step_model(
                    template=template,
                    position=position,
                    stage=stage,
                    title=title,
                    requirement=requirement,
                    start_day=first,
                    due_day=last,
                    evidence=evidence,
                    measure=measure,
                )
                for position, (stage, title, requirement, first, last, evidence, measure) in enumerate(steps, 1)
            ]
        )


def take_back(apps: Any, schema_editor: Any) -> None:
    """Those that nobody has changed and no campaign was made from."""
    template_model = apps.get_model("campaigns", "CampaignTemplate")
    names = [name for name, *_ in TEMPLATES]
    template_model.objects.filter(name__in=names, version=1, campaigns=None).delete()


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]

    operations = [migrations.RunPython(begin_with, take_back)]
