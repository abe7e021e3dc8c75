"""Invented names of units and people. Any likeness to a real firm or person is chance."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

_FIRST = "澄沐启岚泽瀚霁砚昀栩堇苒恺珩翊旻霖湉桐菡"
_SECOND = "屿澜禾曦岑川原朔汀谷野笙珂槿渚"
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁任沈姚卢姜"
_GIVEN = "文建立明晓海春志新国华永佳俊雪丽秀慧敏静婷玉兰芳云思雨嘉子宇浩泽然一凡可欣悦宁安"


@dataclass(frozen=True, slots=True)
class KindOfUnit:
    """How units of one kind are called, how many of a hundred they are, and how large their party organization is."""

    kind: str
    share: int
    patterns: tuple[str, ...]
    affiliations: tuple[str, ...]
    ranks: tuple[str, ...]
    members: tuple[int, int]


KINDS = (
    KindOfUnit(
        "government",
        9,
        ("{stem}税务所", "{stem}市场监管所", "{stem}司法所", "{stem}派出所", "{stem}规划资源所"),
        ("district", "city"),
        ("正科级", "副处级"),
        (8, 60),
    ),
    KindOfUnit(
        "institution",
        12,
        ("{stem}社区服务中心", "{stem}图书馆", "{stem}文化馆", "{stem}科普馆", "{stem}环境监测站"),
        ("district", "city"),
        ("正科级", "副科级", ""),
        (6, 45),
    ),
    KindOfUnit(
        "state_firm",
        13,
        ("{stem}公共交通有限公司", "{stem}燃气服务站", "{stem}置业集团", "{stem}电力营业厅", "{stem}银行支行"),
        ("central", "province", "city", "district"),
        ("", "正处级"),
        (12, 150),
    ),
    KindOfUnit(
        "private_firm",
        30,
        (
            "{stem}科技有限公司",
            "{stem}餐饮管理有限公司",
            "{stem}物业服务有限公司",
            "{stem}律师事务所",
            "{stem}设计有限公司",
            "{stem}超市",
            "{stem}健身中心",
            "{stem}文化传媒有限公司",
        ),
        ("none",),
        ("",),
        (0, 25),
    ),
    KindOfUnit(
        "social",
        12,
        ("{stem}社会工作服务社", "{stem}公益发展中心", "{stem}志愿服务队", "{stem}养老服务中心", "{stem}商会"),
        ("none",),
        ("",),
        (0, 15),
    ),
    KindOfUnit(
        "school",
        12,
        ("{stem}小学", "{stem}中学", "{stem}幼儿园", "{stem}职业学校"),
        ("district",),
        ("正科级", "副处级", ""),
        (10, 80),
    ),
    KindOfUnit(
        "hospital",
        6,
        ("{stem}医院", "{stem}社区卫生服务站", "{stem}口腔门诊部", "{stem}中医院"),
        ("district", "city", "none"),
        ("", "正处级"),
        (6, 180),
    ),
    KindOfUnit("military", 3, ("武警{stem}中队", "驻区{stem}部队", "{stem}消防救援站"), ("central",), ("",), (20, 90)),
    KindOfUnit("other", 3, ("{stem}集贸市场", "{stem}商圈管理办公室", "{stem}创意园"), ("none",), ("",), (0, 12)),
)


def person(rng: random.Random) -> str:
    """A name of two or three characters."""
    return rng.choice(_SURNAMES) + "".join(rng.choice(_GIVEN) for _ in range(rng.choice((1, 2, 2))))


def unit_names(rng: random.Random) -> Iterator[tuple[KindOfUnit, str]]:
    """Kinds and names without end and without repetition."""
    stems = [a + b for a in _FIRST for b in _SECOND]
    used: set[str] = set()
    while True:
        kind = rng.choices(KINDS, [k.share for k in KINDS])[0]
        name = rng.choice(kind.patterns).format(stem=rng.choice(stems))
        if name not in used:
            used.add(name)
            yield kind, name


def party_organization(name: str, members: int) -> str:
    """What a unit's party organization is called at its size; fewer than three members form none."""
    if members < 3:
        return ""
    if members < 50:
        return f"中共{name}支部委员会"
    return f"中共{name}总支部委员会" if members < 100 else f"中共{name}委员会"
