"""When two tellings are of one person: for certain, possibly, or not."""

from dataclasses import replace
from datetime import date

import pytest

from services.consular.crisis_values import Sighted, Spelling
from services.consular.likeness import Traits
from services.consular.names import bounds, document_key, keys, page, phone_key
from tests.consular.crisis_examples import ENGINEER

BARE = replace(ENGINEER, birth_date=None, document_number=None, phone=None)
SPELLINGS = [
    Spelling(zh="张伟林"),
    Spelling(zh="張偉林"),
    Spelling(en="Zhang Weilin"),
    Spelling(en="ZHANG WEI LIN"),
    Spelling(en="Weilin Zhang"),
    Spelling(en="Zhāng, Wěi-lín"),
    Spelling(en="zhangweilin"),
    Spelling(en="weilinzhang"),
]
SIGNS = [
    {"birth_date": date(1990, 3, 4)},
    {"document_number": "e 1111-2222"},
    {"phone": "0086 13800001111"},
    {"phone": "１３８００００１１１１"},
]


def certain(one: Sighted, other: Sighted) -> bool:
    return Traits.of([one]).is_certainly(Traits.of([other]))


def possible(one: Sighted, other: Sighted) -> bool:
    return Traits.of([one]).may_be(Traits.of([other]))


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_name_in_any_spelling_and_one_sign_are_certain(spelling: Spelling, sign: dict[str, object]) -> None:
    """But for a birth date under other characters, which may be somebody who sounds alike."""
    told = replace(BARE, name=spelling, **sign)
    sounds_alike = spelling.zh == "張偉林" and "birth_date" in sign
    assert certain(told, ENGINEER) is not sounds_alike
    assert possible(told, ENGINEER)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_name_without_a_sign_is_possible(spelling: Spelling) -> None:
    """So is one with a digit of the telephone missing."""
    for told in (replace(BARE, name=spelling), replace(BARE, name=spelling, phone="138 0000 111")):
        assert not certain(told, ENGINEER)
        assert possible(told, ENGINEER)


@pytest.mark.parametrize("sign", [{"birth_date": date(1991, 3, 4)}, {"document_number": "E9"}])
def test_another_birth_date_or_document_is_somebody_else(sign: dict[str, object]) -> None:
    """Unless a sign is shared: then one of the two is wrong, and an officer must look."""
    told = replace(BARE, **sign)
    assert not possible(told, ENGINEER)
    shared = replace(told, phone=ENGINEER.phone)
    assert not certain(shared, ENGINEER)
    assert possible(shared, ENGINEER)


def test_another_name_with_the_same_document_is_possible() -> None:
    """With the same telephone it is a relative who lends it."""
    other = replace(BARE, name=Spelling(zh="李梅"))
    assert possible(replace(other, document_number="E11112222"), ENGINEER)
    assert not possible(replace(other, phone=ENGINEER.phone), ENGINEER)


def test_signs_add_up_over_all_that_was_told() -> None:
    """Who was told of by passport and then by telephone is found by either."""
    known = Traits.of([replace(BARE, document_number="E11112222"), replace(BARE, phone="+86 138 0000 1111")])
    assert Traits.of([replace(BARE, phone="13800001111")]).is_certainly(known)


def test_a_character_with_several_readings_is_found_by_each() -> None:
    """单 is dan or shan; 吕 is lü, lv or lyu."""
    shan = Traits.of([Sighted(name=Spelling(en="Shan Xiong"), phone="13800001111")])
    assert shan.is_certainly(Traits.of([Sighted(name=Spelling(zh="单雄"), phone="13800001111")]))
    assert len({page(None, each) for each in ("Lü Bu", "LYU BU", "lv bu")} | {page("吕布", None)}) == 1


def test_a_name_whose_syllables_meet_in_nyu_is_one_name_in_every_order() -> None:
    """Joined, chen yu and che nyu look the same."""
    assert len({page(None, each) for each in ("Chen Yu", "yu chen", "CHENYU", "yuchen")} | {page("陈宇", None)}) == 1
    assert len({page(None, each) for each in ("Yao Nyu", "nü yao", "yaonv", "yaonyu")} | {page("姚女", None)}) == 1


def test_a_name_is_found_while_it_is_typed() -> None:
    """At every letter, whichever way lü is written."""
    for spelled in (
        "lü meng",
        "lyu meng",
        "lv meng",
        "lu meng",
        "meng lyu",
        "yao nyu",
        "chen yu",
        "chēn yǔ",
        "juānyù chén",
    ):
        found = (
            keys("吕蒙", "Lyu Meng") + keys("姚女", "Yao Nyu") + keys("陈宇", "Chen Yu") + keys("陈娟玉", "Chen Juanyu")
        )
        for typed in range(1, len(spelled) + 1):
            first = bounds(spelled[:typed])["first"]
            assert any(key.startswith(first) for key in found), spelled[:typed]


def test_an_erased_name_is_nobodys_double() -> None:
    """What is left of the erased is alike everywhere, and must not be found."""
    assert keys("[erased]", "[erased]") == ()
    erased = Traits.of([Sighted(name=Spelling(zh="[erased]"))])
    assert not erased.may_be(Traits.of([Sighted(name=Spelling(zh="[erased]"))]))


def test_numbers_are_compared_without_what_people_add() -> None:
    """Country, zeros, spaces; what is too short to tell is no sign."""
    assert {phone_key(each) for each in ("+86 138 0000 1111", "0086-13800001111", "13800001111")} == {"800001111"}
    assert (phone_key("110"), phone_key(None), document_key(" "), document_key(None)) == (None, None, None, None)
