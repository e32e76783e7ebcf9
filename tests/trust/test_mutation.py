"""The faults that `mutation.py` makes can be made, and those that are excused are of the code as it stands."""

import pytest

from tests.trust import faults, mutation


@pytest.mark.parametrize("module", sorted({key[0] for key in mutation.equivalent()}))
def test_an_excused_fault_is_one_that_can_be_made(module: str) -> None:
    listed = {key for key in mutation.equivalent() if key[0] == module}
    assert listed <= {fault.key for fault in faults.faults(module)}


def test_every_excuse_has_a_reason() -> None:
    assert all(reason.strip() for reason in mutation.equivalent().values())


def test_a_fault_is_in_the_code_that_is_put_in_place() -> None:
    whole = compile((faults.ROOT / "checker/judge/figures.py").read_text(encoding="utf-8"), "figures.py", "exec")
    codes = {
        code.co_name: code.co_code + repr(code.co_consts).encode()
        for code in whole.co_consts
        if hasattr(code, "co_code")
    }
    for fault in faults.faults("checker/judge/figures.py"):
        broken = faults.broken(fault)
        assert broken.co_name == fault.function
        assert broken.co_code + repr(broken.co_consts).encode() != codes[fault.function], fault
