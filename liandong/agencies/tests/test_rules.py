"""Codes and numbers of agencies and officers."""
import pytest

from liandong.agencies import passwords, rules
from liandong.kernel.errors import Refused


@pytest.mark.parametrize("code", ["990100000000", "990100Q00001", "99010000000Z"])
def test_a_code_has_six_digits_of_the_region_and_six_digits_or_letters(code):
    rules.check_code(code)


@pytest.mark.parametrize("code", ["", "99010000000", "9901000000000", "99A100000000", "99010000000q"])
def test_another_code_is_refused(code):
    with pytest.raises(Refused, match="12 characters"):
        rules.check_code(code)


def test_first_passwords_differ_are_said_easily_and_open_again():
    made = {passwords.new() for _ in range(50)}
    assert len(made) == 50 and not set("".join(made)) & set("0O1lI")
    assert passwords.opened(passwords.locked("abcd")) == "abcd" and "abcd" not in passwords.locked("abcd")
