"""What units and communities of the demo help each other with."""

from dataclasses import dataclass

ALL = ("government", "institution", "state_firm", "private_firm", "social", "school", "hospital", "military", "other")


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of help: how it is asked for, offered and promised, in which measure, by which kinds of units.

    ``amounts`` are usual quantities of one listing; a promise for a year is a few times as much.
    """

    category: str
    measure: str
    amounts: tuple[int, ...]
    kinds: tuple[str, ...]
    needs: tuple[str, ...]
    offers: tuple[str, ...]
    promise: str
    outcomes: tuple[str, ...]


SERVICES = (
    Service(
        "venue",
        "小时",
        (8, 12, 20, 30, 40),
        ("school", "state_firm", "institution"),
        ("{when}操场对居民开放", "{group}体育锻炼场地", "{when}篮球场开放时段"),
        ("操场{when}开放时段", "室内体育馆开放时段", "田径场晨练时段"),
        "向居民开放运动场地",
        ("按约定时段开放场地，安排专人值守，秩序良好。", "开放期间共接待居民三批，未发生安全问题。"),
    ),
    Service(
        "venue",
        "场",
        (2, 3, 4, 6, 8),
        ("government", "state_firm", "private_firm", "institution", "hospital"),
        ("居民议事会场地", "{group}活动场地", "{when}文艺排练场地"),
        ("会议室共享（50人）", "多功能厅共享", "党员活动室共享"),
        "共享会议和活动场地",
        ("场地按时开放，音响、投影由单位协助调试。", "会场布置到位，活动顺利结束。"),
    ),
    Service(
        "people",
        "人次",
        (10, 15, 20, 30, 50),
        ("government", "state_firm", "private_firm", "social", "military", "school"),
        ("{when}楼道清洁志愿者", "{group}陪伴志愿者", "文明路口值守志愿者", "垃圾分类宣传志愿者"),
        ("党员志愿者服务队", "青年志愿者服务时段", "技能型志愿者"),
        "组织党员参加志愿服务",
        ("志愿者按时到岗，居民反映良好。", "分两批到岗服务，签到表附后。", "完成清洁楼道六个门栋，清运杂物一车。"),
    ),
    Service(
        "people",
        "场",
        (1, 2, 3, 4),
        ("military", "government"),
        ("消防疏散演练", "高层楼宇应急演练", "{group}防诈骗宣讲"),
        ("消防安全演练指导", "平安宣讲进社区"),
        "指导应急演练和安全宣讲",
        ("组织演练一场，居民和物业共同参加。", "宣讲结合真实案例，现场答疑。"),
    ),
    Service(
        "medical",
        "人次",
        (20, 30, 40, 60, 80),
        ("hospital",),
        ("{group}血压血糖义诊", "{when}口腔检查义诊", "行动不便居民上门诊疗"),
        ("专家义诊名额", "家庭医生咨询名额", "中医推拿体验名额"),
        "为居民提供义诊",
        ("医护人员到场义诊，对异常指标建议复查。", "上门服务行动不便居民，建立随访安排。"),
    ),
    Service(
        "medical",
        "场",
        (1, 2, 3, 4),
        ("hospital", "institution"),
        ("{group}健康讲座", "急救知识培训", "合理用药讲座"),
        ("健康科普讲座", "心肺复苏培训课"),
        "开展健康讲座",
        ("讲座互动热烈，发放手册一百余份。", "现场演示急救操作，居民逐一练习。"),
    ),
    Service(
        "legal",
        "人次",
        (10, 15, 20, 30),
        ("private_firm", "government", "social"),
        ("{when}法律咨询", "房屋继承法律咨询", "劳动权益咨询"),
        ("律师一对一咨询名额", "法律援助咨询时段"),
        "提供法律咨询",
        ("接待咨询并逐件登记，疑难问题约定后续答复。", "为居民解答继承、租赁、物业纠纷等问题。"),
    ),
    Service(
        "education",
        "课时",
        (8, 12, 16, 24, 32),
        ("school", "social", "institution"),
        ("{when}小学生晚托班", "{group}书法班", "寒暑假爱心托管"),
        ("课后兴趣班名额", "社区学校师资", "阅读指导课"),
        "提供课程和师资",
        ("按课表完成授课，家长评价良好。", "学员出勤稳定，结课时展示了作品。"),
    ),
    Service(
        "education",
        "场",
        (1, 2, 3, 5),
        ("school", "institution", "private_firm", "social"),
        ("{group}科普讲座", "家庭教育讲座", "党史学习宣讲"),
        ("科普进社区", "家庭教育公开课", "微党课宣讲"),
        "开展科普和宣讲",
        ("讲座座无虚席，居民希望再办。", "宣讲员结合身边故事，互动充分。"),
    ),
    Service(
        "culture",
        "场",
        (1, 2, 3, 4),
        ("institution", "social", "school", "other"),
        ("{when}文艺演出", "邻里节节目", "{group}合唱指导"),
        ("文艺演出进社区", "戏曲专场", "露天电影放映"),
        "送文艺演出进社区",
        ("演出节目十二个，居民自编自演三个。", "现场气氛热烈，结束后志愿者清场。"),
    ),
    Service(
        "culture",
        "人次",
        (20, 30, 50, 80),
        ("institution", "school", "private_firm"),
        ("{group}参观展馆", "青少年研学名额"),
        ("展馆免费参观名额", "非遗体验名额", "读书会名额"),
        "开放场馆参观",
        ("组织参观两批，配备讲解员。", "体验活动顺利，作品由居民带走。"),
    ),
    Service(
        "parking",
        "个",
        (5, 8, 10, 15, 20, 30),
        ("government", "state_firm", "private_firm", "hospital", "school"),
        ("夜间错时停车位", "周末共享停车位", "{when}居民临时停车"),
        ("夜间共享停车位", "周末错时停车位"),
        "提供错时共享停车位",
        ("车位交由居委会统一登记分配，按时进出。", "夜间开放后道路违停明显减少。"),
    ),
    Service(
        "goods",
        "份",
        (20, 30, 50, 80, 100),
        ("state_firm", "private_firm", "social", "other"),
        ("{group}节日慰问品", "{when}防暑降温物资", "独居老人爱心早餐"),
        ("爱心慰问包", "临期文具捐赠", "便民生活包"),
        "提供慰问物资",
        ("物资由楼组长和志愿者逐户送达。", "领取登记完整，无重复发放。"),
    ),
    Service(
        "goods",
        "件",
        (5, 10, 15, 20),
        ("institution", "private_firm", "school", "state_firm"),
        ("公共阅览室图书桌椅", "活动室电器更新", "{group}助行器具"),
        ("办公桌椅捐赠", "闲置电脑捐赠", "图书捐赠"),
        "捐赠设备和图书",
        ("设备验收后交付使用，已贴捐赠标识。", "物品登记入账，由居委会保管。"),
    ),
    Service(
        "funds",
        "元",
        (1000, 2000, 3000, 5000, 8000),
        ("state_firm", "private_firm", "social"),
        ("困难家庭微心愿资金", "楼道微更新资金", "{group}助学资金"),
        ("公益微基金额度", "爱心助学额度"),
        "出资认领微心愿",
        ("资金按程序拨付，用途公示。", "微心愿逐项兑现，凭证附后。"),
    ),
    Service(
        "technology",
        "人次",
        (15, 20, 30, 40),
        ("private_firm", "state_firm", "institution", "school"),
        ("{group}智能手机课堂", "{when}家电小修", "一网通办代办辅导"),
        ("智能手机教学名额", "家电维修服务名额", "电脑维护服务名额"),
        "开展便民技术服务",
        ("耐心讲解，居民学会扫码、挂号和视频通话。", "维修小家电一批，无法修复的说明原因。"),
    ),
    Service(
        "other",
        "场",
        (1, 2, 3),
        ("government", "state_firm", "private_firm", "other", "social"),
        ("就业招聘会", "{when}便民服务日摊位", "企业社区见面会"),
        ("招聘岗位进社区", "便民服务日", "职业指导活动"),
        "参加便民服务日",
        ("现场达成意向多份，后续由单位跟进。", "设摊六个，服务居民百余人次。"),
    ),
)

# What units ask of the places in which they lie.
UNIT_NEEDS = (
    Service(
        "parking",
        "个",
        (5, 10, 15),
        ALL,
        ("职工通勤停车位", "访客临时停车位"),
        (),
        "协调职工停车",
        ("协调周边停车场和道路泊位，已办理登记。",),
    ),
    Service(
        "education",
        "课时",
        (10, 20, 30),
        ALL,
        ("职工子女{when}托管", "职工子女暑期看护"),
        (),
        "提供职工子女看护",
        ("由社区学校安排老师看护，按时接送。",),
    ),
    Service(
        "other",
        "人次",
        (20, 40, 60),
        ALL,
        ("职工午餐用餐名额", "职工体检咨询名额"),
        (),
        "开放社区食堂",
        ("社区食堂预留窗口，就餐有序。",),
    ),
    Service(
        "venue",
        "场",
        (2, 4, 6),
        ALL,
        ("党员活动阵地", "职工文体活动场地"),
        (),
        "共享党群阵地",
        ("党群服务站按预约开放，资料齐全。",),
    ),
    Service(
        "legal",
        "场",
        (1, 2),
        ALL,
        ("劳动用工政策宣讲", "消防合规辅导"),
        (),
        "送政策进单位",
        ("邀请条线部门上门宣讲，答复问题十余个。",),
    ),
)

# What places offer to the units around them.
PLACE_OFFERS = (
    Service(
        "venue",
        "场",
        (4, 6, 8, 12),
        ALL,
        (),
        ("党群服务站活动室", "社区多功能厅", "市民驿站会议室"),
        "共享党群阵地",
        ("按预约使用，场地整洁归还。",),
    ),
    Service(
        "other",
        "人次",
        (30, 50, 80),
        ALL,
        (),
        ("社区食堂午餐名额", "社区健身房体验名额"),
        "开放社区食堂",
        ("凭登记用餐，高峰错时。",),
    ),
    Service(
        "culture",
        "人次",
        (20, 30, 40),
        ALL,
        (),
        ("市民夜校名额", "社区合唱团名额"),
        "开放社区课程",
        ("单位职工与居民同班上课，反响好。",),
    ),
)

WHEN = ("周末", "工作日傍晚", "暑期", "寒假", "节假日", "每月", "国庆前后", "重阳节", "春节前", "雨季")
GROUPS = (
    "老年居民",
    "独居老人",
    "青少年",
    "新就业群体",
    "残疾居民",
    "社区党员",
    "年轻父母",
    "退役军人",
    "楼组长",
    "外来务工人员",
)
