"""Who is abroad, and who tells what of whom: all of it from a seed, the same in every process.

The run's truth: the roster is held against this, and this knows nothing of how the product reads a name.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

FAMILY = (
    "王wáng 李lǐ 张zhāng 刘liú 陈chén 杨yáng 黄huáng 赵zhào 吴wú 周zhōu 徐xú 孙sūn 马mǎ 朱zhū 胡hú 郭guō 何hé 林lín "
    "高gāo 罗luó 郑zhèng 梁liáng 谢xiè 宋sòng 唐táng 许xǔ 邓dèng 韩hán 冯féng 曹cáo 彭péng 曾zēng 肖xiāo 田tián 董dǒng "
    "潘pān 袁yuán 蔡cài 蒋jiǎng 余yú 于yú 杜dù 叶yè 程chéng 魏wèi 苏sū 吕lǚ 丁dīng 任rén 卢lú 姚yáo 沈shěn 钟zhōng "
    "姜jiāng 崔cuī 谭tán 陆lù 范fàn 汪wāng 廖liào 石shí 金jīn 贾jiǎ 夏xià 付fù 方fāng 邹zōu 熊xióng 白bái 孟méng 秦qín "
    "邱qiū 侯hóu 江jiāng 尹yǐn 薛xuē 闫yán 段duàn 雷léi 龙lóng 黎lí 史shǐ 陶táo 贺hè 毛máo 郝hǎo 顾gù 龚gōng 邵shào "
    "万wàn 覃qín 武wǔ 钱qián 戴dài 严yán 莫mò 孔kǒng 向xiàng 常cháng 单shàn 解xiè 欧阳ōuyáng 司马sīmǎ 诸葛zhūgě"
)
GIVEN = (
    "伟wěi 芳fāng 娜nà 敏mǐn 静jìng 丽lì 强qiáng 磊lěi 军jūn 洋yáng 勇yǒng 艳yàn 杰jié 娟juān 涛tāo 明míng 超chāo "
    "秀xiù 霞xiá 平píng 刚gāng 桂guì 英yīng 华huá 玉yù 萍píng 红hóng 鹏péng 宇yǔ 浩hào 凯kǎi 欣xīn 雪xuě 梅méi 林lín "
    "晨chén 佳jiā 俊jùn 峰fēng 建jiàn 国guó 文wén 志zhì 海hǎi 云yún 龙lóng 飞fēi 鑫xīn 波bō 斌bīn 辉huī 健jiàn 婷tíng "
    "雨yǔ 子zǐ 梓zǐ 涵hán 轩xuān 怡yí 诗shī 瑶yáo 思sī 琪qí 嘉jiā 睿ruì 博bó 天tiān 一yī 可kě 乐lè 安ān 宁níng 春chūn "
    "兰lán 凤fèng 珍zhēn 莉lì 玲líng 燕yàn 花huā 绿lǜ 女nǚ 清qīng 泉quán 山shān 川chuān 东dōng 南nán 北běi"
)
PLAIN = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")
NAMESPACE = UUID("5c0a7d0e-2f5d-5b7e-9a53-0c1e41b7f6aa")
OWN_PART, STRANGERS, VAGUE, AGAIN = 0.7, 0.05, 0.2, 0.03
"""Of all check-ins these are people's own; of those, by people whom no register has; of the relatives' tellings these
have no certain sign; and so many are sent once more, as people do who see no answer."""


def _parts(text: str) -> list[tuple[str, str]]:
    split = [(each.rstrip("".join(c for c in each if ord(c) < 0x2E80)), each) for each in text.split()]
    return [(zh, each.removeprefix(zh)) for zh, each in split]


FAMILIES, GIVENS = _parts(FAMILY), _parts(GIVEN)
WEIGHTS = [1 / (rank + 3) for rank in range(len(FAMILIES))]


@dataclass(frozen=True)
class Somebody:
    """A person abroad, as they are."""

    number: int
    zh: str
    family: str
    given: tuple[str, ...]
    birth_date: str
    passport: str
    phone: str
    registered: bool

    @property
    def en(self) -> str:
        """As the passport has it."""
        family, given = (part.translate(PLAIN) for part in (self.family, "".join(self.given)))
        return f"{family} {given}".replace("lv", "lyu").replace("nv", "nyu").title()

    def resident(self) -> dict[str, Any]:
        """As they registered."""
        known = {"birth_date": self.birth_date, "document_number": self.passport, "phone": self.phone}
        return {"name": {"zh": self.zh, "en": self.en}, **known, "person_id": str(person_id(self.number))}


@dataclass(frozen=True)
class Telling:
    """A check-in: whom it is about, and whether what is told of them is a certain sign. `again` says how it is sent
    once more: "" not at all, "call" the same call, "content" the same content under new ids."""

    about: int
    own: bool
    certain: bool
    again: str
    fields: dict[str, Any]


def person_id(number: int) -> UUID:
    return uuid5(NAMESPACE, f"person {number}")


def somebody(seed: int, number: int, registered: bool) -> Somebody:
    random = Random(f"{seed} person {number}")
    (zh, family) = random.choices(FAMILIES, WEIGHTS)[0]
    given = random.choices(GIVENS, k=random.choices((1, 2), (3, 7))[0])
    born = date(1950, 1, 1) + timedelta(days=random.randrange(22_000))
    return Somebody(
        number=number,
        zh=zh + "".join(part for part, _ in given),
        family=family,
        given=tuple(sound for _, sound in given),
        birth_date=born.isoformat(),
        passport=f"E{number:08d}",
        phone=f"+86 1{random.choice('3589')}{random.randrange(10**9):09d}",
        registered=registered,
    )


@dataclass(frozen=True)
class World:
    """`people` registered; as many check-ins, own and relatives'; `began` is when the earth shook."""

    seed: int
    people: int
    began: datetime

    @property
    def own(self) -> int:
        return round(self.people * OWN_PART)

    @property
    def strangers(self) -> int:
        return round(self.own * STRANGERS)

    def person(self, number: int) -> Somebody:
        return somebody(self.seed, number, number < self.people)

    def register(self, first: int, count: int) -> list[dict[str, Any]]:
        return [self.person(number).resident() for number in range(first, min(first + count, self.people))]

    def who_checks_in(self) -> list[int]:
        """Numbers of those who tell of themselves: beyond `people` are those whom no register has."""
        known = Random(f"{self.seed} who").sample(range(self.people), self.own - self.strangers)
        return [*known, *range(self.people, self.people + self.strangers)]

    def tellings(self) -> Iterator[Telling]:
        """All check-ins, in the order in which they are sent: relatives call before and after people's own words."""
        random = Random(f"{self.seed} tellings")
        own = self.who_checks_in()
        relatives = [random.choice(own) for _ in range(self.people - self.own)]
        order = [*((number, True) for number in own), *((number, False) for number in relatives)]
        random.shuffle(order)
        for at, (number, is_own) in enumerate(order):
            yield self._telling(Random(f"{self.seed} telling {at}"), at, self.person(number), is_own)

    def _telling(self, random: Random, at: int, who: Somebody, is_own: bool) -> Telling:
        vague = not is_own and random.random() < VAGUE
        again = random.choice(("call", "content")) if random.random() < AGAIN else ""
        states = (("safe", 92), ("needs_help", 5), ("injured", 3)) if is_own else (("safe", 70), ("missing", 30))
        seen = self.began + timedelta(seconds=random.randrange(36_000))
        fields: dict[str, Any] = {
            "check_in_id": str(uuid5(NAMESPACE, f"{self.seed} check-in {at}")),
            "person": self._in_own_words(who) if is_own else _retold(random, who, vague),
            "state": random.choices(*zip(*states, strict=True))[0],
            "seen_at": seen.isoformat(),
        }
        if not is_own:
            caller = somebody(self.seed, 10**7 + at, False)
            name = {"zh": caller.zh, "en": caller.en}
            fields["reporter"] = {"kind": "relative", "name": name, "phone": caller.phone}
        return Telling(who.number, is_own, not vague, again, fields)

    @staticmethod
    def _in_own_words(who: Somebody) -> dict[str, Any]:
        return {"name": {"zh": who.zh, "en": who.en}, "document_number": who.passport, "phone": who.phone}


Spell = Callable[[Somebody], dict[str, str]]
SPELLINGS: tuple[Spell, ...] = (
    lambda who: {"zh": who.zh},
    lambda who: {"en": who.en},
    lambda who: {"en": f"{who.family} {' '.join(who.given)}"},
    lambda who: {"en": f"{''.join(who.given)} {who.family}".title()},
    lambda who: {"en": f"{who.family}, {'-'.join(who.given)}".translate(PLAIN).upper()},
    lambda who: {"en": f"{who.family}{''.join(who.given)}".translate(PLAIN)},
    lambda who: {"zh": who.zh, "en": f"{''.join(who.given)} {who.family}".translate(PLAIN)},
)


def _retold(random: Random, who: Somebody, vague: bool) -> dict[str, Any]:
    """As a relative knows it: in some spelling, with a sign or two, or with none but a telephone short of a digit."""
    at = random.randrange(4, 11)
    short = {"phone": who.phone[:at] + who.phone[at + 1 :]}
    birth, phone = {"birth_date": who.birth_date}, {"phone": who.phone.removeprefix("+86 ")}
    signs: tuple[dict[str, str], ...] = (birth | short, phone, birth | phone, {"document_number": who.passport.lower()})
    return {"name": random.choice(SPELLINGS)(who), **random.choice((short, {}) if vague else signs)}
